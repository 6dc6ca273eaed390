// <print-job at>: a link to a PDF that says how far it is while it is printed, then saves it.
// Without scripts the link does the same, in silence. at is where jobs are asked for by their name.

const LOOK = 400

class PrintJob extends HTMLElement {
  #busy = false

  connectedCallback() {
    this.querySelector("a").addEventListener("click", event => this.#print(event))
  }

  async #print(event) {
    event.preventDefault()
    if (this.#busy) return
    this.#busy = true
    const { href } = this.querySelector("a")
    const job = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16)).join("")
    this.#say(this.dataset.printing)
    const looking = setInterval(() => this.#look(job), LOOK)
    try {
      const address = new URL(href)
      address.searchParams.set("job", job)
      const answer = await fetch(address, { headers: { Accept: "application/json" } })
      if (answer.ok) await answer.arrayBuffer()
      clearInterval(looking)
      this.#say(answer.ok ? this.dataset.done : (await answer.json()).detail)
      if (answer.ok) location.assign(href)
    } catch {
      this.#say(this.dataset.unreached)
    } finally {
      clearInterval(looking)
      this.#busy = false
    }
  }

  async #look(job) {
    const answer = await fetch(`${this.getAttribute("at")}/${job}`).catch(() => null)
    if (!answer?.ok || !this.#busy) return
    const { before, page } = await answer.json()
    if (before) this.#say(this.dataset.before.replace("{}", before))
    else if (page) this.#say(this.dataset.page.replace("{}", page))
  }

  #say(words) {
    this.querySelector("[role=status]").textContent = words
  }
}

customElements.define("print-job", PrintJob)
