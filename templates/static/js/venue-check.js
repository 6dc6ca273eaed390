// <venue-check>: measures this phone's way to the laptop, by requests and one socket, and reports
// it once. Where it cannot, what stands in it already says the most important: the page came.

const TRIES = 20
const ANSWER_WITHIN = 2_000
const PAUSE = 50
const MEASURE_WITHIN = 20_000
const SOCKET_WITHIN = 5_000

class VenueCheck extends HTMLElement {
  async connectedCallback() {
    this.#say(this.dataset.going)
    const socket = throughSocket()
    const found = { id: pageName(), ...summed(await measured()), socket: (await socket) ? 1 : 0 }
    this.#show(found)
    this.#say(await report(found).catch(() => this.dataset.failed))
  }

  #show(found) {
    const [list] = this.getElementsByTagName("dl")
    const part = name => list.querySelector(`[data-part=${name}]`)
    part("answered").textContent = filled(part("answered").dataset.words, found.answered, found.tries)
    part("middle").textContent = filled(part("middle").dataset.words, found.middle)
    part("middle").parentElement.hidden = !found.answered
    for (const each of part("socket").parentElement.children) {
      each.textContent = found.socket ? each.dataset.yes : each.dataset.no
    }
    list.hidden = false
  }

  #say(words) {
    this.querySelector("[role=status]").textContent = words
  }
}

async function measured() {
  const pings = []
  const until = performance.now() + MEASURE_WITHIN
  while (pings.length < TRIES && performance.now() < until) {
    pings.push(await ping().catch(() => null))
    await new Promise(resolve => setTimeout(resolve, PAUSE))
  }
  return pings
}

async function ping() {
  const began = performance.now()
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN)
  try {
    const answer = await fetch("/check/ping", { signal: stop.signal })
    const { now } = await answer.json()
    const took = performance.now() - began
    return { took, ahead: Date.now() - took / 2 - now }
  } finally {
    clearTimeout(timer)
  }
}

function summed(pings) {
  const answered = pings.filter(Boolean).sort((one, other) => one.took - other.took)
  const { took: middle = 0 } = answered[answered.length >> 1] ?? {}
  const { took: slowest = 0 } = answered.at(-1) ?? {}
  const { ahead = 0 } = answered[0] ?? {} // the quickest tells the time best
  return {
    tries: pings.length, answered: answered.length,
    middle: Math.round(middle), slowest: Math.round(slowest), ahead: Math.round(ahead),
  }
}

function throughSocket() {
  return new Promise(resolve => {
    const url = new URL("/check/echo", location.href)
    url.protocol = url.protocol.replace("http", "ws")
    const word = Math.random().toString(36)
    const socket = new WebSocket(url)
    const end = through => {
      resolve(through)
      socket.close()
    }
    setTimeout(() => end(false), SOCKET_WITHIN)
    socket.onopen = () => socket.send(word)
    socket.onmessage = ({ data }) => end(data === word)
    socket.onerror = socket.onclose = () => end(false)
  })
}

async function report(found) {
  const answer = await fetch("/check", {
    method: "POST", body: new URLSearchParams(found), headers: { accept: "application/json" },
  })
  const { done, detail } = await answer.json()
  return done ?? detail
}

function pageName() {
  const fresh = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("")
  try {
    return (sessionStorage.check ||= fresh) // a reload is the same phone
  } catch {
    return fresh
  }
}

function filled(words, ...values) {
  return values.reduce((said, value) => said.replace("{}", value), words)
}

customElements.define("venue-check", VenueCheck)
