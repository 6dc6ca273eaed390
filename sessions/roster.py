"""Who there is to put into groups and circles: people with phones, others by name or by number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sessions import text
from sessions.people import NAME_LETTERS
from sessions.refused import Invalid, marked

if TYPE_CHECKING:
    from sessions.people import People
    from sessions.state import State

MOST_OTHERS = 500
"""The most people without a phone."""

_PHONE = re.compile(r"p(0|[1-9][0-9]{0,8})")


def roster(state: State, names: str, others: int) -> list[str]:
    """All who joined, then those of a text with a name a line, then so many more. Raises Invalid.

    A member is `p7` for the phone that joined as the eighth, `=Ana` for a name, or `+1`: never
    what a participant's cookie holds.
    """
    written = text.lines(names)
    if any(text.length(name) > NAME_LETTERS for name in written):
        raise Invalid(marked("A name has at most %(most)s letters."), most=NAME_LETTERS)
    if not 0 <= others <= MOST_OTHERS - len(written):
        raise Invalid(
            marked("People without a phone: a number from 0 to %(most)s, names included."),
            most=MOST_OTHERS,
        )
    phones = [f"p{rank}" for rank in range(len(state.people.ranks))]
    return [*phones, *_told_apart(written), *(f"+{n}" for n in range(1, others + 1))]


def member(people: People, participant: str) -> str:
    """What a participant is called in a roster, empty where they have not joined."""
    rank = people.ranks.get(participant)
    return "" if rank is None else f"p{rank}"


def participant(people: People, member: str) -> str:
    """The participant of a member with a phone, else empty."""
    found = _PHONE.fullmatch(member)
    return people.at.get(int(found[1]), "") if found else ""


def name(people: People, member: str) -> str:
    """The name that a member gave or was given, empty where there is none."""
    if member.startswith("="):
        return member[1:]
    return people.names.get(participant(people, member), "")


def late(sizes: tuple[int, ...], place: int) -> int:
    """Which of these even groups takes who comes late, as so many before them did, from 0."""
    smaller = [n for n, size in enumerate(sizes) if size < max(sizes)]
    if place < len(smaller):
        return smaller[place]
    return (place - len(smaller)) % len(sizes)


def late_places(sizes: tuple[int, ...], group: int, count: int) -> list[int]:
    """Which of so many who come late one of these groups takes."""
    smaller = [n for n, size in enumerate(sizes) if size < max(sizes)]
    first = [smaller.index(group)] if group in smaller else []
    places = (*first, *range(len(smaller) + group, count, len(sizes)))
    return [place for place in places if place < count]


def _told_apart(names: list[str]) -> list[str]:
    """Names as members, a second Ana as `=Ana (2)`."""
    seen: dict[str, int] = {}
    found = []
    for one in names:
        seen[one] = seen.get(one, 0) + 1
        found.append(f"={one}" if seen[one] == 1 else f"={one} ({seen[one]})")
    return found
