// <projector-window>: full screen, a dark room, and a screen that stays awake where the browser can.
// Its buttons are there while the mouse moves or one of them has the focus; the pointer goes with them.

const SHOWN_FOR = 3000
const THEME = "flipchart-projector-theme"

class ProjectorWindow extends HTMLElement {
  #hiding
  #lock

  connectedCallback() {
    this.#darken(remembered() === "dark")
    this.addEventListener("click", event => this.#press(event.target.closest("button")))
    document.addEventListener("pointermove", () => this.#show())
    document.addEventListener("visibilitychange", () => this.#stayAwake())
    document.addEventListener("fullscreenchange", () => this.#full())
    this.#stayAwake()
    this.#full()
  }

  #press(button) {
    if (button?.dataset.does === "dark") this.#darken(document.documentElement.dataset.theme !== "dark")
    if (button?.dataset.does === "full") document.documentElement.requestFullscreen?.()?.catch(() => {})
  }

  #darken(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light"
    this.querySelector("[data-does=dark]").setAttribute("aria-pressed", dark)
    try {
      localStorage.setItem(THEME, dark ? "dark" : "light")
    } catch {
      // the choice then holds for this window only
    }
  }

  #full() {
    this.querySelector("[data-does=full]").hidden =
      Boolean(document.fullscreenElement) || !document.fullscreenEnabled
  }

  #show() {
    document.documentElement.dataset.pointer = "moves"
    clearTimeout(this.#hiding)
    this.#hiding = setTimeout(() => delete document.documentElement.dataset.pointer, SHOWN_FOR)
  }

  async #stayAwake() {
    if (document.hidden || (this.#lock && !this.#lock.released)) return
    try {
      this.#lock = await navigator.wakeLock?.request("screen")
    } catch {
      this.#lock = undefined
    }
  }
}

function remembered() {
  try {
    return localStorage.getItem(THEME)
  } catch {
    return null
  }
}

customElements.define("projector-window", ProjectorWindow)
