"""The people in the room: who has joined, and the names that some chose to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from rpds import HashTrieMap

from sessions import lobby, text
from sessions.refused import Invalid, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State

NAME_LETTERS = 60


class PersonJoined(Struct, frozen=True):
    """A participant was heard from for the first time: a live connection or a POST."""


class NameGiven(Struct, frozen=True):
    """A participant gave a name; an empty one makes them anonymous again."""

    name: str


FACTS = (PersonJoined, NameGiven)


class People(Struct, frozen=True):
    """All who have joined: names, empty where none was given, and ranks, 0 for who came first.

    `at` has who came at each rank.
    """

    names: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    ranks: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    at: HashTrieMap[int, str] = field(default_factory=HashTrieMap)


def begin(_plan: Plan) -> People:
    """Nobody yet."""
    return People()


def apply(people: People, record: Record) -> People:
    """The people after a fact."""
    match record.fact:
        case PersonJoined():
            return _named(people, record.by, "")
        case NameGiven(name):
            return _named(people, record.by, name)
    return people


def _named(people: People, participant: str, name: str) -> People:
    ranks, at = people.ranks, people.at
    if participant not in ranks:
        at = at.insert(len(ranks), participant)
        ranks = ranks.insert(participant, len(ranks))
    return People(people.names.insert(participant, name), ranks, at)


def join(participant: str) -> Decision:
    """Count a participant as joined, once."""

    def decide(state: State, _now: float) -> list[Fact]:
        lobby.let_in(state, participant)
        return [] if participant in state.people.names else [PersonJoined()]

    return decide


def give_name(participant: str, name: str) -> Decision:
    """Say who a participant is; an empty name is anonymous."""

    def decide(state: State, now: float) -> list[Fact]:
        cleaned = text.clean(name)
        if text.length(cleaned) > NAME_LETTERS:
            raise Invalid(marked("A name has at most %(most)s letters."), most=NAME_LETTERS)
        joined = list(join(participant)(state, now))
        same = state.people.names.get(participant, "") == cleaned
        return joined if same else [*joined, NameGiven(cleaned)]

    return decide
