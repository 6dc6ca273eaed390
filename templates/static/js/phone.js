// The phone's page: brings its parts together, says aloud what happens, sends its small forms.

import "./live-view.js"
import "./count-down.js"
import "./idea-form.js"
import "./own-ideas.js"
import { outbox } from "./outbox.js"

const said = document.getElementById("said")
const { sent, kept, failed } = document.querySelector("own-ideas").dataset
const name = document.getElementById("name")
const late = new Set()
let asked = question()

function say(words) {
  said.textContent = ""
  setTimeout(() => (said.textContent = words), 50)
}

function question() {
  return document.querySelector("#question h1")?.textContent
}

outbox.addEventListener("sent", () => say(sent))
outbox.addEventListener("late", ({ detail: { id } }) => late.has(id) || (late.add(id), say(kept)))
outbox.addEventListener("refused", ({ detail: { why } }) => say(why))
document.addEventListener("say", ({ detail }) => say(detail))
document.addEventListener("live", () => {
  if (asked === question()) return
  say((asked = question()))
  if (!name.value) name.closest("details").open = false
})

const clock = new MutationObserver(([{ target }]) => {
  if (target.matches("[data-clock]:not([data-phase=plain], [data-phase=paused])")) say(target.textContent)
})
clock.observe(document.getElementById("head"), { subtree: true, attributeFilter: ["data-phase"] })

document.addEventListener("submit", async event => {
  const form = event.target
  if (!form.matches("[data-control]")) return
  event.preventDefault()
  const row = form.closest("li")
  const place = (row ?? form).querySelector("[data-answer]")
  try {
    const headers = { Accept: "application/json" }
    const body = new URLSearchParams(new FormData(form))
    const answer = await fetch(form.action, { method: "POST", headers, body, redirect: "error" })
    const { done, detail } = await answer.json()
    say((place.textContent = done ?? detail))
    if (answer.ok) leave(row)
  } catch {
    say((place.textContent = failed))
  }
})

function leave(row) {
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  row?.remove()
  next?.querySelector("button").focus()
}

if (location.pathname.endsWith("/ideas")) history.replaceState(null, "", location.pathname.slice(0, -6))
outbox.flush()
