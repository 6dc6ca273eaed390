// The news where a network cuts sockets off: as server-sent events, and by asking every now and
// then until those come, or where a proxy holds them back.

const ASK_EVERY = 2_500
const ANSWER_WITHIN = 6_000
const EVENT_WITHIN = 6_000
const DEAD_AFTER = 25_000
const MOST_FAILURES = 2

export class SlowerWay {
  #src
  #hear
  #lost
  #events
  #watchdog
  #timer
  #token = ""
  #failures = 0
  #flowing = false
  #stopped = false

  constructor(src, hear, lost) {
    this.#src = src
    this.#hear = hear
    this.#lost = lost
  }

  async start() {
    if (!(await this.#ask())) return false
    if (!this.#stopped) this.#listen()
    return true
  }

  stop() {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#leave()
  }

  wake() {
    if (!this.#flowing) this.#askSoon(0)
  }

  async #ask() {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN)
    try {
      const answer = await fetch(`${this.#src}/news?after=${this.#token}`, { signal: stop.signal })
      if (!answer.ok) throw new Error(answer.status)
      const message = await answer.json()
      if (this.#stopped || this.#flowing) return true
      this.#token = message.token
      this.#failures = 0
      this.#hear(message)
    } catch {
      if (++this.#failures >= MOST_FAILURES || !this.#token) return false
    } finally {
      clearTimeout(timer)
    }
    this.#askSoon(ASK_EVERY)
    return true
  }

  #askSoon(milliseconds) {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    const wait = milliseconds * (0.8 + Math.random() * 0.4)
    this.#timer = setTimeout(async () => (await this.#ask()) || this.#lost(), wait)
  }

  #listen() {
    const events = this.#events = new EventSource(`${this.#src}/events`)
    this.#expect(EVENT_WITHIN)
    events.onmessage = ({ data }) => {
      clearTimeout(this.#timer)
      this.#flowing = true
      this.#expect(DEAD_AFTER)
      this.#hear(JSON.parse(data))
    }
    events.onerror = () => this.#leave()
  }

  #expect(milliseconds) {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => this.#leave(), milliseconds)
  }

  #leave() {
    clearTimeout(this.#watchdog)
    this.#events?.close()
    this.#events = null
    this.#flowing = false
    this.#token &&= "-"
    this.#askSoon(0)
  }
}
