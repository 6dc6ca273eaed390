// What belongs to the sheet that is looked at: its counts, where an added idea goes, arrow keys
// among its ideas, and which idea the projector's page shall be turned to.

const sheets = document.querySelector("tab-set.sheets")
const adding = sheets.querySelector(".add-idea")
const turning = document.getElementById("turn")
const seeHidden = document.getElementById("see-hidden")
let chosen = sheets.querySelector("[role=tab]")?.dataset.sheet

sheets.addEventListener("choose", event => {
  chosen = document.getElementById(event.detail)?.dataset.sheet
  show()
})
document.addEventListener("live", show)

function show() {
  if (!chosen) return
  for (const form of [adding, turning]) form.setAttribute("action", form.dataset.sheetAction.replace("{}", chosen))
  const all = [...sheets.querySelectorAll("#sheet-counts [data-sheet]")]
  for (const counts of all) counts.hidden = counts.dataset.sheet !== chosen
  const hidden = Number(all.find(counts => !counts.hidden)?.dataset.hidden)
  seeHidden.hidden = !hidden
  if (!hidden) document.body.dataset.lines = "shown"
  const words = seeHidden.firstElementChild
  words.textContent = words.dataset.words.replace("{}", hidden)
  turning.querySelector("[data-by=end]").ariaPressed = String(!seen())
}
show()

function seen() {
  return document.getElementById(`panel-${chosen}`)?.dataset.seen
}

sheets.addEventListener("keydown", event => {
  const list = event.target.closest(".scroller")
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!list || !step) return
  event.preventDefault()
  const ideas = [...list.querySelectorAll("li[data-idea]")]
  if (document.body.dataset.order === "newest") ideas.reverse()
  const here = ideas.indexOf(event.target.closest("li[data-idea]"))
  ideas[Math.max(0, Math.min(ideas.length - 1, here + step))]?.focus()
})

// An idea that was hidden or moved leaves the focus to its neighbour.
let focused = null
sheets.addEventListener("focusin", ({ target }) => {
  const idea = target.closest("li[data-idea]")
  focused = idea && { idea, list: idea.parentElement, place: [...idea.parentElement.children].indexOf(idea) }
})
document.addEventListener("live", () => {
  if (!focused || focused.idea.isConnected || document.activeElement !== document.body) return
  const { list, place } = focused
  list.children[Math.min(place, list.children.length - 1)]?.focus()
})

turning.addEventListener("submit", ({ submitter }) => {
  turning.elements.idea.value = submitter.dataset.by === "end" ? "" : turned(Number(submitter.dataset.by))
})

// The idea that is about a page away. Each screen breaks its own pages, so this is an estimate: two
// columns of seven lines, or where two sheets hang side by side one column of six on each.
const LETTERS = 22

function turned(by) {
  const ideas = [...document.getElementById(`ideas-${chosen}`).children]
  const keys = ideas.map(idea => idea.dataset.key)
  const both = sheets.querySelectorAll(".panel [data-key=p][aria-pressed=true]").length > 1
  const height = both ? 6 : 7
  let place = keys.includes(seen()) ? keys.indexOf(seen()) : keys.length - 1
  let columns = both ? 1 : 2
  for (let left = height; ideas[place + by]; place += by) {
    const letters = ideas[place].querySelector(".idea-text").textContent.length
    const lines = Math.min(Math.ceil(letters / LETTERS), height)
    if (lines > left && --columns === 0) break
    left = lines > left ? height - lines : left - lines
  }
  return place >= keys.length - 1 ? "" : keys[place]
}

document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-enter]")) return
  event.preventDefault()
  event.target.form.requestSubmit()
})
adding.addEventListener("done", () => {
  adding.reset()
  const scroller = sheets.querySelector(".panel:not([hidden]) .scroller")
  scroller.scrollTop = document.body.dataset.order === "newest" ? 0 : scroller.scrollHeight
})
