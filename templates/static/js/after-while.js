// <after-while at>: what is not seen before a time, in milliseconds since 1970 by the server's clock.

import { everySecond, serverNow } from "./clock.js"

class AfterWhile extends HTMLElement {
  #stop

  connectedCallback() {
    this.#stop = everySecond(() => { this.hidden = serverNow() < Number(this.getAttribute("at")) })
  }

  disconnectedCallback() {
    this.#stop?.()
  }
}

customElements.define("after-while", AfterWhile)
