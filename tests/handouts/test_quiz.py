"""The review quiz on paper and in the data: what the room got wrong, and nobody's name."""

from handouts.activities import objects, sections
from sessions import quizzing
from sessions.quiz_round import texts
from tests.sessions.asking import Asking
from tests.sessions.story import Story


def test_the_report_says_what_to_teach_again_and_why() -> None:
    story = Asking()
    for who, choice in (("ana", 0), ("bo", 0), ("cy", 1)):
        story.answer(who, 1, choice)
    story.do(quizzing.reveal())
    story.do(quizzing.show(2))
    story.answer("ana", 2, 0, 1)
    [section] = sections(story.state, "en")
    again = section.partition("To teach again:")[2].partition("</p>")[0]
    assert "Who is a customer?" in again
    assert "33 % right" in again
    assert "Which of these" not in again
    assert "What would you like" not in section, "what was never asked"


def test_the_data_has_every_answer_counted_and_none_that_was_hidden() -> None:
    story = Asking(led=False)
    story.answer("ana", 1, 1)
    story.do(quizzing.count(1, 0, 2))
    story.answer("ana", 4, text="Who relies on us")
    story.answer("bo", 4, text="Rude")
    key = next(key for key, text, _ in texts(story.quiz, 4) if text == "Rude")
    story.do(quizzing.hide(4, key, hidden=True))
    rows = objects(story.state)["quiz"]
    first = [(row["answer"], row["count"], row["count_by_hand"]) for row in rows[:2]]
    assert first == [("Nobody", 2, 2), ("Whoever relies on us", 1, 0)]
    assert [row["answer"] for row in rows if row["question"] == 4] == ["Who relies on us"]
    assert "ana" not in str(rows)


def test_without_a_quiz_the_report_says_nothing_of_one() -> None:
    assert sections(Story().state, "en") == []
