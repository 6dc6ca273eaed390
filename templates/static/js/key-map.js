// Keys press the buttons that name them (data-key), never while someone types; an idea that is
// focused or pointed at comes first. The list on `?` is made from the same buttons.

const TYPED_IN = "input, textarea, select, [contenteditable]"
const OWN_SPACE = "button, a, summary, [role=tab]"

let pointedAt = null
document.addEventListener("pointerover", event => {
  pointedAt = event.target.closest?.("li[data-idea]") ?? null
})

document.addEventListener("keydown", event => {
  const { target } = event
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
  if (target.closest?.(TYPED_IN) || document.querySelector("dialog[open]")) return
  const key = nameOf(event)
  if (key === "Space" && target.closest?.(OWN_SPACE)) return
  const button = inIdea(key, target) ?? onPage(key)
  if (!button) return
  event.preventDefault()
  button.click()
})

// What was clicked lets go of the focus, or Space would press it again instead of pausing.
document.addEventListener("click", ({ detail, target }) => {
  if (detail) target.closest(":is(button, a):not(dialog *)")?.blur()
})

export function fillKeys(list) {
  const groups = new Map(), seen = new Set()
  for (const button of document.querySelectorAll("[data-keys] :is(button, a)[data-key]")) {
    const { key } = button.dataset, group = button.closest("[data-keys]").dataset.keys
    if (seen.has(key)) continue
    seen.add(key)
    if (!groups.has(group)) groups.set(group, new Map())
    groups.get(group).set(key, { button, words: wordsOf(button) })
  }
  list.replaceChildren(...[...groups].map(([title, keys]) => section(title, keys)))
}

function nameOf({ key, shiftKey }) {
  if (key === " ") return "Space"
  if (key === ".") return "b" // what some remotes send to blank
  if (key.length > 1 || key.toLowerCase() === key.toUpperCase()) return key
  return shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase()
}

function inIdea(key, target) {
  const idea = target.closest?.("li[data-idea]") ?? (pointedAt?.isConnected ? pointedAt : null)
  return idea?.querySelector(`[data-key="${CSS.escape(key)}"]`)
}

function onPage(key) {
  const all = document.querySelectorAll(`:is(button, a)[data-key="${CSS.escape(key)}"]`)
  return [...all].find(button => !button.closest(".acts, dialog, [data-done]") && button.checkVisibility())
}

function wordsOf(button) {
  if (button.dataset.does || button.ariaLabel) return button.dataset.does || button.ariaLabel
  const copy = button.cloneNode(true)
  copy.querySelectorAll("kbd").forEach(cap => cap.remove())
  return copy.textContent.trim()
}

function section(title, keys) {
  const box = document.createElement("section")
  box.append(Object.assign(document.createElement("h3"), { textContent: title }))
  const list = box.appendChild(document.createElement("dl"))
  for (const [key, { button, words }] of keys) {
    const row = list.appendChild(document.createElement("div"))
    const cap = Object.assign(document.createElement("kbd"), { className: "key" })
    cap.textContent = button.querySelector("kbd")?.textContent ?? key.replace("Shift+", "⇧").toUpperCase()
    row.appendChild(document.createElement("dt")).append(cap)
    row.appendChild(document.createElement("dd")).textContent = words
  }
  return box
}
