// Times of day and timers in words, both from milliseconds. Times of day are those of the host
// that Flipchart runs on, as in the plan and on paper, whatever this browser's zone is.

const zone = Number(document.documentElement.dataset.zone) * 60_000

export function dayTime(at) {
  return new Date(at + zone).toISOString().slice(11, 16)
}

export function timer(milliseconds) {
  const seconds = milliseconds < 0 ? Math.floor(-milliseconds / 1000) : Math.ceil(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

export function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text
}
