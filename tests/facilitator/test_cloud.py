from sessions import cloud, sheets, submitting
from sessions.cloud import Form
from sessions.state import Decision
from templates.drawing import Drawn
from tests.facilitator.projecting import changed, html, read, whole, words
from tests.sessions.story import Story

SAID, WIDE, NARROW, TALLY = ("said-external", "wide-external", "narrow-external", "tally-external")


def shown(form: Form, *texts: str) -> Story:
    story = Story()
    story.do(sheets.open_sheet("external"))
    for text in texts:
        story.send(text)
    story.do(cloud.show("external", form))
    return story


def lines(drawn: Drawn, id: str) -> list[str]:
    """What people read in a list, line by line in the order of the keys."""
    return read({key: line for key, line in drawn.lists[id].items() if line})


def many(number: int) -> list[str]:
    return [f"word-{n}" for n in range(number)]


def submit(text: str) -> Decision:
    return submitting.submit("ben", "submitted-00000099", "external", text)


def test_counted_words_stand_most_often_first_then_as_they_came() -> None:
    story = shown("tally", "fast", "kind", "calm", "Kind", "calm", "calm")
    assert lines(whole(story), TALLY) == ["3 calm", "2 kind", "1 fast"]
    page = words(html(story))
    assert page.index("3 calm") < page.index("2 kind") < page.index("1 fast")


def test_a_word_that_is_said_again_costs_two_lines_and_moves_up() -> None:
    story = shown("tally", "fast", "kind", *many(100))
    drawn = changed(story, submit("KIND"), by="ben")
    gone, come = sorted(drawn.lists[TALLY].items(), reverse=True)
    assert gone[1] is None
    assert come[1] is not None
    assert come[0] < gone[0]
    assert "stage" not in drawn.html


def test_a_new_word_beside_a_full_cloud_costs_a_line_of_each_list() -> None:
    story = shown("cloud", *many(150))
    assert len(lines(whole(story), SAID)) == 150
    drawn = changed(story, submit("the last one"), by="ben")
    assert [len(drawn.lists[id]) for id in (SAID, WIDE, NARROW)] == [1, 1, 1]
    assert "word-149" not in drawn.html.get("stage", "")


def test_what_a_cloud_has_no_room_for_is_on_the_page_beside_it() -> None:
    page = html(shown("cloud", *many(150)))
    assert page.count("word-149<") == 3  # beside the wide and the narrow one, and as it is heard
