import pytest

from facilitator.at_hand import at_hand
from facilitator.console_run import due, spans
from sessions import (
    agenda,
    opening,
    sheets,
)
from sessions.clock import Clock
from sessions.plan import Cue
from tests.facilitator.consoling import changed, read, running, whole, words
from tests.sessions.story import START, Story

CUES = (Cue("SAY", "Welcome", 5), Cue("ASK", "Who?", 10), Cue("DO", "Write", 5))


def test_the_agenda_has_what_is_expected_over_what_was_planned() -> None:
    story = Story()
    story.do(agenda.start(1), wait=180)
    html = whole(story).region("agenda")
    assert html.count('<s class="planned">') == 3
    assert "now, 20 min, until" in words(html)


def test_a_done_topic_says_what_it_took_of_what_was_planned() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=18 * 60)
    assert "took 18 of 20 min" in read(whole(story), "agenda")


def test_every_other_topic_can_be_jumped_to_by_its_key() -> None:
    html = whole(running()).region("agenda")
    assert 'formaction="/c/K7M4PX/topics/2/start" data-key="2"' in html
    assert "topics/1/start" not in html


@pytest.mark.parametrize(
    ("minute", "cue"), [(0, 1), (4.9, 1), (5, 2), (14.9, 2), (15, 3), (19, 3), (40, 3)]
)
def test_the_clock_says_at_which_cue_we_should_be(minute: float, cue: int) -> None:
    clock = Clock(planned=1200).start(START)
    assert due(CUES, clock, START + minute * 60) == cue


def test_a_pause_holds_the_cue_as_well() -> None:
    clock = Clock(planned=1200).start(START).pause(START + 60)
    assert due(CUES, clock, START + 900) == 1


def test_no_cue_is_due_before_the_start_or_where_none_has_minutes() -> None:
    assert due(CUES, Clock(planned=1200), START) is None
    untimed = (Cue("SAY", "Welcome"), Cue("ASK", "Who?"))
    assert due(untimed, Clock(planned=1200).start(START), START + 5) is None


def test_minutes_added_are_the_last_cues_and_minutes_taken_come_off_the_end() -> None:
    assert spans(CUES, 1500) == [(0, 300), (300, 900), (900, 1500)]
    assert spans(CUES, 600) == [(0, 300), (300, 600), (600, 600)]


def test_the_cue_that_is_due_shows_how_long_and_what_to_listen_for() -> None:
    html = whole(running(), wait=60).region("cues")
    due_line = html.partition('data-cue="1"')[2].partition("</li>")[0]
    assert 'data-when="now"' in due_line
    assert "now, 4:00 left" in words(due_line)


def test_the_cue_that_a_remote_stepped_to_is_marked_too() -> None:
    story = running()
    html = changed(story, agenda.reach(1, 2)).region("cues")
    assert "you are here" in words(html.partition('data-cue="2"')[2])
    assert "you are here" not in words(html.partition('data-cue="2"')[0])


def test_a_cue_offers_to_open_its_sheet_until_it_is_open() -> None:
    story = Story()
    assert "sheets/external/open" in whole(story).region("cues")
    story.do(sheets.open_sheet("external"))
    assert "sheets/external/open" not in whole(story).region("cues")


def test_before_a_start_the_next_topic_is_at_hand() -> None:
    story = Story()
    assert at_hand(story.state).number == 1
    story.do(agenda.start(2))
    assert at_hand(story.state).number == 2
    story.do(opening.end())
    assert at_hand(story.state).number == 2


def test_an_ended_topic_can_be_gone_back_to_once_the_session_is_open_again() -> None:
    story = running()
    story.do(opening.end())
    story.do(opening.reopen())
    html = whole(story).region("clock")
    assert "Topic 2 of 2" in words(html)
    assert 'action="/c/K7M4PX/topics/1/start"' in html
