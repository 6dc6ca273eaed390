// The console's scripts. Each keeps one promise; none of them draws what the server draws.

import "./live-view.js"
import "./count-down.js"
import "./control-form.js"
import "./ask-dialog.js"
import "./catch-up.js"
import "./cue-list.js"
import "./fading-count.js"
import "./group-board.js"
import "./idea-list.js"
import "./key-map.js"
import "./phase-news.js"
import "./run-forecast.js"
import "./set-state.js"
import "./tab-set.js"
import "./threshold-sounds.js"

if (location.hash) history.replaceState(null, "", location.pathname) // a key has no business in sight
