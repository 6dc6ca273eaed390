"""What the facilitator does with a review quiz, and undoes."""

import pytest

from sessions import opening, quiz_answers, quizzing, sheets
from sessions.quiz_round import Given, texts
from sessions.refused import Invalid, Refused, Unknown
from tests.sessions.asking import BY_TOPIC, QUESTIONS, Asking
from tests.sessions.story import PLAN, Story


def test_what_was_revealed_takes_no_more_answers() -> None:
    story = Asking()
    story.do(quizzing.reveal())
    with pytest.raises(Refused, match="closed"):
        story.answer("ana", 1, 1)
    with pytest.raises(Refused, match="right answer was shown"):
        story.do(quizzing.reopen())
    story.do(opening.undo(None))
    story.answer("ana", 1, 1)
    assert story.quiz.stage.revealed == frozenset()


def test_the_next_question_closes_the_one_before_and_undo_goes_back_to_it() -> None:
    story = Asking()
    story.do(quizzing.show(2))
    assert (story.quiz.stage.question, set(story.quiz.stage.open)) == (2, {2})
    story.answer("bo", 2, 0, 1)
    story.do(opening.undo(None))
    assert (story.quiz.stage.question, set(story.quiz.stage.open)) == (1, {1})
    story.do(quizzing.show(2))
    assert story.quiz.count(2).right == 1, "what came in between stays"


def test_an_answer_is_taken_off_the_wall_with_its_equals_and_undone() -> None:
    story = Asking()
    story.do(quizzing.show(4))
    story.answer("ana", 4, text="Rude")
    key = texts(story.quiz, 4)[0][0]
    story.do(quizzing.hide(4, key, hidden=True))
    assert set(story.quiz.count(4).hidden) == {key}
    story.do(opening.undo(None))
    assert set(story.quiz.count(4).hidden) == set()
    with pytest.raises(Unknown):
        story.do(quizzing.hide(4, "elsewhere", hidden=True))


def test_at_ones_own_pace_all_are_open_and_all_are_revealed_at_the_end() -> None:
    story = Asking(led=False)
    story.answer("ana", 4, text="Whoever asks")
    story.answer("ana", 1, 1)
    assert story.quiz.finished == 0
    story.answer("ana", 2, 0)
    story.answer("ana", 3, 0)
    assert story.quiz.finished == 1
    story.do(quizzing.show(2))
    story.answer("bo", 3, 1)
    story.do(quizzing.reveal())
    assert story.quiz.stage.open == frozenset()
    assert story.quiz.points("ana") == (1, 2)


def test_raised_hands_count_as_answers_and_are_undone() -> None:
    story = Asking()
    story.answer("ana", 1, 0)
    story.do(quizzing.count(1, 1, 5))
    story.do(quizzing.count(1, 0, 2))
    assert story.quiz.room(1) == (5, 8)
    assert story.quiz.missed(1)
    story.do(opening.undo(None))
    assert story.quiz.room(1) == (5, 6)
    assert not story.quiz.missed(1)
    with pytest.raises(Unknown):
        story.do(quizzing.count(1, 9, 1))
    with pytest.raises(Invalid):
        story.do(quizzing.count(1, 0, -1))


def test_a_quiz_that_starts_again_is_a_new_round_and_the_first_is_kept() -> None:
    story = Asking()
    story.answer("ana", 1, 1)
    first = story.quiz
    story.do(quizzing.start("all", led=True, seconds=0))
    assert [quiz.count(1).answers for quiz in story.state.quiz.rounds] == [1, 0]
    with pytest.raises(Refused, match="closed"):
        story.do(quiz_answers.answer("ana", first.number, 1, Given(2, (0,), "")), by="ana")
    story.do(opening.undo(None))
    story.answer("ana", 1, 0, counter=2)
    assert [quiz.count(1).of(0) for quiz in story.state.quiz.rounds] == [1]


def test_a_quiz_closes_what_takes_ideas_and_undo_opens_it_again() -> None:
    story = Story(PLAN + QUESTIONS)
    story.do(sheets.open_sheet("external"))
    story.do(quizzing.start("all", led=True, seconds=0))
    assert (story.state.sheets.open, story.state.projector.activity) == ((), "quiz")
    story.do(opening.undo(None))
    assert (story.state.sheets.open, story.state.projector.activity) == (("external",), "")


def test_a_plan_without_questions_has_no_quiz() -> None:
    with pytest.raises(Unknown, match="no such questions"):
        Story().do(quizzing.start("all", led=True, seconds=0))
    with pytest.raises(Refused, match="No quiz"):
        Story().do(quizzing.reveal())


def test_a_cue_asks_its_topic_s_own_questions_and_else_all_of_them() -> None:
    story = Story(BY_TOPIC + QUESTIONS)
    first, second = story.state.plan.topics
    story.do(quizzing.start_from_cue(second, second.cues[0]))
    assert story.state.quiz.last
    assert [one.text for one in story.state.quiz.last.questions] == ["And now?"]
    story.do(quizzing.start_from_cue(first, first.cues[0]))
    assert len(story.state.quiz.last.questions) == 5
