"""A plan remembers what its topics took; rehearsals and slips of the finger are left out."""

from sessions import agenda, checklist, opening, sheets
from sessions.remembered import KINDS, Past, past, remember
from tests.sessions.story import PLAN, Story


def held(first: float, second: float, plan: str = PLAN) -> Story:
    """A session in which both topics took so many minutes."""
    story = Story(plan)
    hold(story, first, second)
    return story


def hold(story: Story, first: float, second: float) -> None:
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    story.do(agenda.start(2), wait=first * 60)
    story.at += second * 60


def told(story: Story) -> Past:
    """What the log tells of it, of which only some kinds are read."""
    return past([one for one in story.records if type(one.fact).__name__ in KINDS])


def ended(story: Story) -> Story:
    story.do(opening.end())
    return story


def test_minutes_of_earlier_sessions_are_told_latest_last() -> None:
    pasts = [told(ended(held(*minutes))) for minutes in ((19, 14), (20.6, 15), (22, 16), (18, 9))]
    known = remember(pasts, "A short workshop")
    assert known.took("Who comes in?") == (21, 22, 18)
    assert known.took("What now?") == (15, 16, 9)
    assert known.whole == (36, 38, 27)
    assert known.took("Another topic") == ()
    assert remember(pasts, "Another workshop").whole == ()


def test_a_topic_that_goes_on_or_lasted_seconds_is_not_told() -> None:
    assert told(held(19, 14)).topics == (("Who comes in?", 19), ("What now?", None))
    assert told(ended(held(0.5, 14))).topics == (("Who comes in?", None), ("What now?", 14))
    assert remember([told(ended(held(0.5, 14)))], "A short workshop").whole == ()


def test_a_rehearsal_is_left_out_while_it_runs_and_after_it() -> None:
    story = Story()
    story.do(opening.rehearse(True))
    hold(story, 5, 5)
    story.do(agenda.start(1))
    assert told(story).topics == (("Who comes in?", None), ("What now?", None))
    story.do(opening.rehearse(False))
    hold(story, 19, 14)
    assert told(ended(story)).topics == (("Who comes in?", 19), ("What now?", 14))


def test_what_was_undone_did_not_happen_whatever_was_done_between() -> None:
    story = Story()
    story.do(checklist.tick("check-1-1", True))
    story.do(opening.undo(None))
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=300)
    story.do(opening.undo(None))
    story.do(sheets.open_sheet("external"))
    story.do(opening.undo(None))
    story.do(agenda.start(2), wait=840)
    assert told(story).topics[0] == ("Who comes in?", 19)


def test_a_pause_is_no_time_that_a_topic_took() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.pause(1), wait=600)
    story.do(agenda.resume(1), wait=900)
    story.do(agenda.start(2), wait=540)
    assert told(story).topics[0] == ("Who comes in?", 19)
