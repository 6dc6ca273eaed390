// <tab-set>: a row of tabs whose choice outlives what is redrawn. With data-closes a second press
// closes the panel, which begins closed where the window is lower than that many pixels; with data-follows a sheet that is newly open is chosen by itself.

class TabSet extends HTMLElement {
  #chosen
  #known

  connectedCallback() {
    this.addEventListener("click", event => {
      const tab = event.target.closest("[role=tab]")
      if (tab) this.#press(tab)
    })
    this.addEventListener("keydown", event => this.#move(event))
    document.addEventListener("live", () => this.#redrawn())
    this.#known = this.#state()
    this.toggleAttribute("data-closed", innerHeight < Number(this.dataset.closes))
    this.#choose(this.#tabs[0]?.id)
  }

  get #tabs() {
    return [...this.querySelectorAll("[role=tab]")]
  }

  #state() {
    return { first: this.#tabs[0]?.id, all: ids(this.#tabs), open: ids(this.querySelectorAll("[data-open]")) }
  }

  #press(tab) {
    if (this.hasAttribute("data-closes")) this.toggleAttribute("data-closed", tab.id === this.#chosen && !this.hasAttribute("data-closed"))
    this.#choose(tab.id)
  }

  #move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!step || !event.target.matches("[role=tab]")) return
    event.preventDefault()
    const tabs = this.#tabs
    const next = tabs.at((tabs.indexOf(event.target) + step) % tabs.length)
    this.#choose(next.id)
    next.focus()
  }

  #redrawn() {
    const before = this.#known, now = this.#known = this.#state()
    const news = [...now.open].find(id => !before.open.has(id))
    if (this.hasAttribute("data-follows") && news && before.all.size) this.#choose(news)
    else if (now.first !== before.first || !now.all.has(this.#chosen)) this.#choose(now.first)
    else this.#choose(this.#chosen)
  }

  #choose(id) {
    this.#chosen = id
    for (const tab of this.#tabs) {
      const chosen = tab.id === id
      if (tab.ariaSelected !== String(chosen)) tab.ariaSelected = String(chosen)
      if (tab.tabIndex !== (chosen ? 0 : -1)) tab.tabIndex = chosen ? 0 : -1
      const panel = document.getElementById(tab.getAttribute("aria-controls"))
      if (panel && panel.hidden === chosen) panel.hidden = !chosen
    }
    this.dispatchEvent(new CustomEvent("choose", { bubbles: true, detail: id }))
  }
}

function ids(elements) {
  return new Set([...elements].map(element => element.id))
}

customElements.define("tab-set", TabSet)
