"""The lobby: whether people who are not in yet may join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sessions.refused import Locked, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State

LOCKED = marked(
    "Nobody new can join just now: whoever runs this workshop has locked the lobby. Leave this "
    "page open; it lets you in by itself."
)


class LobbyLocked(Struct, frozen=True):
    """Nobody new may join from now on, or people may again."""

    locked: bool
    before: bool


FACTS = (LobbyLocked,)


class Lobby(Struct, frozen=True):
    """Whether it is locked. Those who have joined stay in."""

    locked: bool = False


def begin(_plan: Plan) -> Lobby:
    """Everybody with the code may join."""
    return Lobby()


def apply(lobby: Lobby, record: Record) -> Lobby:
    """The lobby after a fact."""
    match record.fact:
        case LobbyLocked(locked):
            return replace(lobby, locked=locked)
    return lobby


def undo(lobby: Lobby, fact: Fact, _number: int) -> Lobby:
    """The lobby without a fact."""
    match fact:
        case LobbyLocked(_, before):
            return replace(lobby, locked=before)
    return lobby


def lock(on: bool) -> Decision:
    """Lock the lobby, or let people join again."""

    def decide(state: State, _now: float) -> list[Fact]:
        before = state.lobby.locked
        return [] if before == on else [LobbyLocked(on, before)]

    return decide


def let_in(state: State, participant: str) -> None:
    """Refuse who has not joined while the lobby is locked. Raises Locked."""
    if state.lobby.locked and participant not in state.people.names:
        raise Locked(LOCKED)
