// Ideas on their way: each is kept on this phone before it is sent and leaves only on an answer.
// Says "change" when one came or went, "sent", "refused", and "late" when one has to wait.

import { drop, keep, kept, lasts, names } from "./kept.js"

const { code, session } = document.documentElement.dataset
const here = `flipchart ${session} idea `
const ANSWER_WITHIN = 15_000
const STUCK_AFTER = 2_000
const LONGEST_WAIT = 8_000

class Outbox extends EventTarget {
  #busy = false
  #tries = 0
  #welcomed = false
  #since = 0
  #stop
  #timer

  ideas() {
    return names(here).map(kept).filter(Boolean).sort((one, other) => one.at - other.at)
  }

  add(idea) {
    keep(here + idea.id, { ...idea, at: Date.now() })
    this.#say("change")
    if (!idea.why) this.flush()
  }

  lasts(id) {
    return lasts(here + id)
  }

  remove(id) {
    drop(here + id)
    this.#say("change")
  }

  wake() {
    this.#tries = 0
    if (this.#busy && Date.now() - this.#since > STUCK_AFTER) this.#stop.abort("again")
    else this.flush()
  }

  async flush() {
    if (this.#busy) return
    this.#busy = true
    clearTimeout(this.#timer)
    for (let idea; (idea = this.ideas().find(one => !one.why)); ) {
      const wait = await this.#send(idea)
      if (!wait || !kept(here + idea.id)) continue
      this.#say("late", idea)
      this.#timer = setTimeout(() => this.flush(), wait)
      break
    }
    this.#busy = false
  }

  async #send({ id, sheet, text, ...rest }) {
    const stop = (this.#stop = new AbortController())
    this.#since = Date.now()
    const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN)
    try {
      const answer = await fetch(`/j/${code}/ideas`, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams({ id, sheet, text }),
        redirect: "error",
        signal: stop.signal,
      })
      return await this.#hear({ id, sheet, text, ...rest }, answer, await answer.json())
    } catch (problem) {
      return problem === "again" ? 0 : this.#backOff()
    } finally {
      clearTimeout(timer)
    }
  }

  async #hear(idea, { ok, status, headers }, said) {
    if (ok && said.id === idea.id) {
      this.#tries = 0
      drop(here + idea.id)
      this.#say("sent", { ...idea, ...said })
      this.#say("change")
      return 0
    }
    if (status === 403 && !this.#welcomed) {
      await fetch(`/j/${code}`, { headers: { Accept: "text/html" } })
      this.#welcomed = true
      return 0
    }
    if ([403, 404, 409, 413, 422].includes(status) && said.detail) {
      keep(here + idea.id, { ...idea, why: said.detail })
      this.#say("refused", { ...idea, why: said.detail })
      this.#say("change")
      return 0
    }
    const seconds = Number(headers.get("Retry-After")) || 0
    return Math.max(this.#backOff(), seconds * 1000 * (1 + Math.random() / 4))
  }

  #backOff() {
    return Math.min(LONGEST_WAIT, 400 * 2 ** this.#tries++) * (0.5 + Math.random() / 2)
  }

  #say(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }))
  }
}

export const outbox = new Outbox()

for (const event of ["online", "pageshow"]) addEventListener(event, () => outbox.wake())
document.addEventListener("visibilitychange", () => document.hidden || outbox.wake())
