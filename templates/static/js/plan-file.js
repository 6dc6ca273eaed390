// <plan-file most>: sends a plan file as soon as it is chosen, unless it is larger than any plan.
// Without it the form's own button does the same, and the server says what is too large.

class PlanFile extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[type=file]")
    this.querySelector("button").hidden = true
    input.addEventListener("change", () => this.#send(input))
  }

  #send(input) {
    const [file] = input.files
    const tooLarge = file?.size > Number(this.getAttribute("most"))
    this.querySelector("[role=status]").textContent = tooLarge ? this.dataset.large : ""
    if (tooLarge) input.value = ""
    else if (file) input.form.requestSubmit()
  }
}

customElements.define("plan-file", PlanFile)
