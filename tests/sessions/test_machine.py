"""Anything in any order: the state is the fold of its facts, and counts, lines and undo are right.

`make bench ONLY=machine` draws 2,000 examples anew.
"""

from typing import Any

import pytest
from hypothesis import Phase
from msgspec.structs import replace

from sessions import collected, state, tally
from tests.sessions.aside import Aside
from tests.sessions.gathering import Gathering
from tests.sessions.machine import Workshop, explore

EXAMPLES = 80


def test_anything_in_any_order_folds_counts_and_undoes_right() -> None:
    explore(Aside, EXAMPLES)


def test_groups_and_the_ball_in_any_order_fold_and_undo_right() -> None:
    explore(Gathering, EXAMPLES // 8)


@pytest.mark.parametrize(
    ("place", "name", "broken"),
    [
        # what equals what is decided by case: a tally is off
        (tally, "sameness", lambda text: text),
        # nothing that is held back is ever due
        (collected, "_scheduled", lambda due, _idea: due),
        # undoing forgets what else stood there
        (state, "_undo", lambda one: replace(one, actions=one.actions.drop_first())),
    ],
)
def test_the_machine_finds_what_is_broken(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, broken: Any
) -> None:
    monkeypatch.setattr(place, name, broken)
    with pytest.raises(BaseException):  # noqa: B017, PT011 - whichever invariant finds it
        explore(Workshop, 500, (Phase.generate,))  # the first is enough, however long
