// Brings regions and keyed lists up to date in place: what did not change is never touched,
// so that focus, typing and animations stay.

const NEW_FOR = 3000

export function patchRegion(region, template) {
  morphChildren(region, template)
}

export function patchList(list, lines, whole) {
  if (whole) {
    for (const old of [...list.children]) if (!(old.dataset.key in lines)) old.remove()
  }
  for (const [key, made] of Object.entries(lines)) {
    const old = list.querySelector(`:scope > [data-key="${key}"]`)
    if (!made) old?.remove()
    else if (old) morph(old, made)
    else insert(list, made, whole)
  }
}

function insert(list, line, whole) {
  const key = Number(line.dataset.key)
  let after = list.lastElementChild
  while (after && Number(after.dataset.key) > key) after = after.previousElementSibling
  if (!whole) {
    line.dataset.new = ""
    setTimeout(() => delete line.dataset.new, NEW_FOR)
  }
  if (after) after.after(line)
  else list.prepend(line)
}

function morph(old, made) {
  if (old.isEqualNode(made)) return
  if (old.nodeType !== made.nodeType || old.nodeName !== made.nodeName) return old.replaceWith(made)
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== made.nodeValue) old.nodeValue = made.nodeValue
    return
  }
  morphAttributes(old, made)
  if (!old.hasAttribute("data-list") && !old.hasAttribute("data-own")) morphChildren(old, made)
}

function morphAttributes(old, made) {
  const kept = old.hasAttribute("data-kept") ? old.dataset.kept.split(" ") : []
  for (const { name } of [...old.attributes]) {
    const ours = name === "data-new" || name === "data-phase" || name === "style" || kept.includes(name)
    if (!ours && !made.hasAttribute(name)) old.removeAttribute(name)
  }
  for (const { name, value } of made.attributes) {
    if (!kept.includes(name) && old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  if (old instanceof HTMLInputElement && old !== document.activeElement) {
    if (old.checked !== made.checked) old.checked = made.checked
    if (old.value !== made.value && old.type === "hidden") old.value = made.value
  }
}

function morphChildren(old, made) {
  const keyed = new Map()
  for (const child of old.children) if (nameOf(child)) keyed.set(nameOf(child), child)
  let place = old.firstChild
  for (const child of [...made.childNodes]) {
    const name = nameOf(child)
    const match = name ? keyed.get(name) : place && !nameOf(place) ? place : null
    if (!match) {
      old.insertBefore(child, place)
    } else {
      if (match === place) place = place.nextSibling
      else old.insertBefore(match, place)
      morph(match, child)
    }
  }
  while (place) {
    const next = place.nextSibling
    place.remove()
    place = next
  }
}

function nameOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id : ""
}
