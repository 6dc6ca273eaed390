"""What a storm looks for is found where it is: each fault by its name, and none where none is."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.faults.screen import Screen
from tests.faults.verdict import after_a_death, at_the_end


def idea(seq: int, text: str) -> dict[str, Any]:
    return {"seq": seq, "id": f"id-{seq}", "sheet": "external", "text": text}


def line(key: int, text: str) -> dict[str, Any]:
    return {"lists": {"lines-external": {str(key): f"<li>{text}</li>"}}}


FIRST, SECOND = "Phone 1 idea 0", "Phone 2 idea 0"


@dataclass
class Come:
    """What came of a storm in which nothing went wrong, until something is changed."""

    stored: list[dict[str, Any]] = field(default_factory=lambda: [idea(2, FIRST), idea(4, SECOND)])
    answers: list[dict[str, Any]] = field(default_factory=lambda: [idea(2, FIRST), idea(4, SECOND)])
    numbers: list[int] = field(default_factory=lambda: [1, 2, 3, 4])
    newcomers: dict[int, str] = field(default_factory=lambda: {2: FIRST})
    screen: Screen = field(default_factory=lambda: Screen(""))

    def __post_init__(self) -> None:
        self.screen.hear({**line(2, FIRST), "whole": ["lines-external"]})
        self.screen.hear(line(4, SECOND))

    def wrong(self) -> set[str]:
        facts = b"".join(json.dumps({"number": one}).encode() + b"\n" for one in self.numbers)
        return after_a_death(self.stored, self.answers, [self.screen], self.newcomers) | at_the_end(
            self.stored, facts, [FIRST, SECOND], [self.screen]
        )


def test_nothing_is_wrong_where_nothing_is() -> None:
    assert Come().wrong() == set()


@pytest.mark.parametrize(
    ("spoil", "faults"),
    [
        (lambda one: one.answers.append(idea(6, "Phone 3 idea 0")), {"answered and gone"}),
        (lambda one: one.answers.append(idea(3, SECOND)), {"answered and gone"}),
        (lambda one: one.newcomers.update({5: SECOND}), {"shown to who came and gone"}),
        (lambda one: one.stored.append(idea(5, FIRST)), {"stored twice", "lost or made up"}),
        (lambda one: one.stored.pop(), {"answered and gone", "lost or made up"}),
        (lambda one: one.stored[1].update(id="id-2"), {"two of one name"}),
        (lambda one: one.numbers.remove(3), {"numbers with gaps"}),
        (lambda one: one.screen.hear(line(3, SECOND)), {"shown to who watched and gone"}),
        (lambda one: one.screen.sheets["external"].pop(2), {"another order"}),
        (lambda one: one.screen.pictures.add(("external", 4, 1)), {"a picture that never was"}),
        (lambda one: one.screen.hear(line(2, SECOND)), {"a line went away"}),
        (
            lambda one: one.screen.hear({**line(2, FIRST), "whole": ["lines-external"]}),
            {"a line went away", "another order"},
        ),
    ],
)
def test_each_fault_is_found(spoil: Callable[[Come], object], faults: set[str]) -> None:
    come = Come()
    spoil(come)
    assert faults <= come.wrong()
