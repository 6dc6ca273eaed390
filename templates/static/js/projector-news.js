// <projector-news role="status">: says what is on the projector, at most every five seconds.
// When ideas come faster than four a second they simply appear: html gets data-busy meanwhile.

const SAY_EVERY = 5000
const MOST_A_SECOND = 4

class ProjectorNews extends HTMLElement {
  #came = []
  #said = 0
  #waiting

  connectedCallback() {
    document.addEventListener("live", this.#hear)
  }

  disconnectedCallback() {
    document.removeEventListener("live", this.#hear)
    clearTimeout(this.#waiting)
  }

  #hear = ({ detail }) => {
    this.#pace(detail.lists ?? {}, detail.whole ?? [])
    const wait = Math.max(0, this.#said + SAY_EVERY - performance.now())
    this.#waiting ??= setTimeout(() => this.#say(), wait)
  }

  #pace(lists, whole) {
    const now = performance.now()
    for (const [id, lines] of Object.entries(lists)) {
      if (!whole.includes(id)) Object.values(lines).forEach(line => line && this.#came.push(now))
    }
    this.#came = this.#came.filter(at => at > now - 1000)
    const busy = this.#came.length > MOST_A_SECOND
    document.documentElement.toggleAttribute("data-busy", busy)
    if (busy) document.querySelectorAll("[data-new]").forEach(line => delete line.dataset.new)
  }

  #say() {
    this.#waiting = undefined
    this.#said = performance.now()
    const parts = [...document.querySelectorAll("main h2, main fit-words")]
    const words = parts.filter(one => one.checkVisibility?.({ visibilityProperty: true }) ?? true)
    words.push(...document.querySelectorAll("#counts .long, #counts .people"))
    const text = words.map(one => one.textContent.trim()).join(". ")
    if (this.textContent !== text) this.textContent = text
  }
}

customElements.define("projector-news", ProjectorNews)
