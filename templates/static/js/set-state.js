// Buttons with data-set="name=value" set a state of the page (body[data-name]), or several; with data-unset a
// second press sets that instead. The view changes by itself when the first topic starts.

const body = document.body

document.addEventListener("click", event => {
  const button = event.target.closest("[data-set], [data-focus]")
  if (button?.dataset.focus) document.getElementById(button.dataset.focus).focus()
  if (button?.dataset.opens) document.getElementById(button.dataset.opens).open = true
  if (!button?.dataset.set) return
  for (const one of button.dataset.set.split(" ")) {
    const [name, value] = one.split("=")
    set(name, body.dataset[name] === value && button.dataset.unset ? button.dataset.unset.split("=")[1] : value)
    if ("remember" in button.dataset) remember(name, body.dataset[name])
  }
})

let begun = body.dataset.view === "run"
document.addEventListener("live", () => {
  const now = document.querySelector("#agenda ol")?.dataset.begun === "yes"
  if (now !== begun) set("view", now ? "run" : "prepare")
  begun = now
  press()
})

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-window]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  window.open(link.href, link.target, "popup,width=1280,height=720")
})

function set(name, value) {
  body.dataset[name] = value
  press()
}

function press() {
  for (const button of document.querySelectorAll("[data-set]")) {
    const [name, value] = button.dataset.set.split(" ")[0].split("=")
    if (button.hasAttribute("aria-pressed")) button.ariaPressed = String(body.dataset[name] === value)
  }
}

function remember(name, value) {
  try { localStorage.setItem(`console ${name}`, value) } catch { /* without storage it holds for this page */ }
}

function recall(name) {
  try { return localStorage.getItem(`console ${name}`) } catch { return null }
}

for (const { dataset } of document.querySelectorAll("[data-remember]")) {
  const name = dataset.set.split("=")[0]
  set(name, recall(name) ?? body.dataset[name])
}
