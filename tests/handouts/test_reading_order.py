"""The words of a PDF are read out in the order in which somebody would read them."""

import re
from collections.abc import Iterable

import pytest

from handouts.kinds import KINDS
from handouts.options import Options
from handouts.questions import questions
from templates.paper import letter
from tests.handouts.pages import read_out
from tests.handouts.printing import built_in, printed

PLAN = built_in()
FIRST = PLAN.topics[0]


def read(name: str, *, easy: bool = False) -> str:
    return read_out(printed(KINDS[name], Options(easy=easy) if easy else None).pdf)


def assert_in_order(whole: str, words: Iterable[str]) -> None:
    place = 0
    for one in words:
        found = whole.find(one, place)
        assert found >= 0, f"“{one}” does not follow “{whole[max(0, place - 60) : place]}”"
        place = found + len(one)


def test_a_handout_goes_from_the_topic_to_its_words_to_its_sheets_to_notes() -> None:
    topics = (
        words
        for topic in PLAN.topics
        for words in (
            topic.title,
            topic.summary,
            topic.objective,
            topic.handout.split("\n")[0],
            *(part for sheet in topic.sheets for part in (sheet.heading, sheet.question)),
            "My notes",
        )
    )
    more = "Review questions", "Practical illustration", "Further reading"
    assert_in_order(read("handout"), (PLAN.title, "Handout", *topics, *more))


@pytest.mark.parametrize("easy", [False, True])
def test_a_sheet_is_read_line_by_line_each_with_its_tally(easy: bool) -> None:
    lines = ("– The school 3 times", "– Suppliers", "– Neighbours", "– Tax payers", "– Callers")
    sheets = ("External customers", "Who outside the firm relies on your work?", *lines)
    more = ("Internal customers", "– Payroll", "– The boss", "A sheet made on the spot")
    assert_in_order(read("takeaway", easy=easy), (FIRST.summary, *sheets, *more))


def test_the_report_goes_from_the_numbers_to_the_hour_to_the_ideas_to_the_checklist() -> None:
    report = read("report")
    rows = ("1. Who are customers?", "2. What is customer service?", "Sheet Ideas Shown")
    ideas = ("The school Ann", "Suppliers Ann", "A rude word Ann, hidden", "Friendly")
    hour = (PLAN.title, "3 People who joined", "The hour at a glance", "Time line:", "Began")
    ticked = ("Checklist", "Prepared", f"1 {FIRST.checklist[0]} yes", "Brought")
    assert_in_order(report, (*hour, *rows, *ideas, *ticked))
    row = r"No\. Time Idea, in the order they came Notes \d+ \d\d:\d\d The school Ann"
    assert re.search(row, report)


@pytest.mark.parametrize("name", ["quiz", "handout", "guide"])
def test_each_question_is_read_with_its_number_and_then_its_answers(name: str) -> None:
    asked = (
        words
        for one in questions(PLAN)
        for words in (
            f"{one.number}. {one.question.text}",
            *(f"{letter(n)} {choice.text}" for n, choice in enumerate(one.question.choices)),
        )
    )
    assert_in_order(read(name), asked)


def test_the_key_has_the_right_answer_and_then_its_reason() -> None:
    key = (
        words
        for one in questions(PLAN)
        for words in (
            f"{one.number}. {one.question.text}",
            *(f"{letter(n)} {one.question.choices[n].text}" for n in one.right),
            one.question.reason,
        )
    )
    assert_in_order(read("key"), key)


def test_the_checklist_has_what_to_bring_and_then_each_topic() -> None:
    topics = (
        words
        for topic in PLAN.topics
        for words in (f"{topic.number}. {topic.title}", *topic.checklist)
    )
    bring = FIRST.materials
    assert_in_order(read("checklist"), (PLAN.title, "Checklist", "Bring", *bring, *topics))


def test_the_pack_has_all_its_parts_in_the_order_of_its_contents() -> None:
    parts = ("At a glance", "Answer key", "Checklist", "Map of the sheets", "One idea a line.")
    pack = read("pack")
    assert_in_order(pack, ("Contents", "Facilitator’s guide", *parts, "Handout 1", "My notes"))


def test_the_mark_of_a_list_is_read_before_its_line() -> None:
    marked = ("• materials", "• information", "1. Everybody stands", "2. Say what it is for")
    assert_in_order(read("guide"), marked)
