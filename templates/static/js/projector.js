// The projector: every element that its page is made of.
// What is shown comes from the server; these only arrange it for this screen.

import "./count-down.js"
import "./fit-line.js"
import "./fit-words.js"
import "./flip-sheet.js"
import "./projector-news.js"
import "./projector-window.js"
import "./starts-in.js"
import "./live-view.js"
import "./paged-list.js"
import "./after-while.js"
import "./paged-prose.js"
