"""Whether a word is another one typed wrongly, judged without a dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import regex

from sessions.grammar import Grammar

SHORTEST = 5
"""Letters that a word has at least in which typing errors are looked for."""
SWAPPED, VOWEL, CONSONANT, MISTAKEN, DOUBTFUL, TWICE = 6, 7, 8, 8, 10, 12
"""Letters from which two may be swapped, a vowel, a consonant or a doubtful letter be left out, one
be mistaken for another, and two errors be made. Few other words differ by as little."""
PREFIX, SUFFIX = 3, 2
"""Letters at either end where another letter means another word (“Vertrag”, “Vortrag”)."""

_ALPHABETIC = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}]+")
_VOWELS = "aeiouy"
_CONFUSED = frozenset(
    frozenset(pair)
    for pairs in (
        *(pairwise(row) for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")),
        *(combinations(sounds, 2) for sounds in (_VOWELS, "csz", "ckq", "bv", "dt", "fv", "gj")),
        [("n", "ñ")],
    )
    for pair in pairs
)


def is_slip(one: str, other: str, known: Grammar, *, vouched: bool = False) -> bool:
    """Whether one word, without accents, is likely the other, typed wrongly.

    This looks for what fingers and ears do and two words seldom are: neighbours swapped, a letter
    doubled, left out or put in, a neighbouring key or a like sound. The first letter is the same,
    for prefixes change what is meant. `vouched` says that the words beside them agree; then they
    may be a letter shorter.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < SWAPPED - vouched or one[0] != other[0]:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a start is quicker without it

    match OSA.distance(one, other, score_cutoff=2):
        case 1:
            found = _is_error(short, long, known, vouched=vouched)
        case 2:
            found = len(short) >= TWICE and _are_errors(short, long)
        case _:
            found = False
    return found and bool(_ALPHABETIC.fullmatch(one) and _ALPHABETIC.fullmatch(other))


def letters_missing(word: str) -> Iterator[str]:
    """The word, and what is left of it without one letter: words one error apart share one."""
    yield word
    if len(word) >= SHORTEST and _ALPHABETIC.fullmatch(word):
        for n in range(1, len(word)):
            if word[n] != word[n - 1]:
                yield word[:n] + word[n + 1 :]


def common(one: str, other: str) -> int:
    """How many letters at the beginning are the same."""
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))


def _is_error(short: str, long: str, known: Grammar, *, vouched: bool) -> bool:
    start = common(short, long)
    if len(short) == len(long):
        if short[start : start + 2] == long[start : start + 2][::-1]:
            return True
        is_inside = PREFIX <= start < len(short) - SUFFIX
        is_confused = frozenset((short[start], long[start])) in _CONFUSED
        return len(short) >= MISTAKEN and is_inside and is_confused
    added = long[start]
    if added in (long[start - 1], long[start + 1 : start + 2]):
        is_ending = added == "s" and start == len(short)  # needles, needless
        return len(short) >= known.doubled - vouched and not is_ending
    if not PREFIX - 1 <= start < len(long) - SUFFIX:
        return False
    is_doubtful = (
        long[start - 1 : start + 1] in known.letters.values()  # ü that became u
        or (added in "lr" and long[start - 1] not in _VOWELS)  # contract, contact
    )
    least = DOUBTFUL if is_doubtful else VOWEL if added in _VOWELS else CONSONANT
    return len(short) >= least


def _are_errors(short: str, long: str) -> bool:
    """Two errors, both inside and not together as a syllable that was put in (“-un-”)."""
    start, end = common(short, long), common(short[::-1], long[::-1])
    return start >= PREFIX and end >= SUFFIX and start + end < len(short)
