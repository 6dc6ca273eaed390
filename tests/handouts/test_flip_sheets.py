"""Flip-chart sheets: letters to be read from afar, and nothing of them cut off at an edge."""

import re
from functools import cache

import pytest

from handouts import leaves
from handouts.flip_sheets import SIZES, TILE_LINES, WIDTHS, Strip, flip_sheets, size, strips
from handouts.kinds import KINDS
from handouts.leaves import Leaf
from handouts.options import Options
from handouts.source import Source
from sessions.plan import Plan, Sheet, Topic
from templates.style import STATIC
from tests.handouts.pages import MM, Letter, Page, pages, without_spaces
from tests.handouts.printing import printed

CAPITAL = 0.66
"""How high a capital of the marker hand is beside its size."""

LEAST = 25
"""Millimetres; read from 8 m, by 1/300 of the distance."""

HEADINGS = [
    "External customers",
    "WHAT DO WE WANT TO BE KNOWN FOR AT ALL TIMES?",
    "COMMUNICATION MANAGEMENT",
    "Внешние клиенты компании и мы",
    "ΕΞΩΤΕΡΙΚΟΙ ΠΕΛΑΤΕΣ ΜΑΣ",
    "我们的外部客户究竟是哪些人呢",
    "عملاؤنا الخارجيون والداخليون",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
]
LINES = (
    "WOMEN WORKING AT HOME – SECURITY GUARDS, MAINTENANCE",
    "Служба технической поддержки",
    "我们的外部客户究竟是哪些人呢",
    "A plain line that is longer than a row of pages is wide",
)


@cache
def every_script() -> Source:
    """A plan with all of these sheets, the last of them with lines written beforehand."""
    sheets = (Sheet(f"s{n}", heading) for n, heading in enumerate(HEADINGS))
    topic = Topic(1, "A topic", 5, sheets=(*sheets, Sheet("last", "Lines", lines=LINES)))
    return Source(Plan("", "Sheets", topics=(topic,)))


def leaf(heading: str, lines: tuple[str, ...] = ()) -> Leaf:
    topic = Topic(1, "A topic", 5, sheets=(Sheet("one", heading, lines=lines),))
    return leaves.empty(Plan("", "Sheets", topics=(topic,)))[0]


def on_tiles(heading: str, lines: tuple[str, ...] = ()) -> list[Strip]:
    return strips([leaf(heading, lines)])


def test_a_heading_is_as_large_as_fits_on_a_line_and_never_too_small() -> None:
    assert size("Buyers", WIDTHS["a1"], "a1") == 1
    longer = [size("x" * n, WIDTHS["a1"], "a1") for n in range(1, 200)]
    assert set(longer) == {1, 2, 3, 4}
    assert longer[:15] == sorted(longer[:15])
    assert min(SIZES) * CAPITAL >= LEAST


def test_on_a3_all_headings_are_of_one_size() -> None:
    (short,), (long,) = (flip_sheets([leaf(text)], "a3") for text in ("A", "A word " * 20))
    assert short.size == long.size == len(SIZES)


def test_the_style_sheet_has_the_sizes_that_are_reckoned_with() -> None:
    css = (STATIC / "css" / "flip-sheets.css").read_text("utf-8")
    found = re.findall(r"h1\.size-(\d) \{ font-size: (\d+)mm; \}", css)
    assert [(int(place), int(mm)) for place, mm in found] == list(enumerate(SIZES, 1))


def test_a_sheet_on_tiles_has_its_heading_first_and_then_its_lines() -> None:
    rows = on_tiles("Buyers", ("One", "Two", "Three", "Four"))
    assert (rows[0].heading, rows[0].lines) == (("Buyers",), ())
    assert [row.lines for row in rows[1:]] == [("– One", "– Two", "– Three"), ("– Four",)]
    assert [(row.number, row.of) for row in rows] == [(1, 3), (2, 3), (3, 3)]


def test_a_heading_of_many_lines_goes_on_in_a_further_row() -> None:
    rows = on_tiles("A heading of very many words " * 4)
    assert len(rows) > 1
    assert all(len(row.heading) <= TILE_LINES for row in rows)
    said = without_spaces("".join(line for row in rows for line in row.heading))
    assert said == without_spaces("A heading of very many words " * 4)


def test_a_long_line_goes_on_below_without_a_second_dash() -> None:
    (row,) = on_tiles("Buyers", ("A plain line that is too long for it",))[1:]
    assert len(row.lines) == 2
    assert without_spaces("".join(row.lines)) == "–Aplainlinethatistoolongforit"


def test_nothing_is_cut_off_at_the_edge_of_the_tiles() -> None:
    document = printed(KINDS["sheets"], Options("a4"), every_script)
    found = pages(document.pdf)
    assert document.complaints == ()
    assert len(found) == 2 * len(strips(leaves.empty(every_script().plan)))
    for number, (left, right) in enumerate(zip(found[::2], found[1::2], strict=True), 1):
        assert min(one.left for one in left.letters) >= 10, f"pair {number}: {right.text}"
        assert max(one.right for one in right.letters) <= 287, f"pair {number}: {right.text}"
        for page in (left, right):
            assert max(one.top for one in large(page)) <= page.height - 10
            assert min(one.bottom for one in large(page)) >= 15


def test_what_is_cut_on_one_tile_goes_on_at_the_same_place_on_the_other() -> None:
    found = pages(printed(KINDS["sheets"], Options("a4"), every_script).pdf)
    apart = {
        (round(one.left - other.left, 1), round(one.top - other.top, 1))
        for left, right in zip(found[::2], found[1::2], strict=True)
        for one, other in zip(large(left), large(right), strict=True)
    }
    assert apart == {(277, 0)}


def large(page: Page) -> list[Letter]:
    """The letters to be read from afar, also those beyond the edge."""
    return [one for one in page.letters if one.size > 30]


@pytest.mark.parametrize("paper", ["a1", "a3"])
def test_headings_of_every_script_are_large_enough_to_be_read(paper: str) -> None:
    found = pages(printed(KINDS["sheets"], Options(paper), every_script).pdf)
    for page, heading in zip(found, HEADINGS, strict=False):
        written = large(page)
        assert all(one.size * MM * CAPITAL >= LEAST - 0.1 for one in written), heading
        assert all(one.left >= 10 and one.right <= page.width - 10 for one in written), heading
