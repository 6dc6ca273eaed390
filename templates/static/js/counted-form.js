// <counted-form data-name>: a form whose last answer counts. What is chosen is kept on this phone
// under a number that only grows, sent until there is an answer, and stands again after a reload.

import { drop, keep, kept } from "./kept.js"

const { session } = document.documentElement.dataset
const ANSWER_WITHIN = 15_000
const LONGEST_WAIT = 8_000

class CountedForm extends HTMLElement {
  #form = this.querySelector("form")
  #name = `flipchart ${session} ${this.dataset.name}`
  #tries = 0
  #timer
  #sending

  connectedCallback() {
    this.#fill(kept(this.#name)?.fields ?? this.#stored)
    this.#form.addEventListener("submit", event => (event.preventDefault(), this.#choose()))
    this.#form.addEventListener("input", () => this.#look())
    if ("atOnce" in this.dataset) this.#form.addEventListener("change", () => this.#choose())
    for (const event of ["online", "pageshow"]) addEventListener(event, this.#wake)
    document.addEventListener("live", this.#wake)
    this.#look()
    this.#send()
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
    for (const event of ["online", "pageshow"]) removeEventListener(event, this.#wake)
    document.removeEventListener("live", this.#wake)
  }

  get #mine() {
    return document.querySelector(`[data-of="${this.dataset.name}"]`)
  }

  get #stored() {
    return JSON.parse(this.#mine?.dataset.fields ?? "[]")
  }

  #wake = () => kept(this.#name) && !this.#sending && this.#send()

  #fill(fields) {
    for (const [name, value] of fields) {
      for (const one of this.#form.elements) {
        if (one.name !== name || name === "counter") continue
        if (one.type === "checkbox" || one.type === "radio") one.checked ||= one.value === value
        else one.value = value
      }
    }
  }

  #look() {
    const { dots, words } = this.dataset
    this.#why("")
    if (words) this.#count(this.dataset.count).dataset.is = this.#tooMany ? "over" : ""
    if (!dots) return
    const marks = [...this.#form.elements].filter(one => one.name.startsWith("on-"))
    const given = marks.reduce((sum, one) => sum + (one.type === "checkbox" ? Number(one.checked) : Number(one.value)), 0)
    for (const one of marks) if (one.type === "checkbox") one.disabled = !one.checked && given >= dots
    this.#form.querySelector("[data-left]").textContent = this.dataset.left.replace("{n}", dots - given)
  }

  get #words() {
    return this.#form.elements.text.value.split(/\s+/).filter(Boolean).length
  }

  get #tooMany() {
    return this.dataset.words && this.#words > this.dataset.words
  }

  #count(said) {
    const place = this.#form.querySelector("[data-left]")
    place.textContent = this.#told(said)
    return place
  }

  #told(said) {
    return said.replace("{n}", this.#words).replace("{most}", this.dataset.words)
  }

  #choose() {
    if (this.#tooMany) return this.#why(this.#told(this.dataset.tooMany))
    const fields = [...new FormData(this.#form)].filter(([name]) => name !== "counter")
    const known = Math.max(Number(this.#mine?.dataset.counter) || 0, kept(this.#name)?.counter ?? 0)
    keep(this.#name, { counter: Math.max(Date.now(), known + 1), fields })
    this.#why("")
    this.#tries = 0
    this.#send()
  }

  async #send() {
    const choice = kept(this.#name)
    clearTimeout(this.#timer)
    if (!choice || this.#sending) return
    const stop = (this.#sending = new AbortController())
    const timer = setTimeout(() => stop.abort(), ANSWER_WITHIN)
    try {
      const body = new URLSearchParams([["counter", choice.counter], ...choice.fields])
      const answer = await fetch(this.#form.action, {
        method: "POST", headers: { Accept: "application/json" }, body, redirect: "error", signal: stop.signal,
      })
      this.#hear(choice, answer, await answer.json())
    } catch {
      this.#later()
    } finally {
      clearTimeout(timer)
      this.#sending = null
    }
    if (kept(this.#name)?.counter > choice.counter) this.#send()
  }

  #hear({ counter }, { ok, status }, { done, detail }) {
    const final = ok || [403, 404, 409, 413, 422].includes(status)
    if (!final) return this.#later()
    this.#tries = 0
    if (kept(this.#name)?.counter === counter) drop(this.#name)
    if (!ok) this.#why(detail)
    document.dispatchEvent(new CustomEvent("say", { detail: done ?? detail }))
  }

  #later() {
    this.#why(this.dataset.keptWords)
    this.#timer = setTimeout(() => this.#send(), Math.min(LONGEST_WAIT, 400 * 2 ** this.#tries++) * (0.5 + Math.random() / 2))
  }

  #why(words) {
    const place = this.#form.querySelector("[data-why]")
    place.textContent = words ?? ""
    place.hidden = !words
  }
}

customElements.define("counted-form", CountedForm)
