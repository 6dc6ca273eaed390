"""The same session, in which people are put into groups and throw a ball as well."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sessions import group_work, people, placing, throwing
from sessions.placing import Wishes
from tests.sessions.grouped import CALLED
from tests.sessions.machine import PEOPLE, Workshop


class Gathering(Workshop):
    """A session in which everybody does anything, and people gather."""

    @rule(number=st.integers(0, 3), others=st.integers(0, 4), again=st.booleans())
    def form_groups(self, number: int, others: int, again: bool) -> None:
        wishes = Wishes(CALLED, number=number, others=others, seconds=300)
        self.do(placing.shuffle(number) if again else placing.form(wishes, number))

    @precondition(lambda self: self.state.groups.last)
    @rule(who=st.sampled_from(PEOPLE), what=st.integers(0, 5), group=st.integers(-1, 2))
    def work_in_groups(self, who: str, what: int, group: int) -> None:
        if what == 0:
            self.do(people.join(who), by=who)
            self.do(group_work.take_pen(who), by=who)
            return
        decisions = (
            placing.place("p0", group),
            group_work.add_time(60),
            group_work.report(group),
            group_work.give_list(group),
            group_work.end(),
        )
        self.do(decisions[what - 1])

    @rule(others=st.integers(0, 25), words=st.sampled_from(["", "How are you?", "Tea?\nCake?"]))
    def start_on_the_spot(self, others: int, words: str) -> None:
        self.do(
            throwing.add_questions(words)
            if words
            else throwing.start(throwing.Wishes(others=others), others)
        )

    @precondition(lambda self: self.state.icebreaker.last)
    @rule(who=st.sampled_from(PEOPLE), what=st.integers(0, 3))
    def throw_the_ball(self, who: str, what: int) -> None:
        play = self.state.icebreaker.last
        assert play
        turn = play.circles[0].turn
        if what == 0:
            self.do(throwing.throw(who, turn, ""), by=who)
            return
        decisions = (
            throwing.pass_on(0, turn),
            throwing.pass_on(0, turn, keep=True),
            throwing.stop(),
        )
        self.do(decisions[what - 1])

    @invariant()
    def everybody_is_in_one_group_at_most(self) -> None:
        for one in self.state.groups.rounds:
            inside = [
                member
                for group in range(len(one.groups))
                for member in one.members(group, self.state.people)
            ]
            assert len(set(inside)) == len(inside)
            assert all(one.group_of(member) is not None for member in inside)
        assert [one.going for one in self.state.groups.rounds].count(True) <= 1
