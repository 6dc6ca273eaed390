// The server's time, carried on by this browser: tells the time in milliseconds since 1970,
// and calls back every second while the page is seen.

let offset = 0
const callbacks = new Set()

export function serverNow() {
  return Date.now() + offset
}

export function setServerNow(now) {
  offset = now - Date.now()
}

export function everySecond(callback) {
  callbacks.add(callback)
  callback()
  return () => callbacks.delete(callback)
}

const rendered = Number(document.documentElement.dataset.now)
const [navigation] = performance.getEntriesByType("navigation")
if (rendered) setServerNow(rendered + performance.now() - (navigation?.responseStart ?? 0))

setInterval(() => callbacks.forEach(callback => callback()), 1000)
document.addEventListener("visibilitychange", () => callbacks.forEach(callback => callback()))
