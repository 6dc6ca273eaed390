"""Makes even groups at random, in which as few as possible meet again. The same seed, the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

Met = Mapping[str, Counter[str]]
"""How often each person was in a group with each other one."""

LOOKS = 60_000
"""Swaps that are looked at in all tries together, where there is more than one: some 30 ms."""

MOST_LOOKS = 60_000
"""Swaps that are looked at in one try at most: some 50 ms, in a room of a thousand."""


def meetings(groups: Iterable[Sequence[str]]) -> dict[str, Counter[str]]:
    """Who has met whom in these groups."""
    met: dict[str, Counter[str]] = {}
    for group in groups:
        for one in group:
            met.setdefault(one, Counter()).update(other for other in group if other != one)
    return met


def sizes(people: int, number: int) -> tuple[int, ...]:
    """The sizes of so many groups, the larger ones first, none larger by more than one."""
    each, rest = divmod(people, number)
    return tuple(each + (n < rest) for n in range(number))


def shuffled(things: Sequence[str], seed: int) -> list[str]:
    """The same things in an order of chance."""

    def key(place: int) -> bytes:
        return blake2b(f"{seed}/{place}/{things[place]}".encode(), digest_size=8).digest()

    return [things[place] for place in sorted(range(len(things)), key=key)]


def mix(people: Sequence[str], number: int, met: Met, seed: int) -> list[list[str]]:
    """Even groups. Each try deals a new order, then swaps; the fewest meetings win."""
    tries = max(1, LOOKS // max(1, len(people)) ** 2)
    best: tuple[int, list[list[str]]] | None = None
    for n in range(tries):
        dealt = _dealt(shuffled(people, seed + n), sizes(len(people), number), met)
        groups = _swapped(dealt, met)
        again = sum(met[a][b] for one in groups for a in one if a in met for b in one)
        if best is None or again < best[0]:
            best = again, groups
        if not again:
            break
    return best[1] if best else []


def _dealt(order: Sequence[str], room: Sequence[int], met: Met) -> list[list[str]]:
    """Each person in turn to the next group with room and nobody they know, or the best one."""
    groups: list[list[str]] = [[] for _ in room]
    of: dict[str, int] = {}
    for n, person in enumerate(order):
        known = Counter[int]()
        for other, times in met.get(person, {}).items():
            if other in of:
                known[of[other]] += times
        after = [(n + step) % len(room) for step in range(len(room))]
        free = (one for one in after if len(groups[one]) < room[one])
        chosen = min(free, key=lambda one: known[one]) if known else next(free)
        groups[chosen].append(person)
        of[person] = chosen
    return groups


def _swapped(groups: list[list[str]], met: Met) -> list[list[str]]:
    """Two people change places wherever that makes fewer meetings, once through."""
    people = [person for group in groups for person in group]
    of = {person: n for n, group in enumerate(groups) for person in group}
    known = {person: _known(person, of, met) for person in people}
    again = [person for person in people if known[person][of[person]]]
    for one in again[: MOST_LOOKS // max(1, len(people))]:
        if not known[one][of[one]]:
            continue
        gains = ((_gain(one, other, of, known, met), other) for other in people)
        gain, other = max(gains, key=lambda found: found[0])
        if gain <= 0:
            continue
        of[one], of[other] = of[other], of[one]
        for person in {*met.get(one, ()), *met.get(other, ()), one, other} & of.keys():
            known[person] = _known(person, of, met)
    return [[person for person in people if of[person] == n] for n in range(len(groups))]


def _known(person: str, of: Mapping[str, int], met: Met) -> Counter[int]:
    """How many in each group this person has met."""
    found = Counter[int]()
    for other, times in met.get(person, {}).items():
        if other in of:
            found[of[other]] += times
    return found


def _gain(
    one: str, other: str, of: Mapping[str, int], known: Mapping[str, Counter[int]], met: Met
) -> int:
    """How many meetings fewer there are if two people change places."""
    here, there = of[one], of[other]
    if here == there:
        return 0
    before = known[one][here] + known[other][there]
    both = met[one][other] if one in met else 0
    return before - (known[one][there] + known[other][here] - 2 * both)
