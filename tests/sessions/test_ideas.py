from collections.abc import Callable

import pytest
from msgspec.structs import replace

from sessions import collected, moderation, opening, sheets, submitting
from sessions.collected import Ideas
from sessions.refused import Invalid, Refused, Unknown
from sessions.state import Decision
from sessions.tally import Line
from tests.sessions.story import Story


@pytest.fixture
def story() -> Story:
    story = Story()
    story.do(sheets.open_sheet("external"))
    return story


def test_an_idea_stands_on_the_sheet_in_the_order_it_came(story: Story) -> None:
    story.send("Buyers")
    story.send("Callers", by="ben")
    assert story.lines() == [("Buyers", 1), ("Callers", 1)]


def test_equal_ideas_are_a_tally_in_the_place_and_spelling_of_the_first(story: Story) -> None:
    story.send("Web-site visitors")
    story.send("Callers")
    story.send("“website   VISITORS”!", by="ben")
    assert story.lines() == [("Web-site visitors", 2), ("Callers", 1)]


def test_hiding_one_of_equal_ideas_takes_one_off(story: Story) -> None:
    story.send("Buyers")
    second = story.send("buyers", by="ben")
    story.do(moderation.hide(second))
    assert story.lines() == [("Buyers", 1)]


def test_hiding_the_first_gives_its_place_to_the_next_spelling(story: Story) -> None:
    first = story.send("Buyers")
    story.send("Callers")
    story.send("BUYERS", by="ben")
    story.do(moderation.hide(first))
    assert story.lines() == [("Callers", 1), ("BUYERS", 1)]
    story.do(moderation.restore(first))
    assert story.lines() == [("Buyers", 2), ("Callers", 1)]


def test_all_equal_ideas_can_be_hidden_at_once_and_come_back_with_one_undo(story: Story) -> None:
    first = story.send("Rude word")
    story.send("rude word", by="ben")
    story.do(moderation.hide(first, equals=True))
    assert story.lines() == []
    story.do(opening.undo(None))
    assert story.lines() == [("Rude word", 2)]


def test_sending_an_idea_twice_puts_it_up_once(story: Story) -> None:
    story.send("Buyers", id="one-and-the-same-id")
    assert not story.do(
        submitting.submit("ann", "one-and-the-same-id", "external", " Buyers "), by="ann"
    )
    assert story.lines() == [("Buyers", 1)]


@pytest.mark.parametrize(
    ("who", "sheet", "text"),
    [("ann", "external", "Other"), ("ben", "external", "Buyers"), ("ann", "internal", "Buyers")],
)
def test_an_id_used_for_another_idea_is_refused(
    story: Story, who: str, sheet: str, text: str
) -> None:
    story.send("Buyers", id="one-and-the-same-id")
    before = story.state
    with pytest.raises(Refused, match="same number"):
        story.do(submitting.submit(who, "one-and-the-same-id", sheet, text), by=who)
    assert story.state is before


def test_the_same_idea_again_is_answered_even_after_it_was_withdrawn(story: Story) -> None:
    number = story.send("Buyers", id="one-and-the-same-id")
    story.do(submitting.withdraw("ann", number), by="ann")
    again = submitting.submit("ann", "one-and-the-same-id", "external", "Buyers")
    assert story.do(again, by="ann") == ()
    assert story.lines() == []


def test_a_closed_sheet_takes_no_ideas(story: Story) -> None:
    story.do(sheets.close("external"))
    with pytest.raises(Refused, match="takes no ideas"):
        story.send("Buyers")


def test_an_unknown_sheet_is_refused(story: Story) -> None:
    with pytest.raises(Invalid, match="no such sheet"):
        story.send("Buyers", sheet="great-big")


def test_a_persons_limit_counts_what_they_took_back_as_free(story: Story) -> None:
    story.do(sheets.open_sheet("internal"))
    first = story.send("Porters", sheet="internal")
    story.send("Drivers", sheet="internal")
    with pytest.raises(Refused, match="2 already"):
        story.send("Cleaners", sheet="internal")
    story.do(submitting.withdraw("ann", first), by="ann")
    story.send("Cleaners", sheet="internal")
    assert story.lines("internal") == [("Drivers", 1), ("Cleaners", 1)]


def test_the_words_of_an_idea_are_limited_where_the_plan_says_so(story: Story) -> None:
    story.do(sheets.open_sheet("internal"))
    with pytest.raises(Invalid, match="4 words"):
        story.send("The people at night", sheet="internal")


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "\u202e", "\x00\x07"])
def test_an_idea_without_anything_to_read_is_refused(story: Story, text: str) -> None:
    with pytest.raises(Invalid, match="nothing to read"):
        story.send(text)


def test_two_hundred_letters_are_the_most_and_are_counted_as_a_reader_does(story: Story) -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    story.send(family * 200)
    with pytest.raises(Invalid, match="201 letters"):
        story.send(family * 201)


def test_nobody_takes_back_an_idea_of_someone_else(story: Story) -> None:
    number = story.send("Buyers")
    with pytest.raises(Unknown, match="not one of yours"):
        story.do(submitting.withdraw("ben", number), by="ben")


def test_an_idea_taken_back_by_its_author_cannot_be_restored(story: Story) -> None:
    number = story.send("Buyers")
    story.do(moderation.hide(number))
    story.do(submitting.withdraw("ann", number), by="ann")
    with pytest.raises(Refused, match="taken it back"):
        story.do(moderation.restore(number))
    story.do(opening.undo(None))
    assert story.lines() == []


def test_a_correction_and_a_move_keep_what_was_sent(story: Story) -> None:
    number = story.send("Byers")
    story.do(moderation.correct(number, "Buyers"))
    story.do(moderation.move(number, "internal"))
    idea = story.state.ideas.all[number]
    assert (idea.text, idea.sheet) == ("Buyers", "internal")
    assert (idea.sent_text, idea.sent_sheet) == ("Byers", "external")
    assert story.lines("internal") == [("Buyers", 1)]


def test_pasted_lines_go_up_one_each_and_once_for_all(story: Story) -> None:
    paste = submitting.add("paste-0000000001", "external", "Bank\r\n\r\n  The  post \nNeighbours")
    story.do(paste, once="paste-0000000001")
    assert story.lines() == [("Bank", 1), ("The post", 1), ("Neighbours", 1)]


def test_received_and_shown_count_ideas_not_lines(story: Story) -> None:
    story.send("Buyers")
    hidden = story.send("buyers", by="ben")
    back = story.send("Callers", by="ben")
    story.do(moderation.hide(hidden))
    story.do(submitting.withdraw("ben", back), by="ben")
    leaf = story.state.ideas.leaf("external")
    assert (leaf.received, leaf.shown) == (2, 1)


def test_a_new_idea_changes_one_line_however_many_there_are(story: Story) -> None:
    for n in range(300):
        story.send(f"idea {n}")
    old = story.state.ideas
    number = story.send("one more")
    changed = collected.changed_lines(old, story.state.ideas, {number}, "external")
    assert list(changed) == [number]


def test_the_lines_that_changed_bring_an_old_sheet_up_to_date(story: Story) -> None:
    first = story.send("Buyers")
    story.send("Callers")
    old = story.state.ideas
    second = story.send("BUYERS", by="ben")
    story.do(moderation.hide(first))
    moved = story.send("Bank")
    story.do(moderation.move(moved, "internal"))
    new = story.state.ideas
    assert patched(old, new, {first, second, moved}) == new.lines_of("external")
    assert replace(new) == new


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize(
    "does",
    [
        moderation.hide,
        lambda number: moderation.correct(number, "Callers"),
        lambda number: moderation.move(number, "internal"),
        lambda number: submitting.withdraw("ann", number),
    ],
)
def test_whatever_is_done_to_one_of_equal_ideas_changes_its_line_there_and_back(
    story: Story, does: Callable[[int], Decision], which: int
) -> None:
    numbers = [story.send(text) for text in ("Buyers", "buyers!", "BUYERS")]
    story.send("Callers")
    touched = {numbers[which]}
    before = story.state.ideas
    story.do(does(numbers[which]))
    after = story.state.ideas
    assert patched(before, after, touched) == after.lines_of("external") != {}
    assert patched(after, before, touched) == before.lines_of("external")


def patched(old: Ideas, new: Ideas, touched: set[int]) -> dict[int, Line]:
    """A sheet as a screen has it that knew the old lines and was told what changed."""
    lines: dict[int, Line | None] = dict(old.lines_of("external"))
    lines |= collected.changed_lines(old, new, touched, "external")
    return {key: line for key, line in sorted(lines.items()) if line is not None}


def test_on_a_sheet_for_single_words_forms_and_slips_count_with_their_word() -> None:
    story = Story()
    words = "Excuse\nexcuses\nEXCUSE\nExcsue\nhelpful\nunhelpful\nno answer"
    story.do(submitting.add("words-that-are-like-01", "internal", words))
    ideas = story.state.ideas
    lines = ideas.lines_of("internal").values()
    assert [(ideas.all[line.first].text, line.tally) for line in lines] == [
        ("Excuse", 4),
        ("helpful", 1),
        ("unhelpful", 1),
        ("no answer", 1),
    ]
    first = next(iter(ideas.lines_of("internal")))
    story.do(moderation.hide(first))
    story.do(moderation.restore(first))
    assert story.state.ideas.lines_of("internal")[first].tally == 4


def test_on_other_sheets_only_case_and_signs_are_set_aside() -> None:
    story = Story()
    story.do(submitting.add("words-that-are-like-02", "external", "Buyer\nbuyer!\nBuyers"))
    assert [line.tally for line in story.state.ideas.lines_of("external").values()] == [2, 1]
