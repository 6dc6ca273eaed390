"""Where the words of a cloud stand: a fold over what was said, so that a new word moves no other.

Words stand on a wall that never changes under them. While they are few one looks at its middle
alone, so that they are large; when there is no room left one steps back. A word that was said more
often grows where it stands, or moves alone; where the wall is full it takes the place of smaller
ones, and what finds no place is listed.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from msgspec import Struct

from templates.advances import width
from templates.wall import CELLS, Box, Wall

WIDE, NARROW = (33.5, 12.0), (27.0, 10.0)
"""What a cloud fills on the projector, in u, 4 % of its height: at 16:10 and wider, and at 4:3."""

TIMES = (1, 2, 4, 7, 12, 20)
"""How often a word has to be said for each of the sizes."""

SIZES = (1.5, 1.75, 2.0, 2.4, 2.8, 3.3)
"""Font sizes in u. Capitals are .668 of one in Atkinson Hyperlegible: the least is one u high."""

STEPS = (0.4, 0.55, 0.75, 1.0)
"""The shares of the wall that one looks at, in width and height."""

BODY, FOOT, AROUND = 1.1, 0.24, 0.4
"""In em: the height of a word, what of it is below the line, and the gap beside it."""

Words = tuple[tuple[str, tuple[int, ...]], ...]
"""Each word with the numbers of the ideas that said it, which count upwards in a session."""


Growth = tuple[int, int, int, str]
"""The number of the idea that let a word grow, the word, its rank since, and what it says."""


class Word(Struct, frozen=True):
    """A word in its place: middle and line, font size and width in u. `given` where it needs one.

    `first` is the number of the idea that said it first.
    """

    first: int
    text: str
    times: int
    x: float
    y: float
    size: float
    width: float
    given: bool


class Cloud(Struct, frozen=True):
    """What one looks at, as SVG's viewBox has it, in u; the words there, and those listed beside.

    Both are in the order of how often they were said; `listed` are words and times.
    """

    view: tuple[float, float, float, float]
    words: tuple[Word, ...]
    listed: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Folded:
    """A wall after what was said so far: the growth it comes from, and each word's size and rank.

    A word that grew has the next size and rank; words are numbers, in the order they came in.
    """

    growth: list[Growth]
    wall: Wall
    sizes: dict[int, int]
    ranks: dict[int, int]


_KEPT: dict[tuple[object, ...], _Folded] = {}
"""The last folds, by room and first word, from which most others are a word away."""

_MOST_KEPT = 64


@lru_cache(maxsize=8)  # each is as large as its sheet, and the next one is another
def cloud(words: Words, room: tuple[float, float]) -> Cloud:
    """The cloud of these words in a room of this width and height.

    Where it goes on from one that was drawn before it takes about a millisecond.
    """
    folded = _fold(words, room)
    order = sorted(range(len(words)), key=lambda word: (-len(words[word][1]), word))
    boxes, sizes = folded.wall.boxes, folded.sizes
    up = tuple(_word(boxes[n], words[n], sizes[n]) for n in order if n in boxes)
    listed = tuple((words[n][0], len(words[n][1])) for n in order if n not in boxes)
    return Cloud(folded.wall.view, up, listed)


def _fold(words: Words, room: tuple[float, float]) -> _Folded:
    growth, key = _growth(words), (room, words[:1] and words[0][0])
    before = _KEPT.get(key)
    if before is None or growth[: len(before.growth)] != before.growth:
        wall = Wall(int(room[0] * CELLS), int(room[1] * CELLS), STEPS)
        before = _Folded([], wall, {}, {})
    folded = _Folded(growth, before.wall.copy(), dict(before.sizes), dict(before.ranks))
    for _, word, rank, _ in growth[len(before.growth) :]:
        folded.ranks[word] = rank
        _grow(folded, word, words, rank)
        if folded.wall.loose:
            _fill_gaps(folded, words)
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    _KEPT[key] = folded
    return folded


def _growth(words: Words) -> list[Growth]:
    """All growth in the order in which it came."""
    return sorted(
        (said[times - 1], word, rank, text)
        for word, (text, said) in enumerate(words)
        for rank, times in enumerate(TIMES)
        if times <= len(said)
    )


def _grow(folded: _Folded, word: int, words: Words, rank: int) -> None:
    """Give a word the size of its rank, or the largest below it that there is room for."""
    wall = folded.wall
    least = folded.sizes[word] if word in wall.boxes else -1
    for size in range(rank, least, -1):
        if wall.put(word, rank, _box(words[word][0], size)):
            folded.sizes[word] = size
            return


def _fill_gaps(folded: _Folded, words: Words) -> None:
    """What grew may have left its place, or another's: words that found none look again."""
    wall, ranks = folded.wall, folded.ranks
    wall.loose = False
    waiting = [word for word in ranks if word not in wall.boxes]
    for word in sorted(waiting, key=lambda word: (-ranks[word], word)):
        folded.sizes[word] = 0
        wall.find_room(word, ranks[word], _box(words[word][0], 0))


def _box(text: str, size: int) -> tuple[int, int]:
    """What a word takes at a size, in squares of the wall."""
    em, _ = width(text)
    return ceil((em + AROUND) * SIZES[size] * CELLS), ceil(BODY * SIZES[size] * CELLS)


def _word(box: Box, word: tuple[str, tuple[int, ...]], size: int) -> Word:
    text, said = word
    (em, known), font = width(text), SIZES[size]
    line = (box.y + box.height) / CELLS - FOOT * font
    return Word(said[0], text, len(said), box.middle[0] / CELLS, line, font, em * font, not known)
