"""Answers in a review quiz: each phone's last one counts, once, while its question is open."""

import pytest

from sessions import opening, quiz_answers, quizzing
from sessions.quiz_round import Given, texts
from sessions.refused import Invalid, Refused, Unknown
from tests.sessions.asking import Asking


def test_the_last_answer_of_each_phone_counts_once() -> None:
    story = Asking()
    story.answer("ana", 1, 0)
    story.answer("bo", 1, 1)
    story.answer("ana", 1, 1, counter=2)
    number = story.state.number
    story.answer("ana", 1, 1, counter=2)
    count = story.quiz.count(1)
    assert (count.answers, count.right, count.of(0), count.of(1)) == (2, 2, 0, 2)
    assert story.state.number == number


def test_an_older_answer_that_comes_late_changes_nothing() -> None:
    story = Asking()
    story.answer("ana", 1, 1, counter=5)
    for counter in (4, 5):
        with pytest.raises(Refused, match="later choice"):
            story.answer("ana", 1, 0, counter=counter)
    assert story.quiz.count(1).of(1) == 1


@pytest.mark.parametrize("counter", [0, -1, 2**53])
def test_a_forged_counter_is_refused(counter: int) -> None:
    with pytest.raises(Invalid):
        Asking().answer("ana", 1, 1, counter=counter)


@pytest.mark.parametrize(
    ("question", "choices", "text"),
    [(1, (0, 1), ""), (1, (7,), ""), (1, (-1,), ""), (1, (), ""), (1, (1,), "x"), (1, (), "x")],
)
def test_an_answer_that_does_not_fit_its_question_is_refused(
    question: int, choices: tuple[int, ...], text: str
) -> None:
    story = Asking()
    with pytest.raises(Invalid):
        story.answer("ana", question, *choices, text=text)
    assert story.quiz.count(question).answers == 0


def test_an_answer_to_a_question_that_is_not_asked_is_refused() -> None:
    story = Asking()
    with pytest.raises(Refused, match="not asked yet"):
        story.answer("ana", 2, 0)
    with pytest.raises(Unknown):
        story.answer("ana", 9, 0)
    with pytest.raises(Unknown):
        story.do(quiz_answers.answer("ana", 999, 1, Given(1, (1,), "")), by="ana")


def test_after_closing_the_last_answer_stands_and_can_be_changed_once_open_again() -> None:
    story = Asking()
    story.answer("ana", 1, 0)
    story.do(quizzing.close())
    with pytest.raises(Refused, match="closed"):
        story.answer("ana", 1, 1, counter=2)
    assert story.quiz.count(1).of(0) == 1
    story.do(quizzing.reopen())
    story.answer("ana", 1, 1, counter=3)
    assert story.quiz.count(1).right == 1


def test_every_right_choice_has_to_be_taken_and_no_other() -> None:
    story = Asking()
    story.do(quizzing.show(2))
    story.answer("ana", 2, 1, 0)
    story.answer("bo", 2, 0)
    story.answer("cy", 2, 0, 1, 2)
    assert (story.quiz.room(2), story.quiz.missed(2)) == ((1, 3), True)


def test_a_question_without_a_right_answer_is_counted_and_nobody_is_wrong() -> None:
    story = Asking()
    story.do(quizzing.show(3))
    story.answer("ana", 3, 1)
    story.do(quizzing.reveal())
    assert story.quiz.count(3).of(1) == 1
    assert (story.quiz.room(3), story.quiz.missed(3)) == (None, False)
    assert story.quiz.points("ana") == (0, 0)


def test_an_answer_in_words_keeps_to_its_limit() -> None:
    story = Asking()
    story.do(quizzing.show(4))
    with pytest.raises(Invalid, match="That is 6 words; this answer has at most 5"):
        story.answer("ana", 4, text="Every one who relies on us")
    story.answer("ana", 4, text="Who relies on us")
    story.answer("bo", 4, text="who relies on us.")
    story.do(quizzing.write(4, "My neighbours"))
    assert [(text, count) for _, text, count in texts(story.quiz, 4)] == [
        ("Who relies on us", 2),
        ("My neighbours", 1),
    ]


def test_without_a_limit_there_is_all_the_time_one_needs() -> None:
    story = Asking()
    story.at += 100_000
    story.answer("ana", 1, 1)
    with pytest.raises(Refused, match="no time limit"):
        story.do(quiz_answers.take_time("ana", story.quiz.number), by="ana")


def test_after_its_time_a_question_takes_answers_from_those_with_more_time_alone() -> None:
    story = Asking(seconds=20)
    for _ in range(2):
        story.do(quiz_answers.take_time("bo", story.quiz.number), by="bo")
    story.at += 30
    with pytest.raises(Refused, match="time for this question is over"):
        story.answer("ana", 1, 1)
    story.answer("bo", 1, 1)
    story.at += 30
    with pytest.raises(Refused, match="time for this question is over"):
        story.answer("bo", 1, 0, counter=2)
    story.do(quizzing.close())
    story.do(quizzing.reopen())
    story.answer("ana", 1, 1)


def test_at_ones_own_pace_the_time_is_that_of_all_questions_together() -> None:
    story = Asking(led=False, seconds=20)
    story.at += 70
    story.answer("ana", 1, 1)
    story.at += 20
    with pytest.raises(Refused):
        story.answer("ana", 2, 1)


def test_a_phone_answers_for_a_team_and_for_one_person_again() -> None:
    story = Asking()
    story.do(quiz_answers.name_team("ana", " Blue  table ", 4), by="ana")
    assert (story.state.quiz.teams["ana"].name, story.state.quiz.teams["ana"].size) == (
        "Blue table",
        4,
    )
    story.answer("ana", 1, 1)
    assert story.quiz.count(1).answers == 1
    story.do(quiz_answers.name_team("ana", "", 4), by="ana")
    assert not story.state.quiz.teams["ana"].name
    with pytest.raises(Invalid):
        story.do(quiz_answers.name_team("ana", "x" * 41, 0), by="ana")
    with pytest.raises(Invalid):
        story.do(quiz_answers.name_team("ana", "x", 1001), by="ana")


def test_no_answer_after_the_end() -> None:
    story = Asking()
    story.do(opening.end())
    with pytest.raises(Refused, match="has ended"):
        story.answer("ana", 1, 1)
