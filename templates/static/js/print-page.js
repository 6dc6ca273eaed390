// <print-page>: a button that prints the page it is on; there is none without scripts.

import "./print-job.js"

class PrintPage extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button")
    button.hidden = false
    button.addEventListener("click", () => print())
  }
}

customElements.define("print-page", PrintPage)
