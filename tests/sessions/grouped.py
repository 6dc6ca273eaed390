"""A session whose people are put into small groups."""

from itertools import combinations
from typing import Any

from sessions import group_work, people, placing
from sessions.groups import Round
from sessions.placing import Wishes
from tests.sessions.story import Story

TASK = "Choose a job."
CALLED = [f"Group {n}" for n in range(1, 61)]
PLAN = """---
format: flipchart-plan/1
title: A short workshop
lang: en
---

## Whose job is it? (20 min)

Objective: Find a job.

### Flip chart
- `jobs` Job titles: Which job?
  - Security guards
  - Website staff

### Activity
- GROUPS 5m: Choose a job.
"""


class Grouping(Story):
    """A session with so many phones in it."""

    def __init__(self, phones: int) -> None:
        super().__init__(PLAN)
        for n in range(phones):
            self.join(f"who-{n}")

    def join(self, who: str) -> None:
        """Somebody comes in."""
        self.do(people.join(who), by=who)

    def form(self, seed: int = 1, **wishes: Any) -> None:
        """Form groups of at most four, where nothing else is said."""
        usual = {"task": TASK} if "number" in wishes else {"task": TASK, "size": 4}
        self.do(placing.form(Wishes(CALLED, **{**usual, **wishes}), seed))

    @property
    def round(self) -> Round:
        """The round at hand."""
        assert self.state.groups.last
        return self.state.groups.last

    def members(self) -> list[list[str]]:
        """Who is in each group."""
        return [self.round.members(n, self.state.people) for n in range(len(self.round.groups))]

    def pairs(self) -> set[frozenset[str]]:
        """Who is with whom."""
        return {frozenset(two) for one in self.members() for two in combinations(one, 2)}

    def recorder(self, group: int) -> str:
        """The participant who writes for a group."""
        member = group_work.recorder(self.round, group, self.state.people)
        return self.state.people.at[int(member[1:])]


def cue() -> Wishes:
    """What the plan's cue wishes."""
    return Wishes(CALLED, task=TASK, seconds=300)
