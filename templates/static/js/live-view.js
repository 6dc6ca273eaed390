// <live-view src>: keeps the regions and lists on this page as the server draws them, over a socket
// or, where the network cuts those off, by a slower way. The only place where HTML enters a page,
// through the one policy that the page's CSP names.

import { setServerNow } from "./clock.js"
import { patchList, patchRegion } from "./patch.js"

const DEAD_AFTER = 25_000
const OPEN_WITHIN = 6_000
const LONGEST_WAIT = 8_000
const BETTER_AFTER = 60_000
const LOOK_EVERY = 5_000
const COME_AGAIN = 1012

const policy = window.trustedTypes?.createPolicy("flipchart", { createHTML: html => html }) ??
  { createHTML: html => html }

class LiveView extends HTMLElement {
  #socket
  #slower
  #tries = 0
  #watchdog
  #retry
  #looked = Date.now()

  connectedCallback() {
    document.addEventListener("visibilitychange", () => document.hidden || this.#connect())
    window.addEventListener("pageshow", event => event.persisted && this.#connect())
    window.addEventListener("online", () => this.#connect())
    setInterval(() => this.#look(), LOOK_EVERY)
    this.#connect()
  }

  #connect() {
    this.#drop()
    this.#slower?.wake()
    const url = new URL(`${this.#src}/live`)
    url.protocol = url.protocol.replace("http", "ws")
    const socket = this.#socket = new WebSocket(url)
    this.#expect(OPEN_WITHIN)
    socket.onmessage = ({ data }) => {
      this.#tries = 0
      this.#goSlower(null)
      this.#expect(DEAD_AFTER)
      this.#hear(JSON.parse(data))
    }
    // With a code of its own the server ends, and this or another one goes on: nothing is wrong yet.
    // Phones come again over so many milliseconds, or all of them would in the same instant.
    socket.onclose = ({ code, reason }) =>
      code === COME_AGAIN ? this.#wait(reason * Math.random()) : this.#again()
  }

  get #src() {
    return new URL(this.getAttribute("src"), location.href).href
  }

  #look() {
    const slept = Date.now() - this.#looked > 3 * LOOK_EVERY
    this.#looked = Date.now()
    if (slept && !document.hidden) this.#connect()
  }

  #hear(message) {
    document.documentElement.dataset.link = "on"
    setServerNow(message.now)
    if (message.html || message.lists) this.#patch(message)
    document.dispatchEvent(new CustomEvent("live", { detail: message }))
  }

  #patch({ html = {}, lists = {}, whole = [] }) {
    for (const [id, text] of Object.entries(html)) {
      const region = document.getElementById(id)
      if (region) patchRegion(region, made(text))
    }
    for (const [id, lines] of Object.entries(lists)) {
      const list = document.getElementById(id)
      if (list) patchList(list, elements(lines), whole.includes(id))
    }
  }

  #expect(milliseconds) {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => this.#again(), milliseconds)
  }

  #again() {
    if (!this.#slower) document.documentElement.dataset.link = "off"
    if (++this.#tries > 1 && !this.#slower) this.#trySlower()
    const longest = this.#slower ? BETTER_AFTER : Math.min(LONGEST_WAIT, 150 * 2 ** this.#tries)
    this.#wait(longest * (0.5 + Math.random() / 2))
  }

  #wait(milliseconds) {
    this.#drop()
    this.#retry = setTimeout(() => this.#connect(), milliseconds)
  }

  async #trySlower() {
    const { SlowerWay } = await import("./slower-way.js").catch(() => ({}))
    if (!SlowerWay || this.#tries < 2 || this.#slower) return
    const way = new SlowerWay(this.#src, message => this.#hear(message), () => this.#lost(way))
    this.#slower = way
    if (!(await way.start()) && way === this.#slower) this.#goSlower(null)
  }

  #lost(way) {
    if (way !== this.#slower) return
    this.#goSlower(null)
    this.#again()
  }

  #goSlower(way) {
    this.#slower?.stop()
    this.#slower = way
  }

  #drop() {
    clearTimeout(this.#watchdog)
    clearTimeout(this.#retry)
    if (!this.#socket) return
    this.#socket.onmessage = this.#socket.onclose = null
    this.#socket.close()
    this.#socket = null
  }
}

function made(html) {
  const template = document.createElement("template")
  template.innerHTML = policy.createHTML(html)
  return template.content
}

function elements(lines) {
  return Object.fromEntries(
    Object.entries(lines).map(([key, html]) => [key, html && made(html).firstElementChild]),
  )
}

customElements.define("live-view", LiveView)
