"""The same session, with what stands beside it: counted words, private sheets, lot and pulse."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sessions import cloud, private, pulse, submitting
from sessions.facts import HOST
from sessions.sheets import LOT
from tests.sessions.checked import SHEETS
from tests.sessions.machine import PEOPLE
from tests.sessions.quizzed import Quizzed


class Aside(Quizzed):
    """A session in which everybody does anything at all."""

    @precondition(lambda self: not self.state.ended)
    @rule(sheet=st.sampled_from(SHEETS), form=st.sampled_from(cloud.FORMS))
    def count_words(self, sheet: str, form: str) -> None:
        self.do(cloud.show(sheet, form))

    @precondition(lambda self: not self.state.ended)
    @rule(sheet=st.sampled_from(SHEETS), sparks=st.integers(0, 3))
    def collect_unseen(self, sheet: str, sparks: int) -> None:
        self.do(private.collect_unseen(sheet, sparks))

    @precondition(lambda self: self.state.private.sheets)
    @rule(pick=st.integers(0, 9))
    def reveal(self, pick: int) -> None:
        unseen = sorted(self.state.private.sheets)
        assert self.do(private.reveal(unseen[pick % len(unseen)]))

    @precondition(lambda self: not self.state.ended)
    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(("Later", "The canteen")))
    def park(self, who: str, text: str) -> None:
        id = f"an-idea-{len(self.sent):016}"
        if self.do(submitting.submit(who, id, LOT, text), by=who, once=id):
            self.sent[id] = (who, LOT, text)

    @rule(who=st.sampled_from(PEOPLE), feeling=st.sampled_from(pulse.FEELINGS))
    def feel(self, who: str, feeling: str) -> None:
        self.do(pulse.feel(who, feeling), by=HOST)

    @invariant()
    def sparks_are_unseen_and_by_others(self) -> None:
        for who in PEOPLE:
            for idea in private.sparks(self.state, who):
                assert idea is None or (idea.standing == "held" and idea.by != who)
