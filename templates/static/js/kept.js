// What this phone keeps between pages: in localStorage, or in memory where the browser has none,
// forbids it or is full. Each value has a name of its own, so that two tabs never overwrite a list.

const memory = new Map()

export const tab = thisTab()

export function keep(name, value) {
  const text = JSON.stringify(value)
  try {
    localStorage.setItem(name, text)
    memory.delete(name)
  } catch {
    memory.set(name, text)
  }
}

export function kept(name) {
  try {
    return JSON.parse(memory.get(name) ?? localStorage.getItem(name))
  } catch {
    return null
  }
}

export function drop(name) {
  memory.delete(name)
  try {
    localStorage.removeItem(name)
  } catch {
    // nothing was kept there
  }
}

export function names(start) {
  const all = [...memory.keys()]
  try {
    all.push(...Object.keys(localStorage))
  } catch {
    // only what memory has
  }
  return [...new Set(all)].filter(name => name.startsWith(start))
}

export function lasts(name) {
  return !memory.has(name)
}

export function keepsNothing() {
  if (!navigator.cookieEnabled) return true // each idea would come from somebody new
  try {
    localStorage.setItem(tab, "")
    localStorage.removeItem(tab)
    return false
  } catch {
    return names("").length === 0 // else there is no room left, which is another matter
  }
}

function thisTab() {
  const fresh = Math.random().toString(36).slice(2)
  try {
    return (sessionStorage.tab ||= fresh)
  } catch {
    return fresh
  }
}
