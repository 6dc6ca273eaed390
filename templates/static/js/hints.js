// What is said around the box: how much of the limit is used, what has just arrived, where an idea
// would go now, and why it cannot. Letters are counted as a reader does, as on the server.

const MOST_LETTERS = 200
const NEWS_FOR = 4_000
const segmenter = Intl.Segmenter && new Intl.Segmenter()

export class Hints {
  #form
  #news = ""
  #fade

  constructor(form) {
    this.#form = form
  }

  get refused() {
    return !this.#place("why").hidden
  }

  refuse(words, values) {
    const why = this.#put("why", words, values)
    if (words) why.dispatchEvent(new CustomEvent("say", { bubbles: true, detail: why.textContent }))
  }

  note(words, values) {
    this.#put("note", words, values)
  }

  count(text, limits) {
    const { unit, n, most, over } = fits(text, limits)
    const news = text ? "" : this.#news
    const words = this.#form.dataset[news || `say${unit}`]
    this.#put("left", words, { n, most }).dataset.is = over ? "over" : news
  }

  report(news, limits) {
    clearTimeout(this.#fade)
    this.#news = news
    this.#fade = news && setTimeout(() => this.report("", limits), NEWS_FOR)
    this.count(this.#form.querySelector("textarea").value, limits)
  }

  #put(id, words, values = {}) {
    const place = this.#place(id)
    const text = (words || "").replace(/\{(\w+)\}/g, (_, name) => values[name])
    if (place.textContent !== text) place.textContent = text
    place.hidden = !text
    return place
  }

  #place(id) {
    return this.#form.querySelector(`#${id}`)
  }
}

export function fits(text, { letters = "", words = "" } = {}) {
  const clean = text.trim().replace(/\s+/g, " ")
  const count = segmenter ? [...segmenter.segment(clean)].length : [...clean].length
  const most = Math.min(letters || MOST_LETTERS, MOST_LETTERS)
  const n = clean ? clean.split(" ").length : 0
  if (words && (n > words || count <= most)) return { unit: "Words", n, most: words, over: n > words }
  return { unit: clean || letters ? "Letters" : "", n: count, most, over: count > most }
}
