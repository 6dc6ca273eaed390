"""A phone is drawn again for what concerns it, and for nothing else."""

from dataclasses import replace

from participant.view import PHONE
from sessions import agenda, ideas, moderation, opening, sheets, takeaway
from sessions.facts import FACILITATOR
from sessions.room import Moment, Room
from sessions.state import Decision
from sessions.submitting import submit, withdraw
from templates.drawing import Drawn
from tests.sessions.story import Story

ROOM = Room("K7M4PX", "http://192.168.8.20:8000")


def idea(by: str, text: str, n: int = 0) -> Decision:
    """An idea that someone sends."""
    return submit(by, f"{by}-of-22-letters-{n:04}", "external", text)


class Phones:
    """All phones of a session, and what each is sent for a decision."""

    def __init__(self) -> None:
        self.story = Story()
        self.story.do(sheets.open_sheet("external"))

    @property
    def moment(self) -> Moment:
        """Now."""
        return Moment(self.story.state, ROOM, self.story.at)

    def after(self, decision: Decision, who: str, by: str = FACILITATOR) -> tuple[Drawn, Drawn]:
        """What changes for all, and for one of them."""
        old = self.moment
        records = self.story.do(decision, by)
        new, touched = self.moment, self.story.state.touched
        if touched is not None:
            touched |= {n for record in records for n in ideas.touched(record.fact, record.number)}
        shared = PHONE.changes(old, new, touched, "en")
        assert PHONE.personal
        if by not in (FACILITATOR, who):
            return shared, Drawn()
        return shared, PHONE.personal(who).changes(old, new, touched, "en")


def test_an_own_idea_comes_as_one_line_under_its_number_below_zero() -> None:
    phones = Phones()
    shared, own = phones.after(idea("ana", "The school"), "ana", by="ana")
    assert not shared
    assert list(own.lists) == ["own"]
    ((key, line),) = own.lists["own"].items()
    number = next(iter(phones.story.state.ideas.all))
    assert key == -number
    assert line is not None
    assert line.startswith(f'<li data-key="{-number}"')
    assert own.whole == ()


def test_nobody_is_drawn_again_because_of_others() -> None:
    phones = Phones()
    shared, own = phones.after(idea("ana", "The school"), "bo", by="ana")
    assert not shared
    assert not own


def test_what_the_facilitator_does_to_an_idea_is_not_told() -> None:
    phones = Phones()
    phones.after(idea("ana", "The shcool"), "ana", by="ana")
    number = next(iter(phones.story.state.ideas.all))
    for decision in (
        moderation.correct(number, "The school"),
        moderation.move(number, "internal"),
        moderation.hide(number),
        moderation.restore(number),
        opening.undo(None),
    ):
        shared, own = phones.after(decision, "ana")
        assert not shared
        assert not own


def test_an_idea_taken_back_leaves_the_list() -> None:
    phones = Phones()
    phones.after(idea("ana", "The school"), "ana", by="ana")
    number = next(iter(phones.story.state.ideas.all))
    _, own = phones.after(withdraw("ana", number), "ana", by="ana")
    assert own.lists == {"own": {-number: None}}


def test_after_a_rehearsal_every_phone_has_its_own_list_again() -> None:
    phones = Phones()
    phones.after(opening.rehearse(on=True), "ana")
    phones.after(idea("ana", "Only a try"), "ana", by="ana")
    shared, own = phones.after(opening.rehearse(on=False), "ana")
    assert "question" in shared.html
    assert own.whole == ("own",)
    assert own.lists == {"own": {}}


def test_stepping_through_cues_and_ticking_lines_is_not_sent_to_phones() -> None:
    phones = Phones()
    phones.story.do(agenda.start(1))
    phones.story.at += 60
    shared, own = phones.after(agenda.reach(1, 1), "ana")
    assert not shared
    assert not own


def test_people_who_come_and_go_are_not_sent_to_phones() -> None:
    phones = Phones()
    here = replace(ROOM, here=ROOM.here.insert("bo", 1), projectors=1)
    new = replace(phones.moment, room=here)
    assert not PHONE.changes(phones.moment, new, frozenset(), "en")


def test_a_topic_and_a_sheet_reach_every_phone() -> None:
    phones = Phones()
    started, _ = phones.after(agenda.start(1), "ana")
    assert "count-down" in started.html["head"]
    closed, _ = phones.after(sheets.close("external"), "ana")
    assert "Eyes up front" in closed.html["question"]
    added, _ = phones.after(agenda.add_time(1, 300), "ana")
    assert 'total="1500000"' in added.html["head"]


def test_the_way_to_the_start_is_counted_in_the_last_hour() -> None:
    state = Phones().story.state
    for early, said in [(7200, "starts at"), (250, "4:10</b> <span>to the start"), (-5, "soon")]:
        moment = Moment(state, ROOM, state.starts_at - early)
        assert said in PHONE.draw(moment, "en").region("head")


def test_the_takeaway_is_offered_once_the_session_has_ended() -> None:
    phones = Phones()
    offered, _ = phones.after(takeaway.offer(True), "ana")
    assert not offered
    ended, own = phones.after(opening.end(), "ana")
    assert 'href="/h/K7M4PX/takeaway"' in ended.html["question"]
    assert not own
    withdrawn, _ = phones.after(takeaway.offer(False), "ana")
    assert "/takeaway" not in withdrawn.html["question"]
    again, _ = phones.after(takeaway.offer(True), "ana")
    assert "/takeaway" in again.html["question"]
    reopened, _ = phones.after(opening.reopen(), "ana")
    assert "/takeaway" not in reopened.html["question"]
