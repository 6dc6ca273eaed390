"""The paper of the workshop that comes with Flipchart, page by page."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from handouts.kinds import KINDS, Kind
from handouts.options import Options
from tests.handouts.pages import Page, pages, read_out
from tests.handouts.printing import EDITIONS, NAMES, START, built_in, printed

papers = pytest.mark.parametrize("paper", ["a4", "letter"])
LINES_FOLLOW = "My notes"
"""A heading below which there is room to write, and nothing to read."""


def guide(paper: str = "a4") -> tuple[Page, ...]:
    return pages(printed(KINDS["guide"], Options(paper, START)).pdf)


def read(name: str) -> str:
    return read_out(printed(KINDS[name]).pdf)


@papers
def test_the_guide_has_at_most_fourteen_pages_and_the_handout_six(paper: str) -> None:
    assert len(guide(paper)) <= 14
    handout = printed(KINDS["handout"], Options(paper))
    assert handout.pages <= 6


@papers
def test_each_topic_begins_a_page_and_the_key_begins_on_a_right_hand_one(paper: str) -> None:
    for topic in built_in().topics:
        title = f"{topic.number}. {topic.title}"
        begins = [page for page in guide(paper) if page.read_out.find(title) in range(20)]
        assert len(begins) == 1, title
    key = [n for n, page in enumerate(guide(paper), 1) if page.read_out.startswith("Answer key")]
    assert [n % 2 for n in key] == [1]


@pytest.mark.parametrize(("kind", "options"), EDITIONS, ids=NAMES)
def test_no_heading_is_the_last_thing_on_its_page(kind: Kind, options: Options) -> None:
    for number, page in enumerate(pages(printed(kind, options).pdf), 1):
        said = [one for one in page.pieces if one.text.strip() not in ("", LINES_FOLLOW)]
        assert said == [] or not said[-1].is_heading, f"page {number}"


@papers
def test_a_cue_stands_on_the_page_of_its_time(paper: str) -> None:
    at = START
    for topic in built_in().topics:
        for cue in topic.cues:
            time = f"{at // 60:02d}:{at % 60:02d}"
            row = re.compile(rf"{time} .{{0,9}}min {cue.kind} {re.escape(cue.text)}")
            assert any(row.search(page.read_out) for page in guide(paper)), f"{time} {cue.text}"
            at += int(cue.minutes)


def test_the_guide_is_marked_as_the_trainer_s_copy_and_the_handout_is_not() -> None:
    assert all("Trainer’s copy" in page.text for page in guide())
    handout = pages(printed(KINDS["handout"], Options()).pdf)
    assert not any("Trainer’s copy" in page.text for page in handout)


def test_the_guide_is_read_in_the_order_in_which_a_topic_runs() -> None:
    whole = " ".join(page.read_out for page in guide())
    topic = built_in().topics[0]
    order = [
        "At a glance",
        "Pack this",
        f"1. {topic.title} {topic.objective}",
        "09:00–09:20 · Handout 1",
        "Bring",
        topic.materials[0],
        "Before people arrive",
        topic.checklist[0],
        *(cue.text for cue in topic.cues),
        "Running late",
        "Time in hand",
        "Then",
        "Ideas to share",
        "Discussion",
        "Delivery tips",
    ]
    place = 0
    for words in order:
        place = whole.index(words, place)  # ValueError where it does not follow


def test_the_guide_says_on_which_page_each_topic_is() -> None:
    first = guide()[0].read_out
    for topic in built_in().topics:
        title = f"{topic.number}. {topic.title}"
        page = next(n for n, one in enumerate(guide(), 1) if title in one.read_out[:40])
        assert re.search(rf"{re.escape(title)}.*? {page} ", first), title


def test_answers_are_in_the_guide_and_the_key_and_in_nothing_for_participants() -> None:
    reason = "They come from outside, come often, and pay."
    assert reason in read("guide")
    assert reason in read("key")
    for name in ("handout", "quiz"):
        assert reason not in read(name)


def test_the_handout_has_what_people_read_and_room_for_what_they_write() -> None:
    handout = read("handout")
    topic = built_in().topics[0]
    order = [built_in().title, "Handout 1", topic.title, topic.summary, topic.objective]
    places = [handout.index(words) for words in order]
    assert sorted(places) == [places[0], *sorted(places[1:])]
    for words in (
        "External customers",
        "Job titles",
        "My notes",
        "Dave is friendly",
        "In ten words",
    ):
        assert words in handout


def test_the_sheets_and_the_checklist_and_the_map_are_whole() -> None:
    sheets = [sheet for topic in built_in().topics for sheet in topic.sheets]
    for name in ("sheets", "map"):
        assert all(sheet.heading in read(name) for sheet in sheets)
    lines = [line for topic in built_in().topics for line in (*topic.checklist, *topic.materials)]
    assert all(line in read("checklist") for line in lines)
    assert printed(KINDS["checklist"], Options()).pages == 1
    assert printed(KINDS["map"], Options()).pages == 1


@pytest.mark.parametrize(("paper", "pages_wide"), [("a1", 594), ("a3", 297), ("a4", 297)])
def test_a_heading_on_a_sheet_can_be_read_from_eight_metres(paper: str, pages_wide: int) -> None:
    document = pages(printed(KINDS["sheets"], Options(paper)).pdf)
    assert {round(page.width) for page in document} == {pages_wide}
    capitals = [
        max(one.top - one.bottom for one in page.letters if one.text.isupper())
        for page in document
        if any(one.text.isupper() and one.size > 30 for one in page.letters)
    ]
    assert capitals
    assert min(capitals) >= 24.9


def test_two_tiles_side_by_side_carry_a_heading_between_them() -> None:
    left, right = pages(printed(KINDS["sheets"], Options("a4")).pdf)[:2]

    def letters(page: Page, edge: float, other: float) -> str:
        large = [one for one in page.letters if one.size > 30]
        return "".join(one.text for one in large if edge < (one.left + one.right) / 2 < other)

    both = letters(left, 10, 287) + letters(right, 10, 287)
    assert both.startswith("Externalcu")
    assert both.endswith("tomers")


def test_the_quiz_can_be_filled_in_on_a_screen() -> None:
    fields = PdfReader(BytesIO(printed(KINDS["quiz"], Options()).pdf)).get_fields()
    assert fields is not None
    assert {"name", "q1", "q4", "q13"} <= set(fields)
