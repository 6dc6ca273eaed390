// Says aloud when the running topic's clock reaches another phase: at 20 %, at 5 % and at zero.

import { everySecond } from "./clock.js"

const SAID = ["warn", "danger", "over"]
const news = document.getElementById("phase-news")
let last

everySecond(() => {
  const clock = document.querySelector("#clock count-down")
  const phase = clock?.dataset.phase
  if (last && phase !== last && SAID.includes(phase)) news.textContent = clock.textContent
  last = phase
})
