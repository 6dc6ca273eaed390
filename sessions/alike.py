"""Proposes which ideas say the same, each proposal with its reason; a facilitator decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from sessions.comparing import MANY, REASONS, Alike, alike
from sessions.grammar import Grammar, grammar
from sessions.slips import PREFIX, SHORTEST, TWICE, letters_missing
from sessions.wording import Word, Wording, worded

MOST = 32
"""Wordings of one proposal, and proposals that an idea is held against: so that 1,000 ideas that
somebody made up to be slow are done in about a second."""


class Proposal(Struct, frozen=True):
    """Ideas that say the same: their numbers in order, and why.

    `message` is English with `%(name)s` places, marked for translation; `values` fill them. It
    gives the greatest difference between the first idea and another.
    """

    numbers: tuple[int, ...]
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class _Cluster(Struct, frozen=True):
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
    return len(wordings) < MOST and all(alike(one, wording, known) for one in wordings)


def _proposal(cluster: _Cluster, known: Grammar) -> Proposal:
    first, *rest = cluster.wordings
    found = (alike(first, other, known) for other in rest)
    reason = max((one for one in found if one), key=lambda one: one.reason, default=Alike())
    values = {"one": reason.one, "other": reason.other} if reason.one else {}
    return Proposal(tuple(cluster.numbers), REASONS[reason.reason], values)
