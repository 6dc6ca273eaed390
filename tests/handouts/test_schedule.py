from handouts.schedule import end_of, is_moved, schedule, schedule_of
from sessions import agenda
from sessions.plan import Cue, Plan, Topic
from sessions.room import Moment, Room
from tests.sessions.story import Story


def plan(*topics: Topic) -> Plan:
    return Plan("", "Any", topics=topics)


def topic(number: int, minutes: float, *cues: Cue) -> Topic:
    return Topic(number, f"Topic {number}", minutes, cues=cues)


def test_topics_follow_one_another_from_the_start() -> None:
    slots = schedule(plan(topic(1, 20), topic(2, 15)), 9 * 60)
    assert [(slot.starts, slot.ends) for slot in slots] == [("09:00", "09:20"), ("09:20", "09:35")]


def test_without_a_start_times_count_from_the_beginning() -> None:
    slots = schedule(plan(topic(1, 50), topic(2, 30)), None)
    assert [(slot.starts, slot.ends) for slot in slots] == [("0:00", "0:50"), ("0:50", "1:20")]
    assert end_of(plan(topic(1, 50), topic(2, 30)), None) == "1:20"


def test_each_cue_has_its_time_and_half_minutes_count() -> None:
    cues = Cue("SAY", "a", 1.5), Cue("ASK", "b", 1.5), Cue("DO", "c", 2)
    (slot,) = schedule(plan(topic(1, 5, *cues)), 60)
    assert [step.at for step in slot.steps] == ["01:00", "01:01", "01:03"]


def test_a_cue_behind_one_without_minutes_has_no_time() -> None:
    cues = Cue("SAY", "a", 2), Cue("ASK", "b"), Cue("DO", "c", 2)
    (slot,) = schedule(plan(topic(1, 5, *cues)), 0)
    assert [step.at for step in slot.steps] == ["00:00", "00:02", ""]


def test_a_topic_whose_cues_have_no_minutes_has_no_times_in_it() -> None:
    (slot,) = schedule(plan(topic(1, 5, Cue("SAY", "a"), Cue("DO", "b"))), 0)
    assert [step.at for step in slot.steps] == ["", ""]


def test_midnight_is_followed_by_the_next_day() -> None:
    assert end_of(plan(topic(1, 90)), 23 * 60) == "00:30"


def test_a_session_that_moved_has_its_own_times() -> None:
    story = Story()
    assert not is_moved(story.state)
    story.do(agenda.start(1), wait=120)
    story.do(agenda.start(2), wait=18 * 60)
    story.do(agenda.add_time(2, -300))
    assert is_moved(story.state)
    slots, end = schedule_of(Moment(story.state, Room("K7M4P2", ""), story.at + 60), 9 * 60)
    assert [(slot.starts, slot.ends, slot.minutes) for slot in slots] == [
        ("09:02", "09:20", 18),
        ("09:20", "09:30", 10),
    ]
    assert end == "09:30"
