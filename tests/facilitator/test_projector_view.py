import pytest

from sessions import agenda, opening, projector, sheets, submitting
from sessions.people import give_name, join
from sessions.room import Room
from tests.facilitator.projecting import ROOM, WITH_WIFI, changed, html, open_story, whole, words
from tests.sessions.story import Story


def test_before_the_first_topic_people_read_how_to_join() -> None:
    stage = words(whole(Story()).region("stage"))
    assert "Join with your phone" in stage
    assert "192.168.8.20:8000" in stage
    assert "K7M 4PX" in stage


def test_the_lobby_has_a_code_to_scan_and_one_for_the_wifi_where_there_is_one() -> None:
    assert whole(Story()).region("stage").count('class="qr"') == 1
    stage = whole(Story(), WITH_WIFI).region("stage")
    assert stage.count('class="qr"') == 2
    assert "Seminar 2" in words(stage)
    assert "easel-2026" in words(stage)


def test_a_laptop_without_a_network_says_so_instead_of_a_code() -> None:
    stage = whole(Story(), Room("K7M4PX", "")).region("stage")
    assert "no network yet" in words(stage)
    assert "qr" not in stage


def test_people_who_are_in_are_counted_and_drawn_as_strokes() -> None:
    story = Story()
    assert words(whole(story).region("counts")) == "Nobody is in yet"
    for number in range(7):
        story.do(join(f"person-{number}"), by=f"person-{number}")
    counts = whole(story).region("counts")
    assert words(counts) == "7 are in"
    assert counts.count("<path") == 7


def test_no_name_reaches_the_projector() -> None:
    story = Story()
    story.do(give_name("ann", "Ann Example"), by="ann")
    assert "Ann Example" not in html(story)


def test_the_lobby_says_when_the_session_starts() -> None:
    story = Story(at=Story().state.starts_at - 250)
    assert words(whole(story).region("clock")) == "starts in 4:10"


def test_a_topic_that_runs_without_a_sheet_shows_its_title_and_objective() -> None:
    story = Story()
    story.do(agenda.start(1))
    stage = words(whole(story).region("stage"))
    assert "Who comes in?" in stage
    assert "Name who comes in." in stage


def test_a_sheet_shows_its_heading_under_the_topics_title() -> None:
    drawn = whole(open_story())
    assert "External customers" in words(drawn.region("stage"))
    assert words(drawn.region("title")) == "Who comes in?"


def test_two_open_sheets_stand_side_by_side() -> None:
    story = open_story()
    story.do(sheets.open_sheet("internal"))
    drawn = whole(story)
    assert drawn.region("stage").count("<flip-sheet") == 2
    assert set(drawn.lists) == {"lines-external", "lines-internal"}


def test_the_page_that_the_console_turns_to_is_named_by_its_idea() -> None:
    story = open_story()
    idea = story.send("Suppliers")
    drawn = changed(story, projector.turn("external", idea))
    assert f'data-seen="{idea}"' in drawn.region("stage")
    assert not drawn.lists
    assert 'data-seen=""' in changed(story, projector.turn("external", None)).region("stage")


def test_one_idea_alone_is_shown_with_how_many_wrote_it() -> None:
    story = open_story()
    for _ in range(5):
        idea = story.send("Families")
    front = words(changed(story, projector.spotlight(idea)).region("front"))
    assert front == "External customers Families Five of you wrote this"


def test_an_idea_shown_alone_steps_back_when_it_is_taken_back() -> None:
    story = open_story()
    idea = story.send("Families")
    story.do(projector.spotlight(idea))
    assert changed(story, submitting.withdraw("ann", idea), by="ann").region("front") == ""


def test_other_ideas_leave_the_one_shown_alone_as_it_is() -> None:
    story = open_story()
    story.do(projector.spotlight(story.send("Families")))
    submit = submitting.submit("ann", "submitted-00000099", "external", "Suppliers")
    assert "front" not in changed(story, submit, by="ann").html


def test_a_message_stands_before_the_sheets_until_it_is_taken_down() -> None:
    story = open_story()
    drawn = changed(story, projector.message("Back at 10:45"))
    assert words(drawn.region("front")) == "Back at 10:45"
    assert changed(story, projector.message("")).region("front") == ""


def test_a_blank_screen_shows_neither_message_nor_idea() -> None:
    story = open_story()
    story.do(projector.message("Back at 10:45"))
    front = changed(story, projector.blank(True)).region("front")
    assert "Back at 10:45" not in front
    assert "blank" in front


@pytest.mark.parametrize(
    ("wait", "says"),
    [
        (0, "20:00 left"),
        (16 * 60, "4:00 left, wrap up"),
        (19 * 60 + 12, "0:48 left, last words"),
        (20 * 60 + 95, "+1:35 over time"),
    ],
)
def test_the_clock_says_in_words_how_pressing_it_is(wait: float, says: str) -> None:
    story = open_story()
    story.at += wait
    assert words(whole(story).region("clock")) == says


def test_a_paused_clock_says_so() -> None:
    story = open_story()
    story.do(agenda.pause(1), wait=390)
    assert words(whole(story).region("clock")) == "13:30 paused"


def test_a_rehearsal_is_marked_and_the_mark_goes_when_it_ends() -> None:
    story = open_story()
    assert words(changed(story, opening.rehearse(True)).region("mark")) == "Rehearsal"
    assert changed(story, opening.rehearse(False)).region("mark") == ""


def test_the_end_says_thank_you_and_no_longer_how_to_join() -> None:
    story = open_story()
    story.send("Suppliers")
    drawn = changed(story, opening.end())
    assert "Thank you! You put 1 idea on paper." in words(drawn.region("stage"))
    assert words(drawn.region("corner")) == ""
    assert words(drawn.region("clock")) == ""


def test_someone_who_comes_in_does_not_draw_the_lobby_again() -> None:
    assert set(changed(Story(), join("ben"), by="ben").html) == {"counts"}


def test_the_page_has_neither_script_nor_style_of_its_own() -> None:
    story = open_story()
    for page in (html(Story(), WITH_WIFI), html(story)):
        assert "style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script type="module" src=') == 1


def test_the_room_sees_the_corner_with_the_way_in_on_every_sheet() -> None:
    assert words(whole(open_story(), ROOM).region("corner")) == "Join 192.168.8.20:8000 K7M4PX"
