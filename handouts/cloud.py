"""Counted words on paper: in the report, in the data, and as a cloud where it was shown as one."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from msgspec.structs import replace

from handouts.activity import Activity
from handouts.rows import Cell
from sessions.cloud import NAME, counted, spoken
from sessions.state import State
from templates.cloud import WIDE, Cloud, Word, cloud
from templates.face import render


def cloud_of(state: State, sheet: str) -> Cloud | None:
    """The cloud of a sheet that the projector showed as one last; None where it did not.

    WeasyPrint sets a drawing's text letter by letter, which takes Arabic or Hindi apart: such words
    are left to the list that stands below.
    """
    words = spoken(state.ideas, sheet)
    if not words or state.cloud.forms.get(sheet) != "cloud":
        return None
    drawn = cloud(words, WIDE)
    return replace(drawn, words=tuple(one for one in drawn.words if _stands_apart(one)))


def _stands_apart(word: Word) -> bool:
    return not word.given or all(east_asian_width(letter) in "WF" for letter in word.text)


def _report(state: State, language: str) -> str:
    shown = [
        (heading, cloud_of(state, sheet), _counted(state, sheet))
        for sheet, heading in _shown(state)
    ]
    return render("handouts/report_cloud.html", language, shown=shown) if shown else ""


def _rows(state: State) -> Iterator[tuple[Cell, ...]]:
    for sheet, heading in _shown(state):
        for text, times in _counted(state, sheet):
            yield heading, text, times


def _shown(state: State) -> list[tuple[str, str]]:
    """The sheets whose words were shown counted, in their order, with their headings."""
    return [(one.id, one.heading) for one in state.sheets.all if one.id in state.cloud.forms]


def _counted(state: State, sheet: str) -> list[tuple[str, int]]:
    """Each word with how often it was said, most often first."""
    return [(text, times) for _, text, times in counted(state.ideas, sheet)]


ACTIVITY = Activity(NAME, "Words", _report, ("sheet_heading", "text", "times"), _rows)
