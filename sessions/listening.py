"""Compares what a plan listens for with what stands on the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from sessions.alike import propose
from sessions.grammar import Grammar, grammar
from sessions.likeness import difference
from sessions.missed import Compared, Place, answers
from sessions.wording import Word, worded

if TYPE_CHECKING:
    from sessions.plan import Topic
    from sessions.state import State

MOST_BEYOND = 200
"""Lines beyond the plan that are kept: more than anybody reads in a room."""


class Outcome(Struct, frozen=True):
    """What came of a comparison.

    `named` are answers in the plan's words and in the room's, empty where they were said aloud;
    `missed` those not named, by their places; `beyond` the room's other lines, and `others` how
    many more there are.
    """

    named: tuple[tuple[Place, str, str], ...] = ()
    missed: tuple[tuple[Place, str], ...] = ()
    beyond: tuple[str, ...] = ()
    others: int = 0


def outcome(state: State, number: int) -> Outcome | None:
    """What came of the last comparison of a topic, with what was heard since; None before it."""
    topic, found = state.plan.topic(number), state.missed.found.get(number)
    if topic is None or found is None:
        return None
    firsts = {(cue, place): first for cue, place, first in found.named}
    heard = {(cue, place) for one, cue, place in state.missed.heard if one == number}
    named, missed = [], []
    for place, words in answers(topic).items():
        if place in firsts or place in heard:
            named.append((place, words, _text(state, firsts.get(place))))
        else:
            missed.append((place, words))
    texts = (_text(state, first) for first in found.beyond)
    return Outcome(tuple(named), tuple(missed), tuple(text for text in texts if text), found.others)


def compare(state: State, number: int) -> Compared:
    """The answers of a topic that the room named, and the lines that the plan did not think of.

    An answer is named by a line that says the same (`sessions.alike`), or that has all of its
    words in any of their forms. That of a cue with a sheet is looked for on it, any other on
    all sheets of the topic. Takes tenths of a second for thousands of lines.
    """
    topic = state.plan.topic(number)
    if topic is None:
        return Compared()
    sheets = [sheet.id for sheet in state.sheets.of_topic(number)]
    lines = {sheet: _lines(state, sheet) for sheet in sheets}
    expected = answers(topic)
    named: dict[Place, int] = {}
    known: set[int] = set()
    for sheet in sheets:
        asked = {place: words for place, words in expected.items() if _is_on(topic, place, sheet)}
        for place, firsts in _found(asked, lines[sheet], state.plan.lang).items():
            named[place] = min(firsts[0], named.get(place, firsts[0]))
            known.update(firsts)
    beyond = sorted(first for sheet in sheets for first in lines[sheet] if first not in known)
    return Compared(
        tuple((cue, place, named[cue, place]) for cue, place in expected if (cue, place) in named),
        tuple(beyond[:MOST_BEYOND]),
        max(0, len(beyond) - MOST_BEYOND),
    )


def _text(state: State, first: int | None) -> str:
    """An idea's text, empty for none, one that was erased, or one of an undone past."""
    idea = None if first is None else state.ideas.all.get(first)
    return idea.text if idea else ""


def _is_on(topic: Topic, place: Place, sheet: str) -> bool:
    return topic.cues[place[0] - 1].sheet in (None, sheet)


def _lines(state: State, sheet: str) -> dict[int, str]:
    """The text of each line on a sheet, by the number of its first idea."""
    return {first: state.ideas.all[first].text for first in state.ideas.lines_of(sheet)}


def _found(asked: dict[Place, str], lines: dict[int, str], lang: str) -> dict[Place, list[int]]:
    """The lines that say each answer, in order; answers that no line says are left out."""
    places = list(asked)
    numbered = [(n - len(places), asked[place]) for n, place in enumerate(places)]  # below zero
    found: dict[Place, set[int]] = {place: set() for place in places}
    for proposal in propose([*numbered, *lines.items()], lang):
        same = {number for number in proposal.numbers if number >= 0}
        for number in proposal.numbers:
            if number < 0:
                found[places[number]] |= same
    rules, known = grammar(lang), dict[str, Word]()
    wanted = {place: worded(asked[place], rules, known).words for place in places}
    for first, text in lines.items():
        there = worded(text, rules, known).words
        for place in places:
            if _has(there, wanted[place], rules):
                found[place].add(first)
    return {place: sorted(firsts) for place, firsts in found.items() if firsts}


def _has(there: tuple[Word, ...], wanted: tuple[Word, ...], rules: Grammar) -> bool:
    """Whether all of the words are there, in any of their forms."""
    if not {word.stem for word in wanted} <= {word.stem for word in there}:
        return False
    return all(
        any(difference(one, other, rules, vouched=False) for other in there) for one in wanted
    )
