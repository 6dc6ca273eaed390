// <key-door>: exchanges the key in the address's fragment for a cookie, and opens the page without
// the fragment. Without a key the sentence that stands in it stays.

class KeyDoor extends HTMLElement {
  connectedCallback() {
    addEventListener("hashchange", () => this.#try()) // the whole address, put in where this stands
    this.#try()
  }

  #try() {
    const key = location.hash.slice(1)
    if (key) this.#open(key)
  }

  async #open(key) {
    this.#say(this.dataset.open)
    const [, code] = location.pathname.match(/^\/c\/([^/]+)/) ?? []
    history.replaceState(null, "", location.pathname + location.search)
    try {
      const answer = await fetch(code ? `/c/${code}/key` : "/c/key", {
        method: "POST", body: new URLSearchParams({ key }), headers: { accept: "application/json" },
      })
      if (answer.ok) return location.reload()
      this.#say((await answer.json()).detail)
    } catch {
      this.#say(this.dataset.unreached)
    }
  }

  #say(sentence) {
    this.querySelector("p").textContent = sentence
  }
}

customElements.define("key-door", KeyDoor)
