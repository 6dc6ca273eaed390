"""What holds of a session after anything: its fold, its counts and lines, its names, its clocks."""

from collections import Counter

from hypothesis.stateful import RuleBasedStateMachine, invariant

from sessions.facts import Record, decode, encode
from sessions.state import State, fold
from sessions.text import sameness
from tests.sessions.story import Story

SHEETS = ("external", "internal", "great")
POSITION = {"touched", "number", "at"}
"""What of a state says where it stands, and comes from no slice."""


class Checked(RuleBasedStateMachine):
    """A session that is looked at after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.sent: dict[str, tuple[str, str, str]] = {}

    @property
    def state(self) -> State:
        """The session as it stands."""
        return self.story.state

    @invariant()
    def the_state_is_the_fold_of_its_facts(self) -> None:
        again = fold(written(self.story.records))
        for name in State.__struct_fields__:
            if name not in POSITION:
                assert getattr(again, name) == getattr(self.state, name), name
        numbers = [record.number for record in self.story.records]
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def every_sheet_counts_and_lists_what_stands_on_it(self) -> None:
        ideas = self.state.ideas
        for sheet in SHEETS:
            its = [one for _, one in ideas.all.items() if one.sheet == sheet]
            leaf = ideas.leaf(sheet)
            kinds = Counter(one.standing for one in its)
            assert leaf.shown == kinds["shown"]
            assert leaf.hidden == kinds["hidden"]
            assert leaf.received == sum(not one.gone for one in its)
            assert set(leaf.held) == {one.number for one in its if one.standing == "held"}
            same = sameness if leaf.spellings is None else leaf.key
            lines: dict[str, list[int]] = {}
            for one in sorted(its, key=lambda one: one.number):
                if one.standing == "shown":
                    lines.setdefault(same(one.text), []).append(one.number)
            expected = {numbers[0]: set(numbers) for numbers in lines.values()}
            found = {first: set(line.members) for first, line in ideas.lines_of(sheet).items()}
            assert found == expected
            assert list(found) == sorted(found)

    @invariant()
    def every_name_stays_taken_and_what_is_due_is_what_is_held_back(self) -> None:
        ideas = self.state.ideas
        assert set(self.sent) <= set(ideas.sent)
        names = Counter(one.id for one in ideas.all.values())
        assert set(names.values()) <= {1}
        held = {n: one.due for n, one in ideas.all.items() if one.standing == "held"}
        assert dict(ideas.due.items()) == {n: due for n, due in held.items() if due is not None}
        for who, numbers in ideas.own.items():
            mine = {n for n, one in ideas.all.items() if one.by == who}
            assert set(numbers) == mine

    @invariant()
    def no_clock_stands_before_its_start(self) -> None:
        for clock in self.state.agenda.clocks:
            assert 0 <= clock.elapsed(self.story.at) <= self.story.at


def written(records: list[Record]) -> list[Record]:
    """The records as they come back from the log."""
    return [
        Record(one.number, one.at, one.by, one.action, one.once, decode(*encode(one.fact)))
        for one in records
    ]
