// The library's script: what its page needs, and nothing of the host's key left in the address.

import "./delete-session.js"
import "./plan-file.js"

const hideKey = () => location.hash && history.replaceState(null, "", location.pathname + location.search)
hideKey()
window.addEventListener("hashchange", hideKey)
