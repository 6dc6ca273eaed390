// <paged-prose part>: prose on the projector whose letters never shrink. What does not fit comes in
// parts of whole lines, turned by the facilitator; its .turned says “2 of 3”.

class PagedProse extends HTMLElement {
  static observedAttributes = ["part"]
  #resizes = new ResizeObserver(() => this.#arrange())
  #arranged = () => this.#arrange()

  connectedCallback() {
    this.#resizes.observe(this)
    document.addEventListener("live", this.#arranged)
    document.fonts?.ready.then(this.#arranged)
  }

  disconnectedCallback() {
    this.#resizes.disconnect()
    document.removeEventListener("live", this.#arranged)
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#arrange()
  }

  #arrange() {
    const pages = this.firstElementChild
    if (!pages || !this.clientHeight) return
    const { lineHeight, columnGap, direction } = getComputedStyle(pages)
    const line = parseFloat(lineHeight), step = this.clientWidth + parseFloat(columnGap)
    pages.style.blockSize = `${Math.max(1, Math.floor((this.clientHeight + 1) / line)) * line}px`
    const count = Math.max(1, Math.round((pages.scrollWidth + parseFloat(columnGap)) / step))
    const part = Math.min(Number(this.getAttribute("part")) || 0, count - 1)
    pages.style.translate = `${(direction === "rtl" ? 1 : -1) * part * step}px 0`
    this.#say(part, count)
  }

  #say(part, count) {
    const said = this.parentElement.querySelector(".turned")
    said.hidden = count < 2
    said.textContent = said.dataset.words.replace("{page}", part + 1).replace("{pages}", count)
  }
}

customElements.define("paged-prose", PagedProse)
