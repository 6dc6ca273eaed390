// A link with data-delete asks in a dialog that names the session; without this script it leads to
// a page that asks the same.

const dialog = document.getElementById("ask-delete")

document.addEventListener("click", event => {
  const link = event.target.closest("[data-delete]")
  if (link) {
    event.preventDefault()
    dialog.querySelector("form").action = link.href
    dialog.querySelector("[data-title]").textContent = link.dataset.title
    dialog.querySelector("[data-code]").textContent = link.dataset.code
    dialog.showModal()
  } else if (event.target.closest("[data-close]")) {
    dialog.close()
  }
})
