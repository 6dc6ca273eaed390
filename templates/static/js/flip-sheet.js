// <flip-sheet data-seen>: letters that never shrink. A full sheet turns to a further one: the last,
// or the one with the idea that data-seen names. Says “sheet 2 of 4” in its .turned.

const TURN = [{ opacity: 0, translate: "0 -0.5em" }, { opacity: 1, translate: "0 0" }]
const TURNING = { duration: 320, easing: "cubic-bezier(.2, .7, .3, 1)" }
const NEARLY = 2

class FlipSheet extends HTMLElement {
  static observedAttributes = ["data-seen"]
  #page = 0
  #resizes = new ResizeObserver(() => this.#arrange(false))
  #arranged = () => this.#arrange(true)

  connectedCallback() {
    this.#resizes.observe(this.querySelector(".window"))
    document.addEventListener("live", this.#arranged)
    document.fonts?.ready.then(() => this.#arrange(false))
  }

  disconnectedCallback() {
    this.#resizes.disconnect()
    document.removeEventListener("live", this.#arranged)
  }

  attributeChangedCallback() {
    if (this.isConnected) queueMicrotask(() => this.#arrange(true))
  }

  #arrange(turning) {
    const view = this.querySelector(".window")
    const columns = this.querySelector(".columns")
    const turned = this.querySelector(".turned")
    if (!view?.clientWidth || !columns) return
    let sheet = measure(view, columns)
    if (!turned.hidden && sheet.pages <= 2) {
      turned.hidden = true
      sheet = measure(view, columns)
    }
    if (turned.hidden && sheet.pages > 1) {
      turned.hidden = false
      sheet = measure(view, columns)
    }
    const place = this.dataset.seen ? sheet.pageOf(this.#seen(columns)) : sheet.pages - 1
    this.#turn(columns, Math.min(place, sheet.pages - 1), sheet, turning)
  }

  #seen(columns) {
    const wanted = Number(this.dataset.seen)
    const shown = [...columns.querySelectorAll("[data-key]")]
    const line = shown.findLast(one => Number(one.dataset.key) <= wanted) ?? shown[0]
    return line ? piecesOf(line)[0].left : startOf(columns)
  }

  #turn(columns, page, { pages, width }, turning) {
    const away = getComputedStyle(this).direction === "rtl" ? width : -width
    columns.style.translate = `${page * away}px 0`
    const turned = this.querySelector(".turned")
    turned.textContent = turned.dataset.words.replace("{page}", page + 1).replace("{pages}", pages)
    this.dataset.pages = pages
    if (page === this.#page) return
    this.#page = page
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    if (turning && !still) this.querySelector(".window").animate(TURN, TURNING)
  }
}

function measure(view, columns) {
  const style = getComputedStyle(columns)
  const line = parseFloat(style.lineHeight)
  const lines = Math.max(1, Math.floor((view.clientHeight + NEARLY) / line))
  columns.style.blockSize = `${(lines + 0.1) * line}px`
  const width = columns.getBoundingClientRect().width + parseFloat(style.columnGap)
  const pageOf = left => Math.floor((Math.abs(left - startOf(columns)) + NEARLY) / width)
  keepWhole(columns, pageOf)
  return { width, pageOf, pages: 1 + pageOf(endOf(columns)) }
}

// A line that is taller than a column passes over one if it would else run on to the next page.
function keepWhole(columns, pageOf) {
  const split = line => pageOf(piecesOf(line)[0].left) !== pageOf(piecesOf(line).at(-1).left)
  for (const line of columns.querySelectorAll("li")) {
    pass(line, 0)
    if (line.getClientRects().length < 2 || !split(line)) continue
    pass(line, columns.clientHeight)
    if (split(line)) pass(line, 0)
  }
}

function pass(line, height) {
  if (!height && !line.style.breakBefore) return
  line.style.breakBefore = height ? "column" : ""
  line.style.marginBlockStart = height ? `${height}px` : ""
}

function piecesOf(line) {
  return [...line.getClientRects()].filter(({ height }) => height > NEARLY)
}

function startOf(columns) {
  return columns.getBoundingClientRect().left
}

function endOf(columns) {
  const last = [...columns.querySelectorAll("li")].findLast(one => one.getClientRects().length)
  return last ? piecesOf(last).at(-1).left : startOf(columns)
}

customElements.define("flip-sheet", FlipSheet)
