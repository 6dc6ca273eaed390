// <cue-list>: marks the cue where the clock says we should be, says how long it still has, and
// moves the pin on the bar of the topic. The same rule as `due` in facilitator/console_run.py.

import { everySecond, serverNow } from "./clock.js"
import { dayTime, put, timer } from "./day-time.js"

class CueList extends HTMLElement {
  #stop
  #due
  #here

  connectedCallback() {
    this.#stop = everySecond(() => this.#show())
    new ResizeObserver(() => this.#keepInSight(this.#due ?? this.#here)).observe(this)
    document.addEventListener("live", this.#onLive)
  }

  disconnectedCallback() {
    this.#stop?.()
    document.removeEventListener("live", this.#onLive)
  }

  #onLive = () => this.#show()

  #show() {
    const now = serverNow()
    const [total, used, started, paused, began] =
      ["total", "used", "started", "paused", "began"].map(name => Number(this.dataset[name]) || 0)
    const elapsed = used + (started ? Math.max(0, (paused || now) - started) : 0)
    const start = started ? now - elapsed : began
    const cues = spans([...this.querySelectorAll("[data-cue]")], total)
    const timed = cues.some(({ row }) => Number(row.dataset.minutes))
    const due = started && timed ? cues.find(({ end }) => elapsed < end) ?? cues.at(-1) : undefined
    for (const cue of cues) {
      const when = !due || cue.number > due.number ? "later" : cue === due ? "now" : "past"
      if (cue.row.dataset.when !== when) cue.row.dataset.when = when
      put(cue.row.querySelector(".cue-at"), start ? dayTime(start + cue.start) : "")
      put(cue.row.querySelector(".cue-left"), cue === due ? this.#left(cue.end - elapsed) : "")
    }
    this.#bar(due, total ? Math.min(100, (100 * elapsed) / total) : 0, timed)
    const here = this.querySelector("[data-here]")
    if (here !== this.#here) this.#keepInSight(here ?? due?.row)
    else if (due?.row !== this.#due) this.#keepInSight(due?.row)
    this.#due = due?.row
    this.#here = here
  }

  #left(left) {
    return (left < 0 ? this.dataset.over : this.dataset.left).replace("{}", timer(left))
  }

  #bar(due, share) {
    const bar = document.querySelector("svg.course")
    bar?.querySelectorAll("rect").forEach((rect, index) => {
      rect.dataset.when = !due || index + 1 > due.number ? "later" : index + 1 === due.number ? "now" : "past"
    })
    const pin = bar?.querySelector(".pin")
    for (const end of ["x1", "x2"]) pin?.setAttribute(end, `${share.toFixed(2)}%`)
  }

  #keepInSight(row) {
    if (!row) return
    const list = this.firstElementChild
    const above = row.getBoundingClientRect().top - list.getBoundingClientRect().top
    if (above < 0 || above + row.offsetHeight > list.clientHeight) list.scrollTop += above - 34
  }
}

function spans(rows, total) {
  let end = 0
  return rows.map((row, index) => {
    const start = end
    end = index === rows.length - 1 ? total : Math.min(total, end + Number(row.dataset.minutes) * 60_000)
    return { row, number: index + 1, start, end }
  })
}

customElements.define("cue-list", CueList)
