// The phone's page: brings its parts together, says aloud what happens, sends its small forms.

import "./live-view.js"
import "./count-down.js"
import "./idea-form.js"
import "./own-ideas.js"
import { keepsNothing } from "./kept.js"
import { outbox } from "./outbox.js"

const said = document.getElementById("said")
const { sent, kept, failed } = document.querySelector("own-ideas").dataset
const name = document.getElementById("name")
const late = new Set()
const LONG = 20_000
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

const long = document.querySelector(".away .long")
let waiting

new MutationObserver(() => {
  if (document.documentElement.dataset.link === "off") {
    waiting ??= setTimeout(() => (long.hidden = false), LONG)
  } else {
    waiting = clearTimeout(waiting)
    long.hidden = true
  }
}).observe(document.documentElement, { attributeFilter: ["data-link"] })

long.addEventListener("click", ({ target: { dataset } }) => {
  if (dataset.do === "again") outbox.wake()
  if (dataset.do !== "copy") return
  const words = long.querySelector("textarea")
  words.value = [...outbox.ideas().map(one => one.text), document.getElementById("text").value].join("\n").trim()
  words.hidden = false
  words.select()
  document.execCommand("copy") // there is no clipboard over plain http
})

function leave(row) {
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  row?.remove()
  next?.querySelector("button").focus()
}

if (keepsNothing()) { // the window that a Wi-Fi opens for its own sign-in, for one
  const forgets = document.getElementById("forgets")
  forgets.hidden = false
  forgets.querySelector("button").addEventListener("click", () => (forgets.hidden = true))
}

if (location.pathname.endsWith("/ideas")) history.replaceState(null, "", location.pathname.slice(0, -6))
function load() {
  for (const { dataset } of document.querySelectorAll("[data-script]")) import(dataset.script).catch(() => {})
}

document.addEventListener("live", load)
load()
outbox.flush()
