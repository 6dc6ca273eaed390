from handouts import leaves
from handouts.leaves import side_by_side, written
from sessions import moderation, sheets
from tests.sessions.story import Story


def story() -> Story:
    told = Story()
    told.do(sheets.open_sheet("external"))
    return told


def test_a_plan_s_sheets_are_empty_with_lines_to_write_on() -> None:
    external, internal, great = leaves.empty(story().state.plan)
    assert (external.sheet.heading, external.ink, external.lines) == (
        "External customers",
        "blue",
        (),
    )
    assert internal.ink == "black"
    assert great.rows == leaves.ROWS
    assert [leaf.topic for leaf in (external, internal, great)] == [1, 1, 2]


def test_equal_ideas_are_a_tally_and_hidden_ones_are_left_out() -> None:
    told = story()
    told.send("Buyers")
    told.send("buyers!", by="bob")
    told.do(moderation.hide(told.send("Rude")))
    external = written(told.state)[0]
    assert external.lines == (("Buyers", 2),)
    assert external.rows == 0


def test_a_sheet_made_on_the_spot_is_among_them() -> None:
    told = story()
    told.do(sheets.add("Parking lot", ""))
    assert written(told.state)[-1].sheet.heading == "Parking lot"


def test_two_sheets_stand_side_by_side_unless_they_are_long() -> None:
    told = story()
    told.send("Buyers")
    pair = written(told.state)[:2]
    assert side_by_side(pair)
    told.send("A line that is rather too long for half of a page")
    assert not side_by_side(written(told.state)[:2])
    assert not side_by_side(pair[:1])
