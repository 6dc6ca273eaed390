// <live-view src>: keeps the regions and lists on this page as the server draws them.
// The only place where HTML enters a page, through the one policy that the page's CSP names.

import { setServerNow } from "./clock.js"
import { patchList, patchRegion } from "./patch.js"

const DEAD_AFTER = 25_000
const OPEN_WITHIN = 6_000
const LONGEST_WAIT = 8_000

const policy = window.trustedTypes?.createPolicy("flipchart", { createHTML: html => html }) ??
  { createHTML: html => html }

class LiveView extends HTMLElement {
  #socket
  #tries = 0
  #watchdog
  #retry

  connectedCallback() {
    document.addEventListener("visibilitychange", () => document.hidden || this.#connect())
    window.addEventListener("pageshow", event => event.persisted && this.#connect())
    window.addEventListener("online", () => this.#connect())
    this.#connect()
  }

  #connect() {
    this.#drop()
    const url = new URL(this.getAttribute("src"), location.href)
    url.protocol = url.protocol.replace("http", "ws")
    const socket = this.#socket = new WebSocket(url)
    this.#expect(OPEN_WITHIN)
    socket.onmessage = event => this.#hear(JSON.parse(event.data))
    socket.onclose = () => this.#again()
  }

  #hear(message) {
    this.#tries = 0
    this.#expect(DEAD_AFTER)
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
    this.#drop()
    document.documentElement.dataset.link = "off"
    const wait = Math.min(LONGEST_WAIT, 300 * 2 ** this.#tries++)
    this.#retry = setTimeout(() => this.#connect(), wait * (0.5 + Math.random()))
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
