"""Groups and the ball on paper and in the data: what was done, and nobody's name."""

from handouts import activities
from handouts.documents import draw
from handouts.groups import card_values
from handouts.icebreaker import deck_values
from handouts.kinds import KINDS
from handouts.options import Options
from handouts.source import Source
from sessions import group_work, people, throwing
from sessions.room import Moment
from tests.handouts.printing import ROOM
from tests.sessions.grouped import Grouping


def at_work() -> Grouping:
    """Two groups of two; the first has written and reported, and a ball has gone round."""
    story = Grouping(4)
    for rank, name in enumerate(("Ana", "Bo", "Cem", "")):
        story.do(people.give_name(f"who-{rank}", name), by=f"who-{rank}")
    story.form(number=2)
    story.send("A guard", story.round.groups[0].sheet, by=story.recorder(0))
    story.do(group_work.report(0))
    story.do(throwing.add_questions("How are you?"))
    story.do(throwing.start(throwing.Wishes(), 1))
    return story


def source(story: Grouping) -> Source:
    """The story's session as documents see it."""
    return Source(story.state.plan, Moment(story.state, ROOM, story.at))


def test_the_report_has_groups_and_questions_but_no_names() -> None:
    story = at_work()
    text = "".join(activities.sections(story.state, "en"))
    assert "A guard" in text
    assert "How are you?" in text
    assert not [name for name in ("Ana", "Bo", "Cem") if name in text]


def test_the_data_has_a_row_for_each_group_and_each_question() -> None:
    found = activities.objects(at_work().state)
    assert [(row["group"], row["lines"], row["reported_as"]) for row in found["groups"]] == [
        ("Group 1", 1, 1),
        ("Group 2", 0, None),
    ]
    assert found["icebreaker"] == [
        {"round": 1, "circles": 1, "question": "How are you?", "times": 1}
    ]


def test_everybody_has_a_card_and_every_question_too() -> None:
    story = at_work()
    cards = card_values(story.state)["cards"]
    assert isinstance(cards, list)
    assert sorted(who for _, _, who in cards) == ["", "Ana", "Bo", "Cem"]
    assert [name for name, _, _ in cards] == ["Group 1", "Group 1", "Group 2", "Group 2"]
    assert deck_values(source(story)) == {"questions": ["How are you?"]}
    page = draw(KINDS["question-cards"], source(story), Options("a4"))
    assert "How are you?" in page


def test_before_there_are_groups_the_cards_say_what_to_do() -> None:
    page = draw(KINDS["group-cards"], source(Grouping(0)), Options("a4"))
    assert "Form them in the console" in page
