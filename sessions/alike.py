"""Proposes which ideas say the same, each proposal with its reason; a facilitator decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sessions.grammar import Grammar, grammar
from sessions.likeness import difference
from sessions.refused import marked
from sessions.slips import PREFIX, SHORTEST, TWICE, letters_missing
from sessions.wording import Word, Wording, worded

MANY = 12
"""More words than these, and an idea is compared without looking for typing errors."""
MOST = 32
"""Wordings of one proposal, and proposals that an idea is held against: so that 1,000 ideas that
somebody made up to be slow are done in about a second."""

_REASONS = (
    marked("The same but for case, accents or signs."),
    marked("The same but for spaces or hyphens."),
    marked("The same but for little words."),
    marked("The same words in another order."),
    marked("“%(one)s” and “%(other)s”: one word but for its ending."),
    marked("“%(one)s” and “%(other)s”: one word but for a typing error."),
)
_SPELLING, _SPACING, _LITTLE, _ORDER, _ENDING, _TYPING = range(len(_REASONS))
_RANKS = {"spelling": _SPELLING, "ending": _ENDING, "typing": _TYPING}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Ideas that say the same: their numbers in order, and why.

    `message` is English with `%(name)s` places, marked for translation; `values` fill them. It
    gives the greatest difference between the first idea and another.
    """

    numbers: tuple[int, ...]
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How two ideas that are alike differ: the place of the reason, and the words it names."""

    rank: int
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Wordings of which each is alike to each, and the numbers of the ideas that have them."""

    wordings: list[Wording] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def propose(ideas: Sequence[tuple[int, str]], language: str) -> tuple[Proposal, ...]:
    """Which of the ideas, each a number and a text, say the same in a language (BCP 47).

    Each idea is in one proposal at most, and the ideas of a proposal are alike each to each. They
    are taken in the order of their numbers, whatever the order they are given in.
    """
    known = grammar(language)
    words: dict[str, Word] = {}
    clusters: list[_Cluster] = []
    places: dict[object, int] = {}
    near: dict[str, tuple[int, ...]] = {}
    for number, text in sorted(ideas):
        wording = worded(text, known, words)
        place = places.get(wording.form)
        if place is None:
            keys = set(_keys(wording))
            found = sorted({place for key in keys for place in near.get(key, ())})[:MOST]
            place = next((one for one in found if _fits(wording, clusters[one], known)), None)
            if place is None:
                place = len(clusters)
                clusters.append(_Cluster())
            clusters[place].wordings.append(wording)
            places[wording.form] = place
            for key in keys:
                near[key] = _with(near.get(key, ()), place)
        clusters[place].numbers.append(number)
    return tuple(_proposal(one, known) for one in clusters if len(one.numbers) > 1)


def _with(places: tuple[int, ...], place: int) -> tuple[int, ...]:
    return places if place in places or len(places) == MOST else (*places, place)


def _keys(wording: Wording) -> Iterator[str]:
    """What two ideas that are alike have at least one of in common."""
    yield wording.joined
    if len(wording.words) > MANY:
        return
    stems = sorted(word.stem for word in wording.words)
    yield " ".join(stems)
    for word in wording.words:
        if len(word.plain) >= SHORTEST:
            rest = stems.copy()
            rest.remove(word.stem)
            others = " ".join(rest)
            for letters in letters_missing(word.plain):
                yield f"{others}:{letters}"
            if len(word.plain) >= TWICE:
                yield f"{others}:{word.plain[:PREFIX]}:"


def _fits(wording: Wording, cluster: _Cluster, known: Grammar) -> bool:
    wordings = cluster.wordings
    return len(wordings) < MOST and all(_likeness(one, wording, known) for one in wordings)


def _proposal(cluster: _Cluster, known: Grammar) -> Proposal:
    first, *rest = cluster.wordings
    found = (_likeness(first, other, known) for other in rest)
    reason = max(
        (one for one in found if one), key=lambda one: one.rank, default=_Likeness(_SPELLING)
    )
    values = {"one": reason.one, "other": reason.other} if reason.one else {}
    return Proposal(tuple(cluster.numbers), _REASONS[reason.rank], values)


def _likeness(one: Wording, other: Wording, known: Grammar) -> _Likeness | None:
    if one.numbers != other.numbers:
        return None
    if one.joined == other.joined and len(one.words) != len(other.words):
        return _Likeness(_SPACING if one.whole == other.whole else _LITTLE)
    if len(one.words) != len(other.words):
        return None
    found = _in_order(one.words, other.words, known)
    if found and found.rank == _SPELLING and one.whole != other.whole:
        return _Likeness(_LITTLE)
    return found or (_turned(one, other, known) if len(one.words) <= MANY else None)


def _in_order(ones: Sequence[Word], others: Sequence[Word], known: Grammar) -> _Likeness | None:
    """Whether each word is the other's at its place, with one typing error in all at most."""
    most = _Likeness(_SPELLING)
    for one, other in zip(ones, others, strict=True):
        if one.spelled == other.spelled:
            continue
        found = difference(one, other, known, vouched=len(ones) > 1)
        if found is None or (found == "typing" and most.rank == _TYPING):
            return None
        if _RANKS[found] > most.rank:
            most = _Likeness(_RANKS[found], one.typed, other.typed)
    return most


def _turned(one: Wording, other: Wording, known: Grammar) -> _Likeness | None:
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


def _listed(one: Wording, other: Wording, known: Grammar) -> _Likeness | None:
    left, most = list(other.items), _Likeness(_ORDER)
    for item in one.items:
        for n, candidate in enumerate(left):
            found = _in_order(item, candidate, known) if len(item) == len(candidate) else None
            if found and not found.rank == most.rank == _TYPING:
                most = max(most, found, key=lambda like: like.rank)
                del left[n]
                break
        else:
            return None
    return most


def _in_another_order(like: _Likeness) -> _Likeness:
    return max(_Likeness(_ORDER), like, key=lambda one: one.rank)
