"""The sheets that a topic prepares."""

import pytest

from sessions.plan import Part, Sheet
from tests.sessions.reading.plan_texts import SMALL, errors_of, plan_of, topic_of, warnings_of


def sheet_of(*lines: str) -> Sheet:
    (sheet,) = topic_of("### Flip chart\n" + "\n".join(lines)).sheets
    return sheet


def test_a_sheet_has_a_name_a_heading_and_a_question() -> None:
    assert sheet_of("- `external` *External* customers: Who outside: buyers?") == Sheet(
        "external", "External customers", "Who outside: buyers?"
    )


def test_a_sheet_may_have_a_heading_alone() -> None:
    assert sheet_of("- External customers") == Sheet("external-customers", "External customers")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Kunden draußen: Wer?", "kunden-draussen"),
        ("顧客：誰？", "sheet-1"),
        ("10:30: What?", "10-30"),
    ],
)
def test_a_sheet_without_a_name_is_named_after_its_heading(heading: str, name: str) -> None:
    assert sheet_of(f"- {heading}").id == name


@pytest.mark.parametrize(
    ("limit", "each", "words", "letters"),
    [
        ("(max 3 each)", 3, None, None),
        ("(max 3 words)", None, 3, None),
        ("(max 60 letters)", None, None, 60),
        ("(max 3 each, max 10 words)", 3, 10, None),
        ("(max 1 idea each, 10 words and 60 characters)", 1, 10, 60),
        ("(Max. 2 per person)", 2, None, None),
    ],
)
@pytest.mark.parametrize("shape", ["- `a` Heading: Why? {}", "- `a` Heading {}: Why?"])
def test_limits_stand_in_brackets(
    shape: str, limit: str, each: int | None, words: int | None, letters: int | None
) -> None:
    sheet = sheet_of(shape.format(limit))
    assert sheet == Sheet("a", "Heading", "Why?", each, words, letters)


@pytest.mark.parametrize(
    "limit",
    ["(max three each)", "(max 0 words)", "(max 201 letters)", "(max 9 pages)", "(max 99999 each)"],
)
def test_a_limit_that_cannot_be_read_is_an_error(limit: str) -> None:
    ((line, sentence),) = errors_of(f"{SMALL}### Flip chart\n- Heading: Why? {limit}\n")
    assert line == 8
    assert "“(max 3 each)”" in sentence


def test_brackets_that_are_no_limit_belong_to_the_question() -> None:
    assert sheet_of("- A: Which job (at most two words)?").question == (
        "Which job (at most two words)?"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["  - Guards", "  - Cleaners: at *night*"],
        ["  Guards", "  Cleaners: at *night*"],
        ["", "  Guards", "", "  - [ ] Cleaners: at *night*"],
        ["  1. Guards", "  2. Cleaners: at", "     *night*"],
    ],
)
def test_lines_indented_under_a_sheet_are_written_on_it_beforehand(lines: list[str]) -> None:
    sheet = sheet_of("- `jobs` Job titles: Which job?", *lines)
    assert sheet == Sheet(
        "jobs", "Job titles", "Which job?", lines=("Guards", "Cleaners: at night")
    )


def test_a_line_that_goes_on_unindented_belongs_to_the_question() -> None:
    assert sheet_of("- `jobs` Job titles: Which", "job?").question == "Which job?"


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("`a` One", "`a` Two", "a"),
        ("`one` A", "One: Why?", "one"),
        ("One", "`ONE` Two", "one"),
    ],
)
def test_a_name_that_two_sheets_have_is_an_error(first: str, second: str, name: str) -> None:
    text = f"{SMALL}### Flip chart\n- {first}\n\n## B (5 min)\n### Flip chart\n- {second}\n"
    ((line, sentence),) = errors_of(text)
    assert line == 12
    assert f"The sheet “{name}” stands in line 8 already" in sentence
    assert f"“- `{name}-2`" in sentence


def test_a_name_of_other_letters_is_an_error() -> None:
    ((_, sentence),) = errors_of(f"{SMALL}### Flip chart\n- `Our café!` Places\n")
    assert "“`our-cafe`”" in sentence


@pytest.mark.parametrize("line", ["- `a`", "- `a` : Why?", "- (max 3 each)", "-"])
def test_a_sheet_without_a_heading_is_an_error(line: str) -> None:
    ((found, sentence),) = errors_of(f"{SMALL}### Flip chart\n{line}\n")
    assert found == 8
    assert "no heading" in sentence


def test_what_is_no_sheet_is_kept_as_a_note() -> None:
    text = f"{SMALL}### Flip charts\nTwo *easels*.\n\n- A\n"
    (topic,) = plan_of(text).topics
    assert topic.parts == (Part("Flip charts", "Two *easels*.", 8),)
    assert [sheet.heading for sheet in topic.sheets] == ["A"]
    assert [line for line, _ in warnings_of(text)] == [8]
