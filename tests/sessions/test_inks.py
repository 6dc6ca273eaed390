from sessions import sheets
from sessions.inks import ink
from tests.sessions.story import Story

OPPOSITES = """---
format: flipchart-plan/1
title: Opposites
---
## Service (10 min)

### Flip chart
- `great` Great customer service: What was great?
- `awful` Awful customer service: What was awful?
- `great-food` Great food: What was great?
"""


def test_a_topics_first_sheet_is_blue_and_its_second_black() -> None:
    story = Story()
    assert ink(story.state.sheets, "external") == "blue"
    assert ink(story.state.sheets, "internal") == "black"
    assert ink(story.state.sheets, "great") == "blue"


def test_two_sheets_that_say_opposite_things_are_green_and_red() -> None:
    story = Story(plan=OPPOSITES)
    assert ink(story.state.sheets, "great") == "green"
    assert ink(story.state.sheets, "awful") == "red"


def test_a_sheet_without_its_opposite_is_not_coloured_by_its_first_word() -> None:
    story = Story(plan=OPPOSITES)
    assert ink(story.state.sheets, "great-food") == "blue"


def test_opposites_made_on_the_spot_count_with_either_apostrophe() -> None:
    story = Story()
    story.do(sheets.add("Do at the desk", ""))
    story.do(sheets.add("Don't at the desk", ""))
    do, dont = (sheet.id for sheet in story.state.sheets.all[-2:])
    assert ink(story.state.sheets, do) == "green"
    assert ink(story.state.sheets, dont) == "red"
