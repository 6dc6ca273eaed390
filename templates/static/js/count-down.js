// <count-down total used started paused>: how long a topic still has, counted here from absolute
// times in milliseconds; goes on below zero as overtime. Its words are in data-plain, data-warn…

import { everySecond, serverNow } from "./clock.js"

class CountDown extends HTMLElement {
  static observedAttributes = ["total", "used", "started", "paused"]
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

  get left() {
    const started = this.#number("started")
    const until = this.#number("paused") || serverNow()
    return this.#number("total") - this.#number("used") - (started ? Math.max(0, until - started) : 0)
  }

  get phase() {
    if (this.#number("paused")) return "paused"
    if (this.left < 0) return "over"
    if (this.left <= this.#number("total") * 0.05) return "danger"
    return this.left <= this.#number("total") * 0.2 ? "warn" : "plain"
  }

  #show() {
    const phase = this.phase
    const [time, words] = this.children
    if (!words) return
    put(time, format("ends" in this.dataset ? Math.max(0, this.left) : this.left))
    put(words, this.dataset[phase] ?? "")
    for (const element of [this, this.closest("[data-clock]")]) {
      if (element && element.dataset.phase !== phase) element.dataset.phase = phase
    }
  }

  #number(name) {
    return Number(this.getAttribute(name)) || 0
  }
}

function format(left) {
  const seconds = left < 0 ? Math.floor(-left / 1000) : Math.ceil(left / 1000)
  return `${left < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text
}

customElements.define("count-down", CountDown)
