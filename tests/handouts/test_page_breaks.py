"""Where a page ends: never between a heading and its words, nor within a row of the run sheet."""

import re
from functools import cache

from handouts.kinds import KINDS
from handouts.options import Options
from handouts.source import Source
from tests.handouts.pages import Page, pages
from tests.handouts.printing import START, plan_of, printed

HEAD = "---\nformat: flipchart-plan/1\ntitle: Page breaks\nlang: en\n---\n\n"
WORDS = "some words that are said about it and a few more of them, "
LINES_FOLLOW = "My notes"
FOOT, LINES = 17, 3 * 7.6
"""Millimetres below the text of a page, and that the lines to write on are high."""


@cache
def long_topic() -> Source:
    """A topic whose run sheet and whose parts go over many pages, with breaks at all places."""
    cues = (f"- SAY 1m: Cue {n} begins, {WORDS * (n % 7)}cue {n} ends." for n in range(70))
    parts = (f"### Part number {n}\n\n{WORDS * (1 + n % 6)}\n" for n in range(70))
    topic = "## A long topic (70 min)\n\n### Activity\n"
    return Source(plan_of(HEAD + topic + "\n".join((*cues, "", *parts))))


@cache
def many_topics() -> Source:
    """Topics whose text for the handout is a line longer each, until it fills a page and more."""
    topics = (
        f"## Topic {n} (5 min)\n\n### Handout text\n" + f"{WORDS[:40]}\n\n" * (30 + n)
        for n in range(1, 14)
    )
    return Source(plan_of(HEAD + "\n".join(topics)))


@cache
def many_sheets() -> Source:
    """Prose with headings of its own, then sheets, of all lengths."""
    heads = "\n\n".join(f"#### Small head {n}\n\n{WORDS * (1 + n % 7)}" for n in range(60))
    lines = ("".join(f"  - Line {line}\n" for line in range(1 + n % 11)) for n in range(60))
    sheets = "".join(f"- `s{n}` Sheet {n}\n{below}" for n, below in enumerate(lines))
    topic = f"## A topic (5 min)\n\n### Handout text\n{heads}\n\n### Flip chart\n{sheets}"
    return Source(plan_of(HEAD + topic))


def guide() -> tuple[Page, ...]:
    return pages(printed(KINDS["guide"], Options("a4", START), long_topic).pdf)


def test_no_heading_is_parted_from_what_it_is_about() -> None:
    for number, page in enumerate(guide(), 1):
        said = [one for one in page.pieces if one.text.strip()]
        assert not said[-1].is_heading, f"page {number} ends with “{said[-1].text}”"


def test_no_heading_in_prose_or_of_a_sheet_is_parted_from_its_first_line() -> None:
    found = pages(printed(KINDS["handout"], Options(), many_sheets).pdf)
    assert len(found) > 20
    for number, page in enumerate(found[:-1], 1):
        said = [one for one in page.pieces if one.text.strip()]
        assert not said[-1].is_heading, f"page {number} ends with “{said[-1].text}”"
        assert not said[-1].text.startswith("Small head"), f"page {number}"


def test_a_cue_and_its_time_are_on_one_page_whole() -> None:
    for n in range(70):
        at = f"{(START + n) // 60:02d}:{(START + n) % 60:02d}"
        row = re.compile(rf"{at} 1 min SAY Cue {n} begins, [^:]*cue {n} ends\.")
        assert sum(bool(row.search(page.read_out)) for page in guide()) == 1, f"cue {n}"


def test_the_run_sheet_has_its_head_again_on_each_of_its_pages() -> None:
    for page in guide():
        if " SAY Cue " in page.read_out:
            assert "Clock Cue What happens My notes" in page.read_out


def test_lines_for_notes_are_on_the_page_of_their_heading() -> None:
    found = pages(printed(KINDS["handout"], Options(), many_topics).pdf)
    ends = [page for page in found if page.pieces[-1].text.strip() == LINES_FOLLOW]
    assert len(ends) == 13
    for page in ends:
        lowest = min(one.bottom for one in page.letters if one.bottom > FOOT)
        assert lowest > FOOT + LINES
    alone = [page for page in ends if page.read_out == LINES_FOLLOW]
    assert 0 < len(alone) < 13, "no topic, or each, was long enough to push them to the next page"
