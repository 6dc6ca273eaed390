"""How wide letters are in the packaged fonts, at the weight of the word cloud."""

import json
import unicodedata
from functools import cache, lru_cache
from importlib import resources

WEIGHT = 700
"""The weight that the widths are of."""

TABLE = "advances.json"
"""Letters by their width in thousandths of an em, written by `python -m bench.advances`."""

UNKNOWN, WIDE = 0.7, 1.0
"""Widths in em of letters that no packaged font has, the latter those of East Asian scripts."""


@lru_cache(maxsize=4000)
def width(text: str) -> tuple[float, bool]:
    """The width of a text in em, and whether the packaged fonts have all its letters.

    Where they have not, the width is a guess that a drawing has to make true (SVG, `textLength`).
    """
    known = _advances()
    return sum(known.get(one) or _guess(one) for one in text), all(one in known for one in text)


def _guess(letter: str) -> float:
    """By the letter's East Asian width (UAX #11); marks and joiners stand on the letter before."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return WIDE if unicodedata.east_asian_width(letter) in "WF" else UNKNOWN


@cache
def _advances() -> dict[str, float]:
    text = resources.files("templates").joinpath(TABLE).read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return {letter: int(width) / 1000 for width, letters in found.items() for letter in letters}
