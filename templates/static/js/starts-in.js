// <starts-in at>: when the session starts, counted down in its last hour, gone once it is due.
// at is in milliseconds; its words are in data-in and data-at, the time of day in data-time.

import { everySecond, serverNow } from "./clock.js"

const HOUR = 3_600_000

class StartsIn extends HTMLElement {
  #stop

  connectedCallback() {
    this.#stop = everySecond(() => this.#show())
  }

  disconnectedCallback() {
    this.#stop?.()
  }

  #show() {
    const seconds = Math.ceil((Number(this.getAttribute("at")) - serverNow()) / 1000)
    const soon = seconds * 1000 <= HOUR
    const [words, time] = this.children
    this.hidden = seconds <= 0
    words.textContent = soon ? this.dataset.in : this.dataset.at
    time.textContent = soon
      ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
      : this.dataset.time
  }
}

customElements.define("starts-in", StartsIn)
