"""The parking lot: always there for phones, and listed once it is in use."""

import pytest

from sessions import agenda, opening, sheets
from sessions.plan_file import parse
from sessions.refused import Refused
from sessions.sheets import LOT
from tests.sessions.story import PLAN, Story


def listed(story: Story) -> list[str]:
    """The sheets that surfaces list."""
    return [sheet.id for sheet in story.state.listed_sheets]


def test_phones_can_park_something_at_any_time() -> None:
    story = Story()
    story.send("Who pays for parking?", LOT)
    story.do(agenda.start(1))
    story.do(sheets.open_sheet("external"))
    story.send("And the canteen?", LOT)
    assert story.lines(LOT) == [("Who pays for parking?", 1), ("And the canteen?", 1)]
    assert story.state.sheets.open == ("external",)


def test_it_is_listed_last_and_only_in_use() -> None:
    story = Story()
    assert LOT not in listed(story)
    story.do(sheets.open_sheet(LOT))
    assert LOT in listed(story)
    story.do(opening.undo(None))
    assert LOT not in listed(story)
    story.send("Who pays?", LOT)
    story.do(sheets.add("Made on the spot", ""))
    assert listed(story)[-1] == LOT


def test_closing_it_does_not_close_it_for_phones() -> None:
    story = Story()
    story.do(sheets.open_sheet(LOT))
    story.do(sheets.close(LOT))
    story.send("Who pays?", LOT)
    assert story.lines(LOT) == [("Who pays?", 1)]


def test_nothing_is_parked_after_the_end() -> None:
    story = Story()
    story.do(opening.end())
    with pytest.raises(Refused, match="takes no ideas"):
        story.send("Too late", LOT)


def test_a_plan_can_have_a_parking_lot_of_its_own() -> None:
    own = PLAN.replace("`great` Great service: What was great?", "`parking-lot` Later: What later?")
    read = parse(own).plan
    assert read
    story = Story(own)
    assert [one.heading for one in story.state.sheets.all if one.id == LOT] == ["Later"]
    assert LOT in listed(story)
    story.send("Who pays?", LOT)
    assert story.lines(LOT) == [("Who pays?", 1)]
