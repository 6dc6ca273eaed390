// Buttons with data-ask="name" open the dialog ask-name. Where it is about an idea, its form is
// turned to that idea. A dialog closes once its form was
// answered, unless the form says that it stays.

import { fillKeys } from "./key-map.js"

document.addEventListener("click", event => {
  const button = event.target.closest("[data-ask], [data-close]")
  if (!button) return
  if ("close" in button.dataset) return button.closest("dialog").close()
  const dialog = document.getElementById(`ask-${button.dataset.ask}`)
  const idea = button.closest("li[data-idea]")
  if (idea) turnTo(dialog, idea)
  if (button.dataset.ask === "keys") fillKeys(dialog.querySelector("[data-keys-list]"))
  dialog.showModal()
  dialog.querySelector("input:not([type=hidden]), textarea")?.select()
})

document.addEventListener("done", event => {
  const dialog = event.target.closest("dialog")
  if (!dialog || "stays" in event.target.dataset) return
  dialog.close()
  event.target.reset()
})

function turnTo(dialog, idea) {
  const form = dialog.querySelector("form")
  form.dataset.action ??= form.getAttribute("action")
  form.action = form.dataset.action.replace("{}", idea.dataset.idea)
  const text = idea.querySelector(".idea-text").textContent
  if (form.elements.text) form.elements.text.value = text
  const words = form.querySelector("[data-idea-text]")
  if (words) words.textContent = `“${text}”`
  const choices = form.querySelector("[data-sheets]")
  if (choices) choices.replaceChildren(...otherSheets(idea))
}

function otherSheets(idea) {
  const here = idea.closest("[data-sheet]").dataset.sheet
  const tabs = [...document.querySelectorAll("[role=tab][data-sheet]")]
  return tabs.filter(tab => tab.dataset.sheet !== here).map(tab => Object.assign(
    document.createElement("button"),
    { className: "button", name: "sheet", value: tab.dataset.sheet, textContent: tab.querySelector(".tab-name").textContent },
  ))
}
