// <run-forecast>: how far ahead or behind the day is and when it ends, from the agenda's absolute
// times; it also sets the times expected in the agenda. The same rule as sessions/forecast.py.

import { everySecond, serverNow } from "./clock.js"
import { dayTime, put } from "./day-time.js"

const EVEN = 60_000

class RunForecast extends HTMLElement {
  connectedCallback() {
    everySecond(() => this.#show())
    document.addEventListener("live", () => this.#show())
  }

  #show() {
    const list = document.querySelector("#agenda ol")
    if (!list) return
    const now = serverNow()
    const day = forecast(list, now)
    put(this.querySelector(".wall-clock"), dayTime(now))
    this.#say(list, day, now)
    if (list.dataset.ended === "yes") return
    for (const { row, at, planned, until } of day.topics) {
      expect(row, at ?? planned, planned)
      put(row.querySelector(".until"), until ? dayTime(until) : "")
    }
    expect(list.lastElementChild, day.end, day.plannedEnd)
  }

  #say(list, day, now) {
    const begun = list.dataset.begun === "yes", ended = list.dataset.ended === "yes"
    const early = !begun && now < day.starts
    const part = ended ? "after" : early ? "before" : "during"
    for (const one of this.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== part
    const behind = day.end - day.plannedEnd
    const pace = ended || early || Math.abs(behind) < EVEN ? "even" : behind > 0 ? "behind" : "ahead"
    document.body.dataset.pace = pace
    document.dispatchEvent(new CustomEvent("late", { detail: pace === "behind" ? behind : 0 }))
    const chip = this.querySelector(".chip")
    chip.hidden = pace === "even"
    chip.className = `chip ${pace}`
    put(chip, pace === "even" ? "" : this.dataset[pace].replace("{}", Math.floor(Math.abs(behind) / 60_000)))
    put(this.querySelector(".starts"), dayTime(day.starts))
    put(this.querySelector(".until-start"), this.dataset.before.replace("{}", Math.ceil((day.starts - now) / 60_000)))
    put(this.querySelector(".ends"), dayTime(day.end))
    put(this.querySelector(".planned-end"), dayTime(day.plannedEnd))
  }
}

function forecast(list, now) {
  const starts = Number(list.dataset.starts)
  const rows = [...list.querySelectorAll("[data-topic]")].map(row => ({ row, ...times(row, now) }))
  const running = rows.find(one => one.stage === "running")
  const on = Math.max(now, Number(list.dataset.break) || 0)
  let next = (list.dataset.begun === "yes" ? on : Math.max(on, starts)) + Math.max(0, running?.left ?? 0)
  let planned = starts
  const topics = rows.map(one => {
    const at = one.stage === "running" ? on - one.elapsed : one.stage === "waiting" ? next : null
    const until = one.stage === "running" ? on + Math.max(0, one.left) : null
    const topic = { row: one.row, at, until, planned }
    planned += one.planned
    if (one.stage === "waiting") next += one.total
    return topic
  })
  return { topics, starts, end: next, plannedEnd: planned + Number(list.dataset.moved) }
}

function times({ dataset }, now) {
  const [planned, total, used, started, paused] =
    ["planned", "total", "used", "started", "paused"].map(name => Number(dataset[name]) || 0)
  const elapsed = used + (started ? Math.max(0, (paused || now) - started) : 0)
  return { stage: dataset.stage, planned, total, elapsed, left: total - elapsed }
}

function expect(row, at, planned) {
  const expected = dayTime(at), old = row.querySelector(".planned")
  put(row.querySelector(".expected"), expected)
  put(old.lastElementChild, dayTime(planned))
  old.hidden = expected === dayTime(planned)
}

customElements.define("run-forecast", RunForecast)
