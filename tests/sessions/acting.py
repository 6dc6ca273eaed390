"""The same session, in which activities run as well: dots are placed, ideas put together."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sessions import activity, bundling, voting
from sessions.grouping import clusters
from sessions.votes import Vote
from tests.sessions.checked import SHEETS
from tests.sessions.machine import PEOPLE, Workshop


class Acting(Workshop):
    """A session in which everybody does anything, activities included."""

    def __init__(self) -> None:
        super().__init__()
        self.counter = 0

    @property
    def vote(self) -> Vote:
        """The vote at hand."""
        assert self.state.votes.last
        return self.state.votes.last

    def sheets_to_vote_on(self) -> list[str]:
        """Those with at least two lines."""
        return [one for one in SHEETS if len(self.state.ideas.lines_of(one)) > 1]

    @precondition(lambda self: self.sheets_to_vote_on() and not self.state.ended)
    @rule(pick=st.integers(0, 9), dots=st.integers(1, 3), hidden=st.booleans())
    def open_a_vote(self, pick: int, dots: int, hidden: bool) -> None:
        there = self.sheets_to_vote_on()
        self.do(voting.open_vote(there[pick % len(there)], dots, 1, hidden=hidden))

    @precondition(lambda self: self.state.votes.last and self.vote.open)
    @rule(who=st.sampled_from(PEOPLE), first=st.integers(0, 9), again=st.booleans())
    def place_dots(self, who: str, first: int, again: bool) -> None:
        options, self.counter = self.vote.options, self.counter + 1
        decision = voting.place(
            who, self.vote.number, self.counter, {options[first % len(options)]: 1}
        )
        if self.do(decision, by=who) and again:
            assert self.do(decision, by=who) == 0

    @precondition(lambda self: self.state.votes.last)
    @rule(what=st.integers(0, 2), dots=st.integers(0, 5))
    def close_reopen_or_count(self, what: int, dots: int) -> None:
        counting = voting.count(self.vote.options[0], dots)
        self.do((voting.close(), voting.reopen(), counting)[what])

    @precondition(lambda self: self.ideas("shown"))
    @rule(one=st.integers(0, 99), other=st.integers(0, 99), apart=st.booleans())
    def put_together(self, one: int, other: int, apart: bool) -> None:
        there = self.ideas("shown")
        ideas = [there[one % len(there)], there[other % len(there)]]
        self.do(bundling.ungroup(ideas) if apart else bundling.group(ideas, None))

    @rule(on=st.booleans(), sheet=st.sampled_from(SHEETS))
    def put_away_or_start_grouping(self, on: bool, sheet: str) -> None:
        self.do(bundling.start(sheet) if on else activity.show(""))

    @invariant()
    def each_vote_counts_the_dots_that_were_placed_last(self) -> None:
        for vote in self.state.votes.rounds:
            placed = [dot for _, dots in vote.placed.values() for dot in dots]
            for option in vote.options:
                assert vote.totals.get(option, 0) == sum(n for o, n in placed if o == option)
            assert all(sum(n for _, n in dots) <= vote.dots for _, dots in vote.placed.values())
        assert [vote.open for vote in self.state.votes.rounds].count(True) <= 1

    @invariant()
    def each_line_stands_once_in_a_group_or_alone(self) -> None:
        for sheet in SHEETS:
            groups, alone = clusters(self.state, sheet)
            firsts = [
                line.first for line in (*alone, *(line for one in groups for line in one.lines))
            ]
            assert sorted(firsts) == list(self.state.ideas.lines_of(sheet))
