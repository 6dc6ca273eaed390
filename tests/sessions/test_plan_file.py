"""Whole plan files: what stands where, what is wrong where, and the text to the letter."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.plan_file import MOST_BYTES, parse
from sessions.reading.report import MOST
from sessions.reading.text import MOST_LINES, MOST_MARKS
from tests.sessions.reading.plan_texts import HEAD, SMALL, errors_of, plan_of, warnings_of

WHO_WE_ARE = (files("sessions") / "plans" / "who-we-are.md").read_bytes()


def test_the_built_in_workshop_has_no_problem() -> None:
    parsed = parse(WHO_WE_ARE)
    assert parsed.problems == ()
    assert parsed.plan is not None
    assert [topic.minutes for topic in parsed.plan.topics] == [20, 15, 15]
    assert [sheet.id for topic in parsed.plan.topics for sheet in topic.sheets] == [
        "external",
        "internal",
        "great",
        "awful",
        "jobs",
    ]
    assert len(parsed.plan.questions) == 10
    assert all(sum(choice.right for choice in one.choices) == 1 for one in parsed.plan.questions)
    assert all(one.reason for one in parsed.plan.questions)
    assert [one.title for one in parsed.plan.icebreakers] == ["On the Spot"]
    assert parsed.plan.illustration
    assert parsed.plan.reading


@pytest.mark.parametrize(
    "raw",
    [
        WHO_WE_ARE,
        SMALL.encode(),
        b"\xef\xbb\xbf" + SMALL.encode(),
        SMALL.replace("\n", "\r\n").encode(),
        SMALL.replace("\n", "\r").encode(),
        SMALL.rstrip().encode(),
        (SMALL + "\n\n  \t\n").encode(),
    ],
)
def test_the_text_of_a_plan_is_the_file_to_the_letter(raw: bytes) -> None:
    plan = parse(raw).plan
    assert plan is not None
    assert plan.text.encode() == raw
    assert parse(plan.text).plan == plan


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_count_alike_whichever_system_wrote_them(mark: str, end: str) -> None:
    text = mark + (SMALL + "\n## No minutes\n").replace("\n", end)
    assert [line for line, _ in errors_of(text)] == [8]


def test_topics_count_from_one_in_the_order_of_the_plan() -> None:
    plan = plan_of(f"{HEAD}## B (5 min)\n## Review questions\n## A (7 min)\n")
    assert [(topic.number, topic.title) for topic in plan.topics] == [(1, "B"), (2, "A")]
    assert plan.minutes == 12
    assert plan.topic(2) == plan.topics[1]
    assert plan.topic(3) is None


def test_a_heading_at_the_top_gives_the_title_where_the_front_matter_does_not() -> None:
    plan = plan_of("# Who we are\n\nWelcome.\n\n## A (5 min)\n")
    assert (plan.title, plan.introduction) == ("Who we are", "Welcome.")


def test_the_title_repeated_at_the_top_is_not_said_twice() -> None:
    assert plan_of(f"{HEAD}# Who we are\n\nWelcome.\n## A (5 min)\n").introduction == "Welcome."
    other = plan_of(f"{HEAD}# Welcome\n\nCome in.\n## A (5 min)\n")
    assert (other.title, other.introduction) == ("Who we are", "# Welcome\n\nCome in.")


@pytest.mark.parametrize("nothing", ["", b"", "\n \t\r\n", "\ufeff", b"\xef\xbb\xbf\n"])
def test_an_empty_plan_is_said_to_be_empty(nothing: str | bytes) -> None:
    assert [sentence for _, sentence in errors_of(nothing)] == [
        "The file is empty. Begin with the example in “Write a plan”."
    ]


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (b"%PDF-1.7\n\x00\x01\x02", 2, "not a text file"),
        (b"PK\x03\x04\x00\xff\xfe\x80", 0, "not a text file"),
        (SMALL.encode("utf-16"), 0, "UTF-16"),
        (SMALL.encode() + b"caf\xe9\n", 7, "not in the encoding UTF-8"),
        (SMALL.encode() + b"\x1b[2J\n", 7, "control character"),
        (SMALL + "\ud83d", 7, "Half a letter"),
        (b"\xff" * MOST_BYTES, 1, "not in the encoding UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused(raw: bytes | str, line: int, says: str) -> None:
    ((found, sentence),) = errors_of(raw)
    assert found == line
    assert says in sentence
    assert "UTF-8" in sentence


@pytest.mark.parametrize("raw", [b"a" * (MOST_BYTES + 1), b"a" * 10_000_000, "é" * 131_073])
def test_a_file_over_256_kilobytes_is_refused_by_its_size(raw: bytes | str) -> None:
    ((line, sentence),) = errors_of(raw)
    assert line == 0
    assert "262,144" in sentence


def test_a_file_of_256_kilobytes_is_read() -> None:
    text = SMALL + "### Delivery tips\n"
    assert plan_of(text + "a" * (MOST_BYTES - len(text)))


def test_a_file_of_very_many_lines_is_refused() -> None:
    ((_, sentence),) = errors_of(SMALL + "\n" * MOST_LINES)
    assert "10,000 lines" in sentence


@pytest.mark.parametrize("marks", ["a_", "*a ", "`a"])
def test_a_file_of_very_many_marks_is_refused(marks: str) -> None:
    text = f"{SMALL}### Delivery tips\n"
    assert plan_of(text + marks * (MOST_MARKS - 1))
    ((line, sentence),) = errors_of(text + marks * (MOST_MARKS + 1))
    assert line == 0
    assert "50,000 stars, underscores and back quotes" in sentence


def test_a_plan_without_topics_is_refused() -> None:
    ((line, sentence),) = errors_of(f"{HEAD}Welcome.\n\n## Review questions\n\n1. Who?\n")
    assert line == 0
    assert "“## Who are customers? (20 min)”" in sentence


def test_a_plan_without_a_title_is_refused() -> None:
    ((line, sentence),) = errors_of("---\nformat: flipchart-plan/1\n---\n## A (5 min)\n")
    assert line == 1
    assert "“title: Who we are and what we do”" in sentence


def test_a_part_before_the_first_topic_is_kept_for_the_lesson() -> None:
    text = f"{HEAD}Welcome.\n\n### Materials\n- Ball\n\n## A (5 min)\n"
    ((line, sentence),) = warnings_of(text)
    assert line == 7
    assert "before the first topic" in sentence
    plan = plan_of(text)
    assert plan.introduction == "Welcome."
    assert [(part.title, part.prose) for part in plan.parts] == [("Materials", "- Ball")]


def test_a_heading_of_the_highest_rank_among_the_topics_is_pointed_out() -> None:
    ((line, sentence),) = warnings_of(f"{SMALL}### Delivery tips\nSlow.\n\n# Part two\n")
    assert line == 10
    assert "“Part two” has one number sign" in sentence


def test_problems_come_in_the_order_of_their_lines() -> None:
    text = f"{HEAD}## A\n## B (0 min)\n### Handuot\n## C (5 min)\n### Nothing\n"
    lines = [problem.line for problem in parse(text).problems]
    assert lines == sorted(lines)
    assert len(lines) == 4


def test_of_very_many_problems_the_first_are_told_and_every_error_before_warnings() -> None:
    text = f"{SMALL}{'### Unknown' * 1}\n" + "### Unknown\n" * 500 + "## No minutes\n"
    parsed = parse(text)
    assert parsed.plan is None
    assert len(parsed.problems) == MOST + 1
    assert any("No minutes" in problem.sentence for problem in parsed.problems)
    assert parsed.problems[-1].sentence.startswith("402 more")


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parsed = parse(text)
    assert (parsed.plan is None) == any(problem.error for problem in parsed.problems)


@given(st.binary())
def test_no_bytes_make_the_parser_raise(raw: bytes) -> None:
    parse(raw)


@given(st.text(alphabet=" \n-#`*_>:[](){}1.!&|x~+=\"'%@?,", max_size=200))
def test_no_marks_make_the_parser_raise(marks: str) -> None:
    for before in ("", "---\n", SMALL, f"{SMALL}### Activity\n", f"{SMALL}### Flip chart\n"):
        parse(before + marks)
    parse(f"---\n{marks}\n---\n")
