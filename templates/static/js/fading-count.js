// <fading-count data-ends>: how many are left of those that each end at a time, in milliseconds.

import { everySecond, serverNow } from "./clock.js"

class FadingCount extends HTMLElement {
  static observedAttributes = ["data-ends"]
  #stop

  connectedCallback() {
    this.#stop = everySecond(() => this.#show())
  }

  disconnectedCallback() {
    this.#stop?.()
  }

  attributeChangedCallback() {
    if (this.isConnected) queueMicrotask(() => this.#show())
  }

  #show() {
    const left = this.dataset.ends.trim().split(" ").filter(end => Number(end) > serverNow()).length
    const count = this.querySelector("b")
    this.hidden = !left
    if (count && left) count.textContent = left
  }
}

customElements.define("fading-count", FadingCount)
