"""Questions out of files of other programs, and back into them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions import gift
from sessions.plan import Choice, Question
from sessions.plan_file import MOST_BYTES, parse
from sessions.question_files import Read, read_questions
from sessions.question_markdown import as_markdown
from sessions.text import clean
from tests.sessions.story import PLAN

GIFT = r"""// a remark
$CATEGORY: $course$/Service

::Outside:: [html]<p>Who comes from <b>out</b>side &amp; pays?</p>{
  =Buyers # They pay.
  ~Workmates#They work here.
  ~%50%Callers
}

Two plus {=two =2} equals four.

Which are right? {
  ~%50%This
  ~%50%That
  ~%-100%Neither
  ####Both are.
}

The sun is a star. {TRUE#No, it is.#Yes.}

How many? {#3:1}

In your own words: what is service? {}

Escaped \= and \~ and \{braces\} {=\#1 ~a \= b}
"""
AIKEN = """Who is a customer?
A. Nobody
B) Whoever relies on us
ANSWER: B

And who is not?
a. You
b. Me
ANSWER: C

Lost
A. One
"""


def read(text: str) -> Read:
    return read_questions(text.encode())


def right(question: Question) -> list[str]:
    return [choice.text for choice in question.choices if choice.right]


def test_gift_is_read_as_others_write_it() -> None:
    found = read(GIFT)
    asked = {one.text: one for one in found.questions}
    outside = asked["Who comes from outside & pays?"]
    assert [choice.text for choice in outside.choices] == ["Buyers", "Workmates", "Callers"]
    assert (right(outside), outside.reason) == (["Buyers"], "They pay.")
    assert asked["Two plus _____ equals four."].reason == "Right: two; 2."
    assert right(asked["Which are right?"]) == ["This", "That"]
    assert asked["Which are right?"].reason == "Both are."
    assert right(asked["The sun is a star."]) == ["True"]
    assert asked["How many?"].reason == "Right: 3:1."
    assert asked["In your own words: what is service?"].choices == ()
    assert right(asked["Escaped = and ~ and {braces}"]) == ["#1"]
    assert found.problems == ()


def test_aiken_is_told_from_gift_and_read() -> None:
    found = read(AIKEN)
    assert [(one.text, right(one)) for one in found.questions] == [
        ("Who is a customer?", ["Whoever relies on us"])
    ]
    assert [problem.line for problem in found.problems] == [6, 11]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("A remark\n\nWho? {=a ~b}", 1, "curly brackets"),
        ("Who? {=a ~b}\n\nWho? {=a ~b", 3, "do not match"),
        ("Who? {=a ~b}\n\nWho? {{=a ~b}", 3, "do not match"),
        ("Who? {=a ~b}\n\nWho? {a ~b}", 3, "neither = nor ~"),
        ("Who? {=a ~b}\n\nPairs: {=a -> b =c -> d}", 3, "Pairs"),
        ("Who? {=a ~b}\n\nWho? {~ =}", 3, "no words"),
        ("Who? {=a ~b}\n\nWho? {~a}", 3, "2 to 12 choices"),
        (f"Who? {{=a ~b}}\n\n{'x' * 601} {{=a ~b}}", 3, "600 letters"),
        (f"Who? {{=a ~b}}\n\nWho? {{={'~a' * 21}}}", 3, "2 to 12"),
    ],
)
def test_what_cannot_be_asked_is_passed_over_and_told_with_its_line(
    text: str, line: int, why: str
) -> None:
    found = read(text)
    assert [one.text for one in found.questions] == ["Who?"]
    assert [(problem.line, problem.error) for problem in found.problems] == [(line, False)]
    assert why in found.problems[0].sentence


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no question"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a\x00b {=a ~b}", "UTF-8"),
        ("Größe? {=a ~b}".encode("latin-1"), "UTF-8"),
        (b"x" * 10_000_000, "256 KB"),
        (b"<html><body>A page</body></html>", "no question"),
    ],
)
def test_a_file_without_questions_says_why(raw: bytes, why: str) -> None:
    found = read_questions(raw)
    assert found.questions == ()
    assert [why in problem.sentence for problem in found.problems if problem.error] == [True]


def test_html_in_a_file_becomes_the_words_in_it() -> None:
    text = (
        "<script>alert(1)</script><p>Is 1 &lt; 2<br>and 3 > 2?</p> {=<img src\\=x onerror\\=y>Yes "
        "~<b>N</b>o &lt;b&gt;}"
    )
    [question] = read(text).questions
    assert question.text == "Is 1 < 2 and 3 > 2?"
    assert [choice.text for choice in question.choices] == ["Yes", "No <b>"]


def test_a_choice_question_may_have_no_right_answer_or_two() -> None:
    none, two = read("Which? {~a ~b}\n\nWhich? {=a =b ~c}").questions
    assert (right(none), right(two)) == ([], ["a", "b"])


def test_only_so_many_questions_are_taken() -> None:
    found = read("Who? {=a ~b}\n\n" * 101)
    assert len(found.questions) == 100
    assert "more than 100 questions" in found.problems[-1].sentence


HOSTILE = {
    "brackets": "{" * MOST_BYTES,
    "tags": "a{=" + "<" * (MOST_BYTES - 10) + "~b}",
    "half a tag": "a{=" + "<a " * (MOST_BYTES // 3 - 10) + "~b}",
    "scripts": "a{=" + "<script>" * (MOST_BYTES // 8 - 10) + "~b}",
    "answers": "a{" + "=a~b" * (MOST_BYTES // 4 - 10) + "}",
    "colons": "::" * (MOST_BYTES // 2),
    "blocks": "a{=a~b}\n\n" * (MOST_BYTES // 9),
    "weights": "a{" + "=%99%" * (MOST_BYTES // 5 - 10) + "}",
    "backslashes": "\\" * MOST_BYTES,
    "entities": "a{=" + "&amp;" * (MOST_BYTES // 5 - 10) + "~b}",
    "choices of Aiken": "a\n" + "A. b\n" * (MOST_BYTES // 5 - 20) + "ANSWER: A",
    "answers of Aiken": "ANSWER: A\n" * (MOST_BYTES // 10 - 10),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_read_in_bounded_time(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 6, "on a busy machine; on an idle one under one"


TEXT = st.text(min_size=1, max_size=40).map(clean).filter(bool)
CHOICES = st.lists(st.builds(Choice, TEXT, st.booleans()), min_size=2, max_size=5).map(tuple)
CLOSED = st.builds(Question, TEXT, CHOICES, st.one_of(st.just(""), TEXT))
OPEN = st.builds(
    lambda text, reason, most: Question(text, (), reason, most),
    TEXT,
    st.one_of(st.just(""), TEXT),
    st.one_of(st.none(), st.integers(1, 200)),
)
QUESTIONS = st.lists(st.one_of(CLOSED, OPEN), min_size=1, max_size=12).map(tuple)
SAME = settings(max_examples=50, derandomize=True, database=None, deadline=None)


@SAME
@given(QUESTIONS)
def test_what_is_written_as_gift_reads_back_the_same(questions: tuple[Question, ...]) -> None:
    found = read(gift.write(questions))
    assert (found.questions, found.problems) == (questions, ())


@SAME
@given(QUESTIONS)
def test_what_is_written_into_a_plan_reads_back_the_same(questions: tuple[Question, ...]) -> None:
    plan = parse(f"{PLAN}\n{as_markdown(questions)}").plan
    assert plan is not None
    assert plan.questions == questions
