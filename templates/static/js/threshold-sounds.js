// Beeps when a clock on the console reaches a threshold: one to wrap up, two for the last words, three
// when the time is over. Off until it is switched on in this browser; buttons with data-sound test it.

import { everySecond } from "./clock.js"

const BEEPS = { warn: [660], danger: [660, 660], over: [880, 660, 440] } // hertz
const APART = 0.28, LONG = 0.2, LOUD = 0.3
const phases = new WeakMap()
let audio

everySecond(() => {
  for (const clock of document.querySelectorAll("count-down")) {
    const { phase } = clock.dataset, before = phases.get(clock)
    phases.set(clock, phase)
    if (before && before !== phase && phase in BEEPS && isOn()) beep(phase)
  }
})

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-sound]")
  if (button) beep(button.dataset.sound)
})

// A browser lets a page sound only once somebody has done something on it.
for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => isOn() && wake())

function isOn() {
  return document.body.dataset.sounds === "on"
}

function wake() {
  audio ??= new AudioContext()
  if (audio.state === "suspended") audio.resume()
  return audio
}

function beep(phase) {
  const { currentTime, destination } = wake()
  BEEPS[phase].forEach((pitch, n) => {
    const at = currentTime + n * APART
    const tone = new OscillatorNode(audio, { frequency: pitch }), gain = new GainNode(audio, { gain: 0 })
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(LOUD, at + 0.02)
    gain.gain.linearRampToValueAtTime(0, at + LONG)
    tone.connect(gain).connect(destination)
    tone.start(at)
    tone.stop(at + LONG)
  })
}
