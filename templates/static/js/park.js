// The fold from which something is put on the parking lot: kept and sent like any other idea.

import { newId } from "./idea-form.js"
import { drop, keep, kept } from "./kept.js"
import { outbox } from "./outbox.js"

const form = document.getElementById("park")
const { id, sheet, text } = form.elements
const DRAFT = `flipchart ${document.documentElement.dataset.session} parked`

text.value ||= kept(DRAFT) ?? ""
if (text.value) form.closest("details").open = true

text.addEventListener("input", () => (text.value ? keep(DRAFT, text.value) : drop(DRAFT)))
form.addEventListener("submit", event => {
  event.preventDefault()
  if (!text.value.trim()) return text.focus()
  outbox.add({ id: id.value, sheet: sheet.value, heading: form.dataset.heading, text: text.value })
  id.value = newId()
  text.value = ""
  drop(DRAFT)
})
