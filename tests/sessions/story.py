"""Tells a session's story fact by fact, in memory, with the time as an argument."""

from dataclasses import dataclass, field

from sessions import submitting
from sessions.erasing import tells
from sessions.facts import FACILITATOR, Record
from sessions.ideas import IdeaErased
from sessions.opening import SessionOpened
from sessions.refolding import Refolding
from sessions.state import Decision, State, apply, begin, fold

PLAN = """---
format: flipchart-plan/1
title: A short workshop
lang: en
---

## Who comes in? (20 min)

Objective: Name who comes in.

### Materials
- Paper

### Planning checklist
- [ ] Hang the sheets
- [ ] Try a phone

### Flip chart
- `external` External customers: Who outside relies on you?
- `internal` Internal customers: Who inside does? (max 2 each, max 3 words)

### Activity
- SAY 5m: Welcome.
- CHART external 15m: Write down what they say.

## What now? (15 min)

### Flip chart
- `great` Great service: What was great?

### Activity
- ASK 15m: What now?
"""

START = 1_790_000_000.0


@dataclass
class Story:
    """A session under way. `at` is the time of the next decision, in seconds."""

    plan: str = PLAN
    at: float = START
    records: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        opened = Record(1, self.at, FACILITATOR, 1, None, SessionOpened(self.plan, START))
        self.records.append(opened)
        self.state: State = begin(opened)

    def do(
        self, decision: Decision, by: str = FACILITATOR, once: str | None = None, wait: float = 0
    ) -> tuple[Record, ...]:
        """Take a decision `wait` seconds later, and fold what follows from it."""
        self.at += wait
        last = self.state.number
        new = tuple(
            Record(last + n, self.at, by, last + 1, once if n == 1 else None, fact)
            for n, fact in enumerate(decision(self.state, self.at), 1)
        )
        for record in new:
            self.state = apply(self.state, record)
        self.records.extend(new)
        return new

    def send(self, text: str, sheet: str = "external", by: str = "ann", id: str = "") -> int:
        """Send an idea from a phone; returns its number."""
        name = id or f"idea-{self.state.number:016d}"
        new = self.do(submitting.submit(by, name, sheet, text), by=by)
        return new[0].number

    def erase(self, idea: int) -> None:
        """Erase an idea, as a session does it in its log and in its state."""
        number = self.state.number + 1
        told = [record for record in self.records if tells(record, idea)]
        refolding = Refolding(idea, told, number)
        emptied = {record.number: record for record in refolding.emptied}
        self.records = [emptied.get(record.number, record) for record in self.records]
        self.records.append(Record(number, self.at, FACILITATOR, number, None, IdeaErased(idea)))
        again = fold(filter(refolding.takes, self.records))
        self.state = refolding.out_of(self.state, again)

    def lines(self, sheet: str = "external") -> list[tuple[str, int]]:
        """What stands on a sheet: each line's text and tally, in order."""
        ideas = self.state.ideas
        return [(ideas.all[key].text, line.tally) for key, line in ideas.lines_of(sheet).items()]
