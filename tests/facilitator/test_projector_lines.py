import pytest

from sessions import moderation, opening, sheets, submitting
from sessions.state import Decision
from templates.drawing import Drawn
from tests.facilitator.projecting import changed, html, open_story, read, whole, words
from tests.sessions.story import Story

LIST = "lines-external"


def submit(text: str, number: int = 99) -> Decision:
    return submitting.submit("ann", f"submitted-{number:08d}", "external", text)


def tally(drawn: Drawn, key: int) -> str:
    line = drawn.lists[LIST][key]
    assert line is not None
    return line.partition('aria-label="')[2].partition('"')[0]


def test_what_is_written_beforehand_stands_before_the_ideas() -> None:
    plan = Story().plan.replace(
        "relies on you?\n", "relies on you?\n  - Buyers\n  - The person next door\n"
    )
    story = Story(plan=plan)
    story.do(sheets.open_sheet("external"))
    story.send("Suppliers")
    page = words(html(story))
    assert page.index("Buyers") < page.index("The person next door") < page.index("Suppliers")


def test_ideas_appear_in_the_order_they_came() -> None:
    story = open_story()
    for text in ("Shoppers", "Suppliers", "The bank"):
        story.send(text)
    assert read(whole(story).lists[LIST]) == ["Shoppers", "Suppliers", "The bank"]


def test_equal_ideas_are_one_line_with_a_tally_in_the_spelling_of_the_first() -> None:
    story = open_story()
    first = story.send("Suppliers")
    assert tally(whole(story), first) == ""
    story.send("suppliers!")
    story.send("SUPPLIERS")
    drawn = whole(story)
    assert read(drawn.lists[LIST]) == ["Suppliers"]
    assert tally(drawn, first) == "3 times"


def test_a_tally_of_more_strokes_than_one_counts_is_a_number_so_its_line_stays_small() -> None:
    story = open_story()
    first = story.send("Suppliers")
    for _ in range(29):
        story.send("Suppliers")
    assert str(whole(story).lists[LIST][first]).count("<path") == 30
    story.send("Suppliers")
    drawn = whole(story)
    assert read(drawn.lists[LIST]) == ["Suppliers × 31"]
    assert "<path" not in str(drawn.lists[LIST][first])
    assert tally(drawn, first) == "31 times"


def test_hiding_one_of_equal_ideas_takes_one_stroke_off() -> None:
    story = open_story()
    first = story.send("Suppliers")
    story.send("suppliers")
    third = story.send("suppliers.")
    drawn = changed(story, moderation.hide(third))
    assert tally(drawn, first) == "2 times"


def test_hiding_the_only_one_takes_its_line_off() -> None:
    story = open_story()
    idea = story.send("Suppliers")
    assert changed(story, moderation.hide(idea)).lists == {LIST: {idea: None}}


def test_undoing_brings_the_line_back() -> None:
    story = open_story()
    idea = story.send("Suppliers")
    story.do(moderation.hide(idea))
    assert read(changed(story, opening.undo(None)).lists[LIST]) == ["Suppliers"]


def test_moving_an_idea_takes_it_off_one_sheet_and_puts_it_on_the_other() -> None:
    story = open_story()
    story.do(sheets.open_sheet("internal"))
    idea = story.send("Payroll")
    drawn = changed(story, moderation.move(idea, "internal"))
    assert drawn.lists["lines-external"] == {idea: None}
    assert read(drawn.lists["lines-internal"]) == ["Payroll"]


@pytest.mark.parametrize(
    "text", ["<b>loud</b>", "{{ 7 * 7 }}", "{% raw %}", '" onload="x', "&amp;"]
)
def test_an_idea_is_text_whatever_it_looks_like(text: str) -> None:
    story = open_story()
    story.send(text)
    assert read(whole(story).lists[LIST]) == [text]
    assert "<b>loud" not in html(story)


def test_an_idea_takes_the_direction_of_its_letters() -> None:
    story = open_story()
    idea = story.send("مرحبا")
    assert f'<li data-key="{idea}" dir="auto">' in (whole(story).lists[LIST][idea] or "")


@pytest.mark.parametrize("already", [9, 999])
def test_one_new_idea_draws_one_line_and_the_counts_however_many_there_are(already: int) -> None:
    story = open_story()
    for number in range(already):
        story.send(f"idea {number}")
    drawn = changed(story, submit("Suppliers"), by="ann")
    assert set(drawn.html) == {"counts"}
    assert read(drawn.lists[LIST]) == ["Suppliers"]
    assert not drawn.whole


def test_received_and_shown_count_ideas_not_lines() -> None:
    story = open_story()
    for text in ("Shoppers", "shoppers", "Suppliers"):
        idea = story.send(text)
    assert "Received 3, shown 3" in words(whole(story).region("counts"))
    story.do(moderation.hide(idea))
    assert "Received 3, shown 2" in words(whole(story).region("counts"))


def test_the_counts_are_those_of_both_sheets() -> None:
    story = open_story()
    story.do(sheets.open_sheet("internal"))
    story.send("Shoppers")
    story.send("Payroll", sheet="internal")
    assert "Received 2, shown 2" in words(whole(story).region("counts"))


def test_what_a_rehearsal_brought_leaves_the_sheet_when_it_ends() -> None:
    story = open_story()
    story.send("kept")
    story.do(opening.rehearse(True))
    story.send("only tried")
    drawn = changed(story, opening.rehearse(False))
    assert drawn.whole == (LIST,)
    assert read(drawn.lists[LIST]) == ["kept"]


def test_the_page_holds_the_lines_at_once_and_only_once() -> None:
    story = open_story()
    story.send("Suppliers")
    assert html(story).count("Suppliers") == 1
