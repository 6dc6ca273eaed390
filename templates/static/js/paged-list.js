// <paged-list>: a list on the projector whose letters never shrink. What does not fit comes in
// parts, each for as long as it takes to read; its .turned says “2 of 3”.

const READING = 7000

class PagedList extends HTMLElement {
  #part = 0
  #tops = [0]
  #turning
  #resizes = new ResizeObserver(() => this.#arrange())
  #arranged = () => this.#arrange()

  connectedCallback() {
    this.#resizes.observe(this)
    document.addEventListener("live", this.#arranged)
    document.fonts?.ready.then(this.#arranged)
    this.#turning = setInterval(() => this.#show(this.#part + 1), READING)
  }

  disconnectedCallback() {
    this.#resizes.disconnect()
    document.removeEventListener("live", this.#arranged)
    clearInterval(this.#turning)
  }

  #arrange() {
    const list = this.querySelector("ol, ul")
    if (!list) return
    const rows = [...list.children], height = this.clientHeight
    const tops = [0]
    for (const row of rows) {
      const end = row.offsetTop - list.offsetTop + row.offsetHeight
      if (end - tops.at(-1) > height + 1 && row !== rows[0]) tops.push(row.offsetTop - list.offsetTop)
    }
    this.#tops = tops
    this.#show(this.#part)
  }

  #show(part) {
    const pages = this.#tops.length, list = this.querySelector("ol, ul")
    this.#part = part % pages
    const top = this.#tops[this.#part], next = this.#tops[this.#part + 1]
    list.style.translate = `0 ${-top}px`
    list.style.clipPath = pages > 1 ? `inset(${top}px 0 ${next ? Math.max(0, list.offsetHeight - next) : 0}px)` : ""
    const said = this.parentElement.querySelector(".turned")
    if (!said) return
    said.hidden = pages < 2
    said.textContent = said.dataset.words.replace("{page}", this.#part + 1).replace("{pages}", pages)
  }
}

customElements.define("paged-list", PagedList)
