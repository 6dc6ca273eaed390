// <fit-words>: one idea or message as large as it fits, in four sizes by data-size; the smallest
// is the projector's own. What even that cannot hold comes in parts, each for as long as it takes to read.

const SIZES = 4
const READING = 7000

class FitWords extends HTMLElement {
  #part = 0
  #parts = 1
  #height = 0
  #turning
  #resizes = new ResizeObserver(() => this.#fit())

  connectedCallback() {
    this.#resizes.observe(this)
    document.addEventListener("live", this.#fit)
    document.fonts?.ready.then(this.#fit)
    this.#turning = setInterval(() => this.#show(this.#part + 1), READING)
  }

  disconnectedCallback() {
    this.#resizes.disconnect()
    document.removeEventListener("live", this.#fit)
    clearInterval(this.#turning)
  }

  #fit = () => {
    this.style.maxBlockSize = ""
    for (let size = 1; size <= SIZES; size++) {
      this.dataset.size = size
      if (this.scrollHeight <= this.clientHeight + 1 && this.scrollWidth <= this.clientWidth + 1) break
    }
    const words = this.firstElementChild
    const line = parseFloat(getComputedStyle(words).lineHeight)
    const lines = Math.max(1, Math.floor((this.clientHeight + 1) / line))
    this.#parts = Math.max(1, Math.ceil(words.offsetHeight / line / lines - 0.01))
    if (this.#parts > 1) this.style.maxBlockSize = `${lines * line}px`
    this.#height = lines * line
    this.#show(this.#part)
  }

  #show(part) {
    this.#part = part % this.#parts
    this.firstElementChild.style.translate = `0 ${-this.#part * this.#height}px`
  }
}

customElements.define("fit-words", FitWords)
