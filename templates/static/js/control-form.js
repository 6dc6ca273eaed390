// Sends every form[data-control] without leaving the page, and says in #said what was done or why
// not. A form with a name of its own for the action keeps it until an answer has come.

const said = document.getElementById("said")
const words = document.getElementById("words").dataset
const SHOWN_FOR = { done: 4000, refused: 9000 }
let clearing

document.addEventListener("submit", event => {
  const form = event.target
  if (!form.matches("form[data-control]")) return
  event.preventDefault()
  send(form, event.submitter)
})

document.addEventListener("input", event => {
  const once = event.target.form?.querySelector("[data-once]")
  if (once) once.value = "" // other words are another action
})

document.addEventListener("change", event => {
  const chosen = event.target.closest("[data-choose]") // a form, or a field of one
  ;(chosen?.form ?? chosen)?.requestSubmit()
})
document.addEventListener("live", () => {
  const choice = document.querySelector("[data-chosen]")
  if (choice && choice !== document.activeElement) choice.value = choice.dataset.chosen
})

async function send(form, submitter) {
  if (form.ariaBusy === "true") return
  const once = form.querySelector("[data-once]")
  if (once) once.value ||= randomName()
  const fields = new FormData(form, submitter)
  const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields)
  const url = submitter?.getAttribute("formaction") ?? form.getAttribute("action") // a field may be called action
  form.ariaBusy = "true"
  const waiting = form.closest(".held li") // it leaves with the news, which a second key must not outrun
  if (waiting) waiting.dataset.done = ""
  try {
    const answer = await fetch(url, {
      method: "POST", body, redirect: "manual", headers: { accept: "application/json" },
    })
    if (!(await hear(answer, form, once)) && waiting) delete waiting.dataset.done
  } catch {
    if (waiting) delete waiting.dataset.done
    say(words.unreached, "refused")
  } finally {
    form.ariaBusy = "false"
  }
}

async function hear(answer, form, once) {
  if (once) once.value = ""
  const isJson = answer.headers.get("content-type")?.includes("json")
  const { done, detail, go } = isJson ? await answer.json() : {}
  if (detail || !(answer.ok || answer.type === "opaqueredirect")) return say(detail ?? words.unreached, "refused")
  if (go) return location.replace(go)
  say(done ?? words.done, "done")
  form.dispatchEvent(new CustomEvent("done", { bubbles: true }))
  return true
}

export function say(sentence, kind) {
  clearTimeout(clearing)
  said.textContent = sentence
  said.dataset.kind = kind
  clearing = setTimeout(() => { said.textContent = "" }, SHOWN_FOR[kind])
}

function randomName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("")
}
