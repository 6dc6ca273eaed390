"""Review questions: open ones, and those with choices, the right one and the reason."""

import pytest

from sessions.plan import Choice, Part, Question
from tests.sessions.reading.plan_texts import SMALL, errors_of, plan_of, topic_of, warnings_of

REVIEW = f"{SMALL}### Review questions\n"
CHOICES = (Choice("A colleague", right=False), Choice("A buyer", right=True))


def questions_of(*lines: str) -> tuple[Question, ...]:
    return topic_of("### Review questions\n" + "\n".join(lines)).questions


def test_an_open_question_may_have_a_word_limit() -> None:
    assert questions_of(
        "1. In ten words or fewer: who are *customers*?  {max 10 words}", "2. And", "   you?"
    ) == (
        Question("In ten words or fewer: who are customers?", max_words=10),
        Question("And you?"),
    )


@pytest.mark.parametrize("number", ["1.", "10.", "-", "1)"])
@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_choices_and_reason_count_however_far_they_are_indented(number: str, indent: str) -> None:
    lines = ["- [ ] A colleague", "- [x] A *buyer*", "> A buyer", "> chooses."]
    assert questions_of(f"{number} Who?", *(indent + line for line in lines)) == (
        Question("Who?", CHOICES, "A buyer chooses."),
    )


def test_choices_need_no_boxes_where_they_stand_under_a_question() -> None:
    (question,) = questions_of("10. Who?", "   - A", "   - [X] B")
    assert question.choices == (Choice("A", right=False), Choice("B", right=True))


def test_each_choice_may_give_the_reason() -> None:
    (question,) = questions_of(
        "1. Who?", "   - [ ] A", "   - [x] B", "     > Because.", "", "   So there."
    )
    assert question.reason == "Because. So there."


def test_several_choices_may_be_right() -> None:
    (question,) = questions_of("1. Who?", "   - [x] A", "   - [x] B")
    assert warnings_of(f"{REVIEW}1. Who?\n   - [x] A\n   - [x] B\n") == []
    assert all(choice.right for choice in question.choices)


def test_choices_without_a_right_one_are_a_warning() -> None:
    ((line, sentence),) = warnings_of(f"{REVIEW}1. Which?\n2. Who?\n   - [ ] A\n   - [ ] B\n")
    assert line == 9
    assert sentence.startswith("The question “Who?” has choices but no right one.")
    assert "“- [x] …”" in sentence


@pytest.mark.parametrize("limit", ["{max 0 words}", "{max 201 words}"])
def test_a_word_limit_that_nobody_can_keep_is_an_error(limit: str) -> None:
    ((_, sentence),) = errors_of(f"{REVIEW}1. Who? {limit}\n")
    assert "“{max 10 words}”" in sentence


@pytest.mark.parametrize(
    "text", ["Who are customers?", "Fill in: ____ is service.", "Go on {max 3 words}"]
)
def test_a_question_without_a_number_is_taken_and_warned_of(text: str) -> None:
    ((line, sentence),) = warnings_of(f"{REVIEW}{text}\n")
    assert line == 8
    assert "taken for a question" in sentence
    assert len(questions_of(text)) == 1


def test_a_sentence_above_choices_is_their_question() -> None:
    assert questions_of("Pick one.", "- [ ] A colleague", "- [x] A buyer") == (
        Question("Pick one.", CHOICES),
    )


def test_what_asks_nothing_is_kept_as_a_note() -> None:
    text = f"{REVIEW}Ask these *last*.\n\n1. Who?\n\n#### More\n"
    (topic,) = plan_of(text).topics
    assert topic.questions == (Question("Who?"),)
    assert topic.parts == (Part("Review questions", "Ask these *last*.\n\n#### More", 8),)
    assert [line for line, _ in warnings_of(text)] == [8, 12]


def test_the_lessons_questions_stand_apart_from_the_topics() -> None:
    plan = plan_of(
        f"{REVIEW}1. Who?\n\n## Review questions\n1. What?\n\n## Review questions\n1. Why?\n"
    )
    assert [question.text for question in plan.topics[0].questions] == ["Who?"]
    assert [question.text for question in plan.questions] == ["What?", "Why?"]
