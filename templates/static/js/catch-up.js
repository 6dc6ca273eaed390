// <catch-up>: carries the minutes on the buttons that mend a late day on as the day runs late. The
// same rule as sessions/repair.py: the whole minutes that are missing, from a topic at most its own.

let late = 0

class CatchUp extends HTMLElement {
  connectedCallback() {
    document.addEventListener("late", this.#hear)
    document.addEventListener("live", this.#show)
    this.#show()
  }

  disconnectedCallback() {
    document.removeEventListener("late", this.#hear)
    document.removeEventListener("live", this.#show)
  }

  #hear = ({ detail }) => {
    late = detail
    this.#show()
  }

  #show = () => {
    const { take, later, behind } = this.dataset
    const missing = Math.max(1, Math.floor(late / 60_000))
    for (const button of this.querySelectorAll("[data-most]")) {
      const minutes = Math.min(missing, button.dataset.most)
      set(button, -60 * minutes, take.replace("{}", minutes))
    }
    for (const button of this.querySelectorAll("[data-moved]"))
      set(button, Number(button.dataset.moved) + 60 * missing, later.replace("{}", missing))
    const even = late < 60_000
    this.querySelector("[data-late]").textContent = even ? "" : behind.replace("{}", Math.floor(late / 60_000))
    this.querySelector("[data-even]").hidden = !even
    this.querySelector("[data-some]").hidden = even
  }
}

function set(button, value, words) {
  if (button.value !== String(value)) button.value = value
  if (button.textContent !== words) button.textContent = words
}

customElements.define("catch-up", CatchUp)
