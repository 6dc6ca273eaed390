"""A session in which everybody does anything that changes something, in any order."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from sessions import (
    agenda,
    approval,
    checklist,
    lobby,
    moderation,
    opening,
    projector,
    sheets,
    submitting,
    takeaway,
)
from sessions.facts import HOST
from sessions.refused import Refused
from sessions.state import Decision, State, fold
from tests.sessions.checked import SHEETS, Checked, written

PEOPLE = ("ann", "ben", "cleo")
UNDONE = (
    "agenda",
    "checklist",
    "projector",
    "approval",
    "lobby",
    "takeaway",
    "votes",
    "grouping",
    "groups",
    "icebreaker",
    "quiz",
    "cloud",
    "private",
)
WORDS = ("Buyers", "buyers", "Calers", "Callers", "The bank", "Guests")


class Workshop(Checked):
    """A session in which everybody does anything that changes something."""

    def __init__(self) -> None:
        super().__init__()
        self.before: dict[int, State] = {}

    def do(self, decision: Decision, by: str = "facilitator", once: str | None = None) -> int:
        """Take a decision a second later; a refusal changes nothing. How many facts came."""
        before = self.state
        try:
            came = self.story.do(decision, by=by, once=once, wait=1)
        except Refused:
            assert self.state is before
            return 0
        if came and by == "facilitator":
            self.before[came[0].number] = before
        return len(came)

    def ideas(self, *standings: str) -> list[int]:
        """The ideas that stand so, by number."""
        found = self.state.ideas.all.items()
        return sorted(number for number, idea in found if idea.standing in standings)

    @precondition(lambda self: self.state.sheets.open)
    @rule(who=st.sampled_from(PEOPLE), words=st.sampled_from(WORDS), pick=st.integers(0, 9))
    def submit(self, who: str, words: str, pick: int) -> None:
        sheet = self.state.sheets.open[pick % len(self.state.sheets.open)]
        id = f"an-idea-{len(self.sent):016}"
        if self.do(submitting.submit(who, id, sheet, words), by=who, once=id):
            self.sent[id] = (who, sheet, words)

    @precondition(lambda self: self.sent)
    @rule(pick=st.integers(0, 999))
    def resend(self, pick: int) -> None:
        id = sorted(self.sent)[pick % len(self.sent)]
        who, sheet, words = self.sent[id]
        assert self.do(submitting.submit(who, id, sheet, words), by=who, once=id) == 0

    @precondition(lambda self: self.sent)
    @rule(pick=st.integers(0, 999), who=st.sampled_from(PEOPLE))
    def send_something_else_under_a_known_name(self, pick: int, who: str) -> None:
        id = sorted(self.sent)[pick % len(self.sent)]
        author, sheet, _ = self.sent[id]
        before = self.state
        if before.ideas.sent[id].erased and who == author:  # which it may have been
            return
        with pytest.raises(Refused):
            self.story.do(submitting.submit(who, id, sheet, "Something else"), by=who)
        assert self.state is before

    @precondition(lambda self: self.ideas("shown", "held"))
    @rule(pick=st.integers(0, 999), equals=st.booleans())
    def hide(self, pick: int, equals: bool) -> None:
        there = self.ideas("shown", "held")
        assert self.do(moderation.hide(there[pick % len(there)], equals=equals))

    @precondition(lambda self: self.ideas("hidden"))
    @rule(pick=st.integers(0, 999))
    def restore(self, pick: int) -> None:
        there = self.ideas("hidden")
        assert self.do(moderation.restore(there[pick % len(there)]))

    @precondition(lambda self: self.ideas("held"))
    @rule(pick=st.integers(0, 999), every=st.booleans())
    def approve(self, pick: int, every: bool) -> None:
        there = self.ideas("held")
        idea = there[pick % len(there)]
        sheet = self.state.ideas.all[idea].sheet
        assert self.do(moderation.approve_all(sheet) if every else moderation.approve(idea))

    @precondition(lambda self: self.ideas("shown", "held", "hidden"))
    @rule(pick=st.integers(0, 999), words=st.sampled_from(WORDS), sheet=st.sampled_from(SHEETS))
    def correct_or_move(self, pick: int, words: str, sheet: str) -> None:
        there = self.ideas("shown", "held", "hidden")
        idea = there[pick % len(there)]
        self.do(moderation.correct(idea, words) if pick % 2 else moderation.move(idea, sheet))

    @precondition(lambda self: self.ideas("shown", "held", "hidden"))
    @rule(pick=st.integers(0, 999))
    def withdraw(self, pick: int) -> None:
        there = self.ideas("shown", "held", "hidden")
        idea = there[pick % len(there)]
        who = self.state.ideas.all[idea].by
        if who:
            assert self.do(submitting.withdraw(who, idea), by=who)

    @precondition(lambda self: self.state.ideas.sent)
    @rule(pick=st.integers(0, 999))
    def erase(self, pick: int) -> None:
        there = sorted(idea.number for idea in self.state.ideas.sent.values() if not idea.erased)
        if there:
            self.story.erase(there[pick % len(there)])

    @rule(sheet=st.sampled_from(SHEETS), lines=st.sampled_from(["Buyers", "The bank\nGuests"]))
    def write_down(self, sheet: str, lines: str) -> None:
        assert self.do(submitting.add(f"written-{self.state.number:016}", sheet, lines))

    @rule(sheet=st.sampled_from(SHEETS))
    def open_or_close(self, sheet: str) -> None:
        is_open = sheet in self.state.sheets.open
        self.do(sheets.close(sheet) if is_open else sheets.open_sheet(sheet))

    @rule(topic=st.sampled_from([1, 2]), seconds=st.sampled_from([60, -60, 300]))
    def keep_time(self, topic: int, seconds: float) -> None:
        running = self.state.agenda.running
        if running is None:
            self.do(agenda.start(topic))
        elif self.state.agenda.clock(running).paused_at is not None:
            self.do(agenda.resume(running))
        else:
            self.do(agenda.pause(running) if topic == 1 else agenda.add_time(running, seconds))

    @rule(cue=st.integers(0, 2), on=st.booleans())
    def step_and_tick(self, cue: int, on: bool) -> None:
        self.do(agenda.reach(1, cue))
        self.do(checklist.tick("check-1-1", on))

    @rule(sheet=st.sampled_from(SHEETS), seconds=st.sampled_from([0, 3, 30]))
    def hold(self, sheet: str, seconds: float) -> None:
        on = sheet not in self.state.approval.sheets
        self.do(approval.switch(sheet, on) if seconds == 0 else approval.hold_back(seconds))

    @precondition(lambda self: self.state.ideas.due)
    @rule()
    def wait_until_something_is_due(self) -> None:
        due = self.state.ideas.next_due
        assert due is not None
        self.story.at = max(self.story.at, due)
        assert self.do(approval.release_due(), by=HOST)

    @precondition(lambda self: self.ideas("shown", "held", "hidden"))
    @rule(pick=st.integers(0, 999), on=st.booleans())
    def mute(self, pick: int, on: bool) -> None:
        there = self.ideas("shown", "held", "hidden")
        self.do(approval.mute(there[pick % len(there)], on))

    @rule(on=st.booleans(), what=st.integers(0, 4))
    def press(self, on: bool, what: int) -> None:
        there = self.ideas("shown")
        self.do(
            (
                lobby.lock(on),
                projector.blank(on),
                takeaway.offer(on),
                moderation.quiet(),
                projector.spotlight(there[0] if there and on else None),
            )[what]
        )

    @precondition(lambda self: self.state.last_action)
    @rule()
    def undo(self) -> None:
        last = self.state.last_action
        assert last is not None
        nothing_between = self.state.number == last.facts[-1][0]
        assert self.do(opening.undo(last.number)) == 1
        assert self.do(opening.undo(last.number)) == 0
        if nothing_between:
            before = self.before[last.number]
            for slice_ in UNDONE:
                assert getattr(self.state, slice_) == getattr(before, slice_), slice_
            assert self.state.sheets.open == before.sheets.open
            for number, idea in before.ideas.all.items():
                assert self.state.ideas.all[number].standing == idea.standing
                assert self.state.ideas.all[number].text == idea.text

    @rule(end=st.booleans())
    def rehearse_or_end(self, end: bool) -> None:
        rehearsing = self.state.rehearsed_from is not None
        if end and not rehearsing:
            self.do(opening.reopen() if self.state.ended else opening.end())
        else:
            self.do(opening.rehearse(not rehearsing))

    @rule()
    def restart(self) -> None:
        self.story.state = fold(written(self.story.records))


def explore(
    machine: type[Workshop],
    examples: int,
    phases: tuple[Phase, ...] = tuple(Phase),
    anew: bool = False,
) -> None:
    """Run a machine: the same examples each time, or drawn anew."""
    run(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            database=None,
            phases=phases,
            derandomize=not anew,
            suppress_health_check=list(HealthCheck),
        ),
    )
