// <idea-form>: the box and its button. Keeps what is typed on this phone and hands it to the
// outbox when it fits the sheet. Until this file is there it is a plain form.

import { Hints, fits } from "./hints.js"
import { drop, keep, kept, names, tab } from "./kept.js"
import { outbox } from "./outbox.js"

const DRAFTS = `flipchart ${document.documentElement.dataset.session} draft `
const DRAFT = DRAFTS + tab
const ASK = "flipchart asks"
const TOLD_WITHIN = 500

class IdeaForm extends HTMLElement {
  #form = this.querySelector("form")
  #box = this.querySelector("textarea")
  #hints = new Hints(this)
  #draft = kept(DRAFT) ?? {}
  #open = this.#fields.map(one => one.value).join()

  connectedCallback() {
    this.querySelector("[data-again]")?.remove()
    this.#restore()
    this.#form.addEventListener("submit", event => this.#send(event))
    this.#box.addEventListener("input", () => this.#typed())
    this.#box.addEventListener("keydown", event => this.#key(event))
    document.addEventListener("change", ({ target }) => target.name === "sheet" && this.#choose())
    document.addEventListener("live", () => this.#look())
    outbox.addEventListener("refused", ({ detail }) => this.#box.value || this.edit(detail))
    outbox.addEventListener("sent", () => this.#hints.report("sent", this.#field?.dataset))
    outbox.addEventListener("late", () => this.#hints.report("kept", this.#field?.dataset))
    addEventListener("storage", ({ key }) => key === ASK && this.#save()) // another tab asks who is there
    keep(ASK, tab)
    drop(ASK)
    setTimeout(asked => this.#adopt(asked), TOLD_WITHIN, Date.now())
    this.#look()
  }

  edit({ id, sheet, heading, text, why }) {
    if (this.#box.value) this.#shelve(this.#draft)
    this.#box.value = text
    this.#draft = { sheet, heading }
    this.#typed()
    outbox.remove(id)
    this.#hints.refuse(why)
    this.#look()
  }

  get #fields() {
    return [...this.#form.elements].filter(one => one.name === "sheet")
  }

  get #field() {
    return this.#fields.find(one => one.type === "hidden" || one.checked)
  }

  #restore() {
    const { text } = this.#draft
    const typed = this.#box.value
    if (!typed) this.#box.value = text ?? ""
    else if (typed !== text) {
      if (text) this.#shelve(this.#draft)
      this.#draft = {}
    }
    this.#save()
  }

  #adopt(asked) {
    for (const name of names(DRAFTS)) {
      const draft = kept(name)
      if (name === DRAFT || draft?.at >= asked) continue
      drop(name)
      if (this.#box.value) this.#shelve(draft)
      else {
        this.#box.value = draft.text
        this.#draft = draft
        this.#save()
      }
    }
    this.#look()
  }

  #shelve({ text, sheet, heading }) {
    outbox.add({ id: newId(), text, sheet, heading, why: this.dataset.earlier })
  }

  #typed() {
    this.#save()
    this.#hints.refuse("")
    this.#look()
  }

  #save() {
    const text = this.#box.value
    this.#draft = { ...this.#place(), ...(text && this.#draft), text }
    if (text) keep(DRAFT, { ...this.#draft, at: Date.now() })
    else drop(DRAFT)
  }

  #choose() {
    Object.assign(this.#draft, this.#place())
    this.#look()
  }

  #place() {
    const field = this.#field
    return field ? { sheet: field.value, heading: field.dataset.heading } : {}
  }

  #look() {
    const { sheet, heading } = this.#draft
    const fields = this.#fields
    const open = fields.map(one => one.value).join()
    const mine = fields.find(one => one.value === sheet)
    if (fields[0]?.type === "radio") (mine ?? this.#field ?? fields[0]).checked = true
    const text = this.#box.value
    this.hidden = !open && !text
    this.querySelector("button").hidden = !open
    if (mine && this.#open !== open) this.#hints.refuse("")
    this.#open = open
    const moved = text && heading && !mine && !this.#hints.refused
    const note = moved && (open ? this.dataset.moved : this.dataset.closed)
    this.#hints.note(note, { sheet: heading, other: this.#field?.dataset.heading })
    this.#hints.count(text, this.#field?.dataset)
  }

  #send(event) {
    event.preventDefault()
    const text = this.#box.value
    const { unit, n, most, over } = fits(text, this.#field?.dataset)
    if (!text.trim()) this.#hints.refuse(this.dataset.blank)
    else if (over) this.#hints.refuse(this.dataset[`over${unit}`], { n, most })
    else if (this.#field) this.#hand(text)
    this.#box.focus()
  }

  #hand(text) {
    const { id } = this.#form.elements
    outbox.add({ id: id.value, text, ...this.#place() })
    id.value = newId()
    this.#box.value = ""
    this.#draft = {}
    this.#typed()
  }

  #key(event) {
    const composing = event.isComposing || event.keyCode === 229
    if (event.key !== "Enter" || event.shiftKey || composing) return
    event.preventDefault()
    this.querySelector("button").click()
  }
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
}

customElements.define("idea-form", IdeaForm)
