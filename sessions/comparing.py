"""Whether two ideas say the same, and by what they differ."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sessions.grammar import Grammar
from sessions.likeness import difference
from sessions.refused import marked
from sessions.wording import Word, Wording

MANY = 12
"""More words than these, and an idea is compared word by word as they stand."""

REASONS = (
    marked("The same but for case, accents or signs."),
    marked("The same but for spaces or hyphens."),
    marked("The same but for little words."),
    marked("The same words in another order."),
    marked("“%(one)s” and “%(other)s”: one word but for its ending."),
    marked("“%(one)s” and “%(other)s”: one word but for a typing error."),
)
_SPELLING, _SPACING, _LITTLE, _ORDER, _ENDING, _TYPING = range(len(REASONS))
_RANKS = {"spelling": _SPELLING, "ending": _ENDING, "typing": _TYPING}


class Alike(Struct, frozen=True):
    """How two ideas that say the same differ: the reason's place, and the words that it names."""

    reason: int = _SPELLING
    one: str = ""
    other: str = ""


def alike(one: Wording, other: Wording, known: Grammar) -> Alike | None:
    """By what two wordings differ that say the same, or nothing where they may not."""
    if one.numbers != other.numbers:
        return None
    if one.joined == other.joined and len(one.words) != len(other.words):
        return Alike(_SPACING if one.whole == other.whole else _LITTLE)
    if len(one.words) != len(other.words):
        return None
    found = _in_order(one.words, other.words, known)
    if found and found.reason == _SPELLING and one.whole != other.whole:
        return Alike(_LITTLE)
    return found or (_turned(one, other, known) if len(one.words) <= MANY else None)


def _in_order(ones: Sequence[Word], others: Sequence[Word], known: Grammar) -> Alike | None:
    """Whether each word is the other's at its place, with one typing error in all at most."""
    most = Alike(_SPELLING)
    for one, other in zip(ones, others, strict=True):
        if one.spelled == other.spelled:
            continue
        found = difference(one, other, known, vouched=len(ones) > 1)
        if found is None or (found == "typing" and most.reason == _TYPING):
            return None
        if _RANKS[found] > most.reason:
            most = Alike(_RANKS[found], one.typed, other.typed)
    return most


def _turned(one: Wording, other: Wording, known: Grammar) -> Alike | None:
    """Whether the words are the same in an order that says the same.

    The parts of a list may change places. Else its beginning may become its end, which keeps apart
    who does what to whom; not where a word stands between that depends on it (“before”, “not”).
    """
    if len(one.items) != len(other.items) or not known.little:
        return None
    if len(one.items) > 1:
        return _listed(one, other, known)
    if (one.links and other.links) or any(word.plain in known.fixed for word in one.words):
        return None
    turns = (other.words[n:] + other.words[:n] for n in range(1, len(other.words)))
    found = (_in_order(one.words, turn, known) for turn in turns)
    return next((_in_another_order(like) for like in found if like), None)


def _listed(one: Wording, other: Wording, known: Grammar) -> Alike | None:
    left, most = list(other.items), Alike(_ORDER)
    for item in one.items:
        for n, candidate in enumerate(left):
            found = _in_order(item, candidate, known) if len(item) == len(candidate) else None
            if found and not found.reason == most.reason == _TYPING:
                most = max(most, found, key=lambda like: like.reason)
                del left[n]
                break
        else:
            return None
    return most


def _in_another_order(like: Alike) -> Alike:
    return max(Alike(_ORDER), like, key=lambda one: one.reason)
