"""What is wrong once a server has died: of all that was told or shown, what the log has not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tests.faults.screen import Screen

Stored = Sequence[Mapping[str, Any]]
"""The ideas in the log, in order, as `flipchart session ideas --json` prints them."""


def after_a_death(
    stored: Stored,
    answers: Iterable[Mapping[str, Any]],
    screens: Iterable[Screen],
    newcomers: Mapping[int, str],
) -> set[str]:
    """The faults that are there as soon as the server is gone, each by its name.

    `newcomers` is what stood on a page that was opened just before, by number.
    """
    told = {(one["seq"], one["id"], one["text"]) for one in stored}
    there = {(one["seq"], one["text"]) for one in stored}
    texts = Counter(one["text"] for one in stored)
    faults = {
        "stored twice": max(texts.values(), default=0) > 1,
        "answered and gone": not {(a["seq"], a["id"], a["text"]) for a in answers} <= told,
        "shown to who came and gone": not newcomers.items() <= there,
        "shown to who watched and gone": not all(one.shown.items() <= there for one in screens),
    }
    return {fault for fault, is_there in faults.items() if is_there}


def at_the_end(
    stored: Stored, facts: bytes, sent: Collection[str], screens: Iterable[Screen]
) -> set[str]:
    """The faults of the whole: every text `sent` once, numbers without gaps, one order.

    `facts` is the session's `facts.jsonl`.
    """
    numbers = [json.loads(line)["number"] for line in facts.splitlines()]
    order = orders(stored)
    texts = {one["seq"]: one["text"] for one in stored}
    faults = {
        "lost or made up": sorted(one["text"] for one in stored) != sorted(sent),
        "two of one name": len({one["id"] for one in stored}) != len(stored),
        "numbers with gaps": numbers != list(range(1, len(numbers) + 1)),
        "another order": any(
            {number: text for lines in one.sheets.values() for number, text in lines.items()}
            != texts
            for one in screens
        ),
        "a picture that never was": not all(_was(one, order) for one in screens),
        "a line went away": any(one.wrong for one in screens),
    }
    return {fault for fault, is_there in faults.items() if is_there}


def orders(stored: Stored) -> dict[str, list[int]]:
    """The numbers of each sheet's ideas, in order."""
    found: dict[str, list[int]] = {}
    for one in stored:
        found.setdefault(one["sheet"], []).append(one["seq"])
    return found


def _was(screen: Screen, order: Mapping[str, Sequence[int]]) -> bool:
    """Whether all that a screen ever showed of a sheet was how the log began."""
    return all(
        count == sum(number <= last for number in order.get(sheet, ()))
        for sheet, last, count in screen.pictures
    )
