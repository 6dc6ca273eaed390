"""What a PDF is made of: the same HTML, the same bytes; its contents, marks and pages."""

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from handouts.kinds import KINDS
from handouts.options import Options
from handouts.pdf import SHORT, to_pdf
from tests.handouts.pages import pages, read_out
from tests.handouts.printing import html, printed

PRINT = """
import hashlib, sys
from handouts.pdf import to_pdf
print(hashlib.sha256(to_pdf(sys.stdin.read(), archive=bool(int(sys.argv[1]))).pdf).hexdigest())
"""
"""A program that prints what it is given and says which bytes came of it."""

ROOT = Path(__file__).parents[2]


def document(body: str, paragraphs: int = 0, head: str = "") -> str:
    more = "<p style='break-before: page'>More</p>" * paragraphs
    return (
        f"<html lang=en><head><title>A title</title>{head}</head><body>{body}{more}</body></html>"
    )


def listed(pages_of_it: int) -> str:
    """A document of so many pages that has a list of its contents on the first of them."""
    contents = '<nav class="contents"><h2>Contents</h2></nav>'
    style = "<style>nav.contents { display: none }</style>"
    return document(f"<h1>Heading</h1>{contents}", pages_of_it - 1, style)


@pytest.mark.parametrize(
    ("name", "options"),
    [("quiz", Options()), ("report", Options(archive=True))],
)
def test_another_computer_makes_the_same_bytes_of_the_same_page(
    name: str, options: Options
) -> None:
    drawn = html(KINDS[name], options)
    other = subprocess.run(
        [sys.executable, "-c", PRINT, str(int(options.archive))],
        input=drawn,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    here = hashlib.sha256(printed(KINDS[name], options).pdf).hexdigest()
    assert other.stdout.strip() == here


def test_other_words_make_other_bytes() -> None:
    assert to_pdf(document("<h1>A</h1>")).pdf != to_pdf(document("<h1>B</h1>")).pdf


def test_contents_are_listed_in_a_document_of_more_than_six_pages() -> None:
    short, long = to_pdf(listed(SHORT)), to_pdf(listed(SHORT + 1))
    assert (short.pages, long.pages) == (6, 7)
    assert "Contents" not in read_out(short.pdf)
    assert "Contents" in read_out(long.pdf)


def test_the_number_of_pages_is_that_of_the_file() -> None:
    made = to_pdf(listed(3))
    assert made.pages == len(pages(made.pdf)) == len(PdfReader(BytesIO(made.pdf)).pages) == 3


def test_each_page_is_told_when_it_is_laid_out() -> None:
    told: list[int] = []
    to_pdf(document("<h1>Heading</h1>", 3), page=told.append)
    assert set(told) == {1, 2, 3, 4}
    assert told[:4] == sorted(told[:4])


def test_complaints_are_of_this_document_and_not_of_the_one_before() -> None:
    missing = "<img src='/static/no-such-file.svg' alt='x'>"
    assert to_pdf(document(f"<h1>Heading</h1>{missing}")).complaints != ()
    assert to_pdf(document("<h1>Heading</h1>")).complaints == ()


def test_a_page_can_be_filled_in_only_where_it_has_boxes_to_fill_in() -> None:
    def fields(name: str) -> object:
        return PdfReader(BytesIO(printed(KINDS[name]).pdf)).get_fields()

    assert fields("quiz")
    assert not fields("handout")


def test_the_archive_says_in_plain_text_which_standard_it_keeps() -> None:
    archive = printed(KINDS["report"], Options(archive=True)).pdf
    assert re.search(rb"pdfaid:part\W+2\W", archive)
    assert re.search(rb"pdfaid:conformance\W+A\W", archive)
    assert read_out(archive) == read_out(printed(KINDS["report"]).pdf)
