"""A workshop whose data is exported, and readers of the files that come of it."""

import csv
import io
import zipfile

from handouts.tables import export
from sessions import agenda, moderation, people, sheets, submitting
from sessions.ideas import IdeaSubmitted
from sessions.state import State
from tests.sessions.story import Story

CODE = "K7MPQR"
ANN, BEN = "cookie-of-ann-c0ffee", "cookie-of-ben-c0ffee"
FORMULAS = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tplain",
    "  =1",
    "\u00a0+1",
    "\u200d=1",
    "＝1＋1",
    "＋1",
    "－1＋1",
    "＠SUM(A1)",
    " ＝1",
    "|calc",
    "%1",
    "=cmd|' /C calc'!A0",
    "words;=1+1",
    'words; "=1+1"',
]


def workshop() -> Story:
    story = Story()
    story.do(agenda.start(1), wait=60)
    story.do(sheets.open_sheet("external"))
    story.do(people.give_name(ANN, "Ann"), by=ANN)
    story.send("Friendly", by=ANN)
    story.send("friendly!", by=BEN)
    hidden = story.send("A rude word", by=BEN)
    story.do(moderation.hide(hidden))
    back = story.send("My secret", by=ANN)
    story.do(submitting.withdraw(ANN, back), by=ANN)
    story.do(submitting.add("typed", "internal", "The boss"))
    slip = story.send("Custommers 🧑‍🤝‍🧑", by=BEN)
    story.do(moderation.correct(slip, "Customers 🧑‍🤝‍🧑"))
    story.send("שלום עולם, مرحبا", by=BEN)
    return story


def raw(story: Story, text: str, sheet: str = "external") -> None:
    """Put a text into the log as it is, as an older or another version may have."""
    fact = IdeaSubmitted(f"raw-{story.state.number}", sheet, text)
    story.do(lambda _state, _now: [fact], by=ANN)


def body(story: Story, name: str, state: State | None = None) -> bytes:
    return export(name, CODE, state or story.state, story.records).body


def table(story: Story, name: str) -> list[dict[str, str]]:
    text = body(story, name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def parts(workbook: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}
