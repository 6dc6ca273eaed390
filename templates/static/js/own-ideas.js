// <own-ideas>: what one has sent. Above the list that the server keeps stand the ideas on their
// way; one that arrives passes from there into the list, where the server's news finds it.

import { outbox } from "./outbox.js"

class OwnIdeas extends HTMLElement {
  #waiting = this.querySelector("#waiting")
  #own = this.querySelector("#own")

  connectedCallback() {
    outbox.addEventListener("sent", ({ detail }) => this.#arrived(detail))
    outbox.addEventListener("change", () => this.#draw())
    document.addEventListener("live", () => this.#compare())
    document.addEventListener("change", () => this.#count())
    window.addEventListener("storage", () => this.#draw())
    this.addEventListener("click", ({ target }) => this.#press(target.closest("[data-do]")))
    this.#compare()
    this.#draw()
  }

  #draw() {
    const ideas = outbox.ideas()
    const there = new Map(ideas.map(idea => [idea.id, idea]))
    for (const row of [...this.#waiting.children]) if (!there.has(row.dataset.id)) row.remove()
    for (const idea of ideas) {
      const old = row(this.#waiting, "id", idea.id)
      const state = idea.why ? "refused" : "kept"
      if (old?.dataset.state === state) continue
      const said = idea.why || (outbox.lasts(idea.id) ? this.dataset.kept : this.dataset.page)
      const made = fill(state, idea, said)
      if (old) old.replaceWith(made)
      else this.#waiting.prepend(made)
    }
    this.#count()
  }

  #arrived({ id, seq, sheet, heading, text }) {
    if (row(this.#own, "key", -seq)) return
    const made = fill("sent", { id, sheet, text })
    made.dataset.key = -seq
    made.dataset.new = ""
    made.querySelector("i").textContent = heading
    const form = made.querySelector("form")
    form.action = form.getAttribute("action").replace("/0/", `/${seq}/`)
    const button = made.querySelector("button")
    button.setAttribute("aria-label", button.getAttribute("aria-label") + text)
    this.#own.prepend(made)
  }

  #compare() {
    for (const { id } of outbox.ideas()) if (row(this.#own, "id", id)) outbox.remove(id)
    this.#count()
  }

  #count() {
    const field = document.querySelector("[name=sheet][type=hidden], [name=sheet]:checked")
    const { value, dataset: { each } = {} } = field ?? {}
    const mine = [...this.querySelectorAll("li:not([data-state=refused])")]
    const n = mine.filter(one => one.dataset.sheet === value).length
    const said = each ? this.dataset.each.replace("{n}", n).replace("{most}", each) : ""
    this.querySelector("#each").textContent = said
  }

  #press(button) {
    if (!button) return
    const { id } = button.closest("li").dataset
    const idea = outbox.ideas().find(one => one.id === id)
    outbox.remove(id)
    if (!idea || button.dataset.do !== "edit") return
    document.querySelector("idea-form").edit(idea)
    document.getElementById("text").focus()
  }
}

function row(list, name, value) {
  return [...list.children].find(one => one.dataset[name] === String(value))
}

function fill(state, { id, sheet, text }, said) {
  const made = document.getElementById(`row-${state}`).content.firstElementChild.cloneNode(true)
  Object.assign(made.dataset, { id, sheet })
  made.querySelector("b").textContent = text
  if (said) made.querySelector("small").textContent = said
  return made
}

customElements.define("own-ideas", OwnIdeas)
