"""Flip-chart sheets to print: letters as large as the heading allows, never too small to read.

A capital is read from afar at about 1/300 of the distance: 25 mm for 8 m. The marker hand's
capitals are 0.66 of its size, so its letters are 38 mm or more; on A1 they grow where they fit.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import wrap

from msgspec import Struct

from handouts.leaves import Leaf
from sessions.text import length

SIZES = (58, 50, 44, 38)
"""Sizes of a heading's letters in mm, the largest first; `flip-sheets.css` has them as classes."""

WIDTHS = {"a1": 494, "a3": 257, "a4": 504}
"""Millimetres that a heading may be wide; on A4 it goes across two pages."""

HAND = 0.47
"""How wide a letter of the marker hand is beside its size, in the middle."""

TILE_LINES, TILE_SIZE, TILE_WIDE = 3, 39, 0.54
"""Lines below the heading that a row of A4 pages holds, their size in mm, and how wide beside it
their letters are."""

_LATIN_ENDS = "\u024f"


class FlipSheet(Struct, frozen=True):
    """A sheet on a page of its own; `size` is the place of its letters' size in SIZES, from 1."""

    leaf: Leaf
    size: int


class Strip(Struct, frozen=True):
    """A row of two A4 pages side by side, which together are a piece of a sheet."""

    leaf: Leaf
    number: int
    of: int
    size: int
    heading: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def flip_sheets(leaves: Sequence[Leaf], paper: str) -> list[FlipSheet]:
    """The sheets on A1 or A3, one a page."""
    return [FlipSheet(leaf, size(leaf.sheet.heading, WIDTHS[paper], paper)) for leaf in leaves]


def strips(leaves: Sequence[Leaf]) -> list[Strip]:
    """The sheets on A4 pages. Only pieces with something on them: the rest of a sheet is empty."""
    return [strip for leaf in leaves for strip in _strips(leaf)]


def size(heading: str, width: float, paper: str) -> int:
    """The largest size at which a heading fits on a line, else on two, else the smallest."""
    sizes = SIZES if paper != "a3" else SIZES[-1:]
    for lines in (1, 2):
        for millimetres in sizes:
            if len(_broken(heading, width, millimetres)) <= lines:
                return SIZES.index(millimetres) + 1
    return len(SIZES)


def _strips(leaf: Leaf) -> Iterator[Strip]:
    place = size(leaf.sheet.heading, WIDTHS["a4"], "a4")
    heading = _broken(leaf.sheet.heading, WIDTHS["a4"], SIZES[place - 1])
    heads = [tuple(heading[n : n + TILE_LINES]) for n in range(0, len(heading), TILE_LINES)]
    below = [
        f"– {part}" if first else part for text, _ in leaf.lines for first, part in _parts(text)
    ]
    rows = [tuple(below[n : n + TILE_LINES]) for n in range(0, len(below), TILE_LINES)]
    of = len(heads) + len(rows)
    for number, lines in enumerate(heads, 1):
        yield Strip(leaf, number, of, place, heading=lines)
    for number, lines in enumerate(rows, len(heads) + 1):
        yield Strip(leaf, number, of, place, lines=lines)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    letters = math.floor(WIDTHS["a4"] / (_wide(text, TILE_WIDE) * TILE_SIZE))
    for n, part in enumerate(wrap(text, letters - len("– ")) or [text]):
        yield n == 0, part


def _broken(heading: str, width: float, millimetres: float) -> list[str]:
    letters = max(1, math.floor(width / (_wide(heading, HAND) * millimetres)))
    wide = max(1.0, len(heading) / max(1, length(heading)))  # code points a letter
    return wrap(heading, max(1, math.floor(letters * wide))) or [heading]


def _wide(text: str, usual: float) -> float:
    """How wide a text's letters are: capitals and what other fonts stand in for are wider."""
    if any(unicodedata.east_asian_width(one) in "WF" for one in text):
        return 1.0
    if any(one > _LATIN_ENDS and one.isalpha() for one in text):
        return 0.7
    return usual * 1.2 if text.isupper() else usual
