"""A word without end is broken over lines, wherever it stands, and covers nothing else."""

from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from handouts.kinds import KINDS, Kind
from handouts.source import Source
from tests.handouts.everywhere import session_of_one_text
from tests.handouts.pages import Letter, pages
from tests.handouts.printing import printed

FLOWING = [kind for kind in KINDS.values() if kind.name not in ("join-cards", "certificate")]
"""Those that grow with their words: a card shows as much of a title as fits on it."""

MARGIN, HEAD, ONE_LINE = 9, 17, 4
"""Millimetres at each side and above that are empty, or hold one line that runs along."""


@cache
def long_words() -> Source:
    """A session that has nothing but them."""
    return session_of_one_text("W" * 120)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_word_without_end_stays_on_its_page(kind: Kind) -> None:
    document = printed(kind, source=long_words)
    assert document.complaints == ()
    for number, page in enumerate(pages(document.pdf), 1):
        beyond = [
            one
            for one in page.letters
            if one.left < MARGIN or one.right > page.width - MARGIN or one.bottom < 3
        ]
        assert beyond == [], f"page {number}"


@pytest.mark.parametrize("kind", FLOWING, ids=[kind.name for kind in FLOWING])
def test_no_letter_of_it_stands_upon_another(kind: Kind) -> None:
    for number, page in enumerate(pages(printed(kind, source=long_words).pdf), 1):
        letters = [one for one in page.letters if one.top < page.height - HEAD]
        assert list(covered(letters)) == [], f"page {number}"


def test_a_running_head_that_is_too_long_is_cut_and_goes_over_no_other() -> None:
    for page in pages(printed(KINDS["handout"], source=long_words).pdf)[1:]:
        head = [one for one in page.letters if one.bottom > page.height - HEAD]
        assert max(one.top for one in head) - min(one.bottom for one in head) < ONE_LINE
        left = [one.right for one in head if one.left < page.width / 2]
        right = [one.left for one in head if one.left > page.width / 2]
        assert max(left) < min(right)


def covered(letters: Iterable[Letter]) -> Iterator[tuple[Letter, Letter]]:
    """Letters of which another covers much; those left out at three dots are all in one place."""
    places = {(one.left, one.bottom): one for one in letters}
    ordered = sorted(places.values(), key=lambda one: one.left)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.left >= one.right:
                break
            wide = min(one.right, other.right) - other.left
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            if high > 0 and wide * high > 0.4 * min(area(one), area(other)):
                yield one, other


def area(letter: Letter) -> float:
    return (letter.right - letter.left) * (letter.top - letter.bottom)
