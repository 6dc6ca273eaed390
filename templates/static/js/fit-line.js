// <fit-line>: one line that gives way in steps when it is too long, and never in its letters.
// Says how far in data-tight, 0 to 3; what goes at each step stands in the style sheet.

const MOST = 3

class FitLine extends HTMLElement {
  #fit = () => {
    for (let tight = 0; tight <= MOST; tight++) {
      this.dataset.tight = tight
      if (this.scrollWidth <= this.clientWidth + 1) return
    }
  }
  #resizes = new ResizeObserver(this.#fit)

  connectedCallback() {
    this.#resizes.observe(this)
    document.addEventListener("live", this.#fit)
    document.fonts?.ready.then(this.#fit)
  }

  disconnectedCallback() {
    this.#resizes.disconnect()
    document.removeEventListener("live", this.#fit)
  }
}

customElements.define("fit-line", FitLine)
