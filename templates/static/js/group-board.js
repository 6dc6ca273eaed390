// <group-board>: lines of a sheet that are dragged onto one another, or into a group. What a drag
// does, the ticks and the menu below do as well.

class GroupBoard extends HTMLElement {
  #dragged

  connectedCallback() {
    this.addEventListener("dragstart", event => {
      this.#dragged = event.target.closest("[data-line]")?.dataset.line
      event.dataTransfer.setData("text/plain", event.target.textContent.trim())
      event.dataTransfer.effectAllowed = "move"
    })
    this.addEventListener("dragover", event => {
      if (!this.#dragged || !this.#under(event)) return
      event.preventDefault()
      this.#mark(this.#under(event))
    })
    this.addEventListener("dragend", () => this.#mark(null))
    this.addEventListener("drop", event => this.#drop(event))
  }

  #under({ target }) {
    const place = target.closest("[data-into]") ?? target.closest("[data-line]")
    return place?.dataset.line === this.#dragged ? null : place
  }

  #mark(place) {
    for (const old of this.querySelectorAll("[data-over]")) if (old !== place) delete old.dataset.over
    if (place) place.dataset.over = ""
  }

  #drop(event) {
    const place = this.#under(event)
    this.#mark(null)
    if (!place) return
    event.preventDefault()
    const form = this.querySelector("[data-drop]")
    const [one, other, into] = form.querySelectorAll("input")
    one.value = this.#dragged
    other.disabled = Boolean(place.dataset.into)
    other.value = place.dataset.line ?? ""
    into.value = place.dataset.into ?? ""
    form.requestSubmit()
  }
}

customElements.define("group-board", GroupBoard)
