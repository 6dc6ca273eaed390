// <venue-findings>: asks every second what is known now, and puts the sentences in place.

const ASK_EVERY = 1_000

class VenueFindings extends HTMLElement {
  connectedCallback() {
    document.addEventListener("visibilitychange", () => document.hidden || this.#ask())
    this.#sum()
    this.#ask()
  }

  async #ask() {
    clearTimeout(this.timer)
    try {
      const answer = await fetch(location.pathname, { headers: { accept: "application/json" } })
      const { address, findings, detail } = await answer.json()
      if (!answer.ok) this.#say(detail)
      else if (address !== this.dataset.address) return location.reload() // another code to scan
      else this.#show(findings)
    } catch {
      this.#say(this.dataset.lost)
    }
    clearTimeout(this.timer)
    if (!document.hidden) this.timer = setTimeout(() => this.#ask(), ASK_EVERY)
  }

  #show(findings) {
    for (const { name, state, sentence, todo } of findings) {
      const line = this.querySelector(`[data-finding=${name}]`)
      const said = line.querySelector(".said")
      if (line.dataset.state !== state) line.dataset.state = state
      if (said.textContent === sentence) continue
      said.textContent = sentence
      line.querySelector(".todo").replaceChildren(...todo.map(step =>
        Object.assign(document.createElement("li"), { textContent: step })))
    }
    this.#sum()
  }

  #sum() {
    const found = state => this.querySelector(`[data-finding][data-state=${state}]`)
    this.#say(this.dataset[["bad", "waiting", "warn"].find(found) ?? "ok"])
  }

  #say(words) {
    const sum = this.querySelector("[role=status]")
    if (sum.textContent !== words) sum.textContent = words
  }
}

customElements.define("venue-findings", VenueFindings)
