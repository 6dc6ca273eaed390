"""Which marker writes a sheet: its heading, its dashes and its tallies."""

from typing import Literal

from sessions.sheets import Sheets

Ink = Literal["blue", "black", "green", "red"]

OPPOSITES = (
    ("great", "awful"),
    ("good", "bad"),
    ("do", "don’t"),
    ("pros", "cons"),
    ("strengths", "weaknesses"),
    ("helps", "hinders"),
    ("more", "less"),
    ("start", "stop"),
    ("true", "false"),
    ("yes", "no"),
)
"""First words of headings that speak for green and for red."""

_OPPOSITE = dict(OPPOSITES) | {red: green for green, red in OPPOSITES}
_GREEN = {green for green, _ in OPPOSITES}


def ink(sheets: Sheets, id: str) -> Ink:
    """Blue for a topic's first sheet, black for its second, and so on in turn.

    Two sheets of a topic whose headings say opposite things, such as “Great customer service” and
    “Awful customer service”, are green and red.
    """
    topics = {sheet.id: topic for sheet, topic in zip(sheets.all, sheets.topics, strict=True)}
    siblings = sheets.of_topic(topics.get(id))
    headings = {sheet.id: _opening(sheet.heading) for sheet in siblings}
    first, rest = headings.get(id, ("", ""))
    if first in _OPPOSITE and (_OPPOSITE[first], rest) in headings.values():
        return "green" if first in _GREEN else "red"
    place = next((n for n, sheet in enumerate(siblings) if sheet.id == id), 0)
    return "black" if place % 2 else "blue"


def _opening(heading: str) -> tuple[str, str]:
    first, _, rest = heading.lower().replace("'", "’").partition(" ")
    return first, rest
