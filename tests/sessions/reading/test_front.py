"""The head of a plan file, in YAML: read as it is written, and never trusted."""

import pytest

from sessions.plan_file import parse
from tests.sessions.reading.plan_texts import errors_of, plan_of, warnings_of

BODY = "\n---\n\n## A (5 min)\n"


def head(*lines: str) -> str:
    """A plan with these lines in its head, beside the format, which is line 2."""
    return "\n".join(["---", "format: flipchart-plan/1", *lines]) + BODY


def test_the_head_gives_the_plans_particulars() -> None:
    plan = plan_of(
        head(
            "title: Who we are and what we do",
            "lang: de-AT",
            "course: Customer service",
            "lesson: 2 of 7",
            "group: {min: 6, max: 20}",
            "room: cabaret tables, two flip charts",
        )
    )
    assert (plan.title, plan.lang) == ("Who we are and what we do", "de-AT")
    assert (plan.course, plan.lesson) == ("Customer service", "2 of 7")
    assert (plan.group_min, plan.group_max) == (6, 20)
    assert plan.room == "cabaret tables, two flip charts"


@pytest.mark.parametrize("value", ["1.10", "2026-11-21", "0x10", "yes", "1e3", "007"])
def test_a_value_stays_as_it_is_written(value: str) -> None:
    plan = plan_of(head(f"title: {value}", f"lesson: {value}"))
    assert (plan.title, plan.lesson) == (value, value)


def test_a_value_over_several_lines_becomes_one() -> None:
    assert plan_of(head("title: >", "  Who we are", "  and what we do")).title == (
        "Who we are and what we do"
    )


def test_a_key_may_be_left_empty_and_lines_may_be_comments() -> None:
    plan = plan_of(head("title: A # a comment", "# another", "course:", "room: ~"))
    assert (plan.title, plan.course, plan.room) == ("A", "", "")


def test_a_size_of_the_group_may_be_one_sided() -> None:
    assert plan_of(head("title: A", "group: {max: 12}")).group_max == 12


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("colour: red", "“colour” is not used. The head of a plan may have: format, title, lang,"),
        ("room: [a, b]", "“room: a text”"),
        ("lang: deutsch!", "“lang: de”"),
        ("group: 6-20", "“group: {min: 6, max: 20}”"),
        ("group: {min: 0}", "“group: {min: 6, max: 20}”"),
        ("group: {min: many, max: 20}", "“group: {min: 6, max: 20}”"),
        ("group: {min: 20, max: 6}", "Exchange the two numbers"),
    ],
)
def test_what_cannot_be_used_in_the_head_is_a_warning(line: str, says: str) -> None:
    ((found, sentence),) = warnings_of(head("title: A", line))
    assert found == 4
    assert says in sentence


def test_a_missing_format_is_read_as_the_first_and_warned_of() -> None:
    ((_, sentence),) = warnings_of(f"---\ntitle: A{BODY}")
    assert "“format: flipchart-plan/1”" in sentence


@pytest.mark.parametrize("version", ["flipchart-plan/2", "workshop-plan/1", ""])
def test_another_format_is_refused(version: str) -> None:
    ((line, sentence),) = errors_of(f"---\ntitle: A\nformat: {version}{BODY}")
    assert line == 3
    assert "“format: flipchart-plan/1”" in sentence


def test_a_head_without_an_end_is_pointed_out_and_nothing_else() -> None:
    ((line, sentence),) = errors_of("---\ntitle: A\n\n## B (5 min)\n")
    assert line == 1
    assert "three dashes" in sentence


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["title: Service: the basics"], 3),
        (["title: A", "\troom: B"], 4),
        (["title: 'A"], 3),
        (["title: A", "room: @home"], 4),
        (["title: A", "room: !!python/object/apply:os.system [ls]", "]"], 5),
    ],
)
def test_a_head_that_is_no_yaml_is_an_error_in_its_line(lines: list[str], line: int) -> None:
    ((found, sentence),) = errors_of(head(*lines))
    assert found == line
    assert "quotes" in sentence


def test_a_key_that_comes_twice_is_an_error() -> None:
    ((line, sentence),) = errors_of(head("title: A", "title: B"))
    assert line == 4
    assert "in line 3 already" in sentence


@pytest.mark.parametrize("text", ["- a\n- b", "just words"])
def test_a_head_that_is_no_list_of_keys_is_an_error(text: str) -> None:
    ((_, sentence),) = errors_of(f"---\n{text}{BODY}")
    assert "“title: Who we are and what we do”" in sentence


def test_a_yaml_bomb_is_refused_by_its_first_anchor() -> None:
    bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    bomb += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    ((line, sentence),) = errors_of(head("title: A", *bomb))
    assert line == 4
    assert "refers to another place" in sentence


@pytest.mark.parametrize("line", ["title: &x A", "title: *x", "title: *** Welcome ***", "<<: *x"])
def test_anchors_and_aliases_are_refused(line: str) -> None:
    assert [found for found, _ in errors_of(head(line))] == [3]


@pytest.mark.parametrize("mark", ["[", "{", "- ", "? ", "{a: "])
def test_a_head_nested_without_end_is_refused(mark: str) -> None:
    ((_, sentence),) = errors_of(head("title: A", "room:", f" {mark * 3000}"))
    assert "nested too deeply" in sentence


def test_a_head_that_is_too_long_is_refused_unread() -> None:
    ((_, sentence),) = errors_of(head("title: A", "room:", *["- a"] * 8000))
    assert "too long" in sentence


def test_no_object_is_ever_made_from_the_head() -> None:
    parsed = parse(head("title: A", "room: !!python/object/apply:os.getcwd []"))
    assert parsed.plan is not None
    assert parsed.plan.room == ""


def test_half_a_letter_that_an_escape_writes_becomes_a_question_mark() -> None:
    text = '---\ntitle: "a\\uD800b"\n"\\uDFFF": x\n---\n\n## One (5 min)\n'
    parsed = parse(text)
    assert parsed.plan is not None
    assert parsed.plan.title == "a?b"
    assert all(problem.sentence.encode("utf-8") for problem in parsed.problems)
