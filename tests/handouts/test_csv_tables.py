"""CSV is what Excel opens, and holds no formula whatever people wrote."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.csv_tables import as_csv
from sessions import agenda, people, sheets
from tests.handouts.exporting import ANN, FORMULAS, body, raw, table, workshop
from tests.sessions.story import Story


def cells(made: bytes, separator: str) -> Iterator[str]:
    text = io.StringIO(made.decode("utf-8-sig"), newline="")
    for row in csv.reader(text, delimiter=separator):
        yield from row


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may compute it; a plain negative number is one either way."""
    sign = unicodedata.normalize("NFKC", cell.lstrip(" \t\r\n\u00a0\u200d")[:1])
    return sign in {*"=+-@|%"} and not re.fullmatch(r"-?[0-9,.]+", cell.strip())


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    story = Story()
    story.do(people.give_name(ANN, text), by=ANN)
    story.do(sheets.add(text, ""))
    raw(story, text, sheet=story.state.sheets.all[-1].id)
    made = body(story, "ideas.csv")
    for separator in (",", ";"):
        assert not [cell for cell in cells(made, separator) if is_formula(cell)]
    assert not [cell for cell in cells(made, ",") if cell.startswith(("\t", "\r", "\n", "''"))]


@given(st.text(st.sampled_from("=-＝ \t\r\n;,\"'|a1\u200d")))
def test_no_text_is_a_formula_wherever_a_spreadsheet_splits(text: str) -> None:
    made = as_csv(("number", "text", "title"), [(1, text, text)])
    for separator in (",", ";"):
        assert not [cell for cell in cells(made, separator) if is_formula(cell)]


def test_text_that_is_no_formula_and_numbers_of_ours_stay_as_they_are() -> None:
    story = Story()
    story.do(agenda.add_time(1, -600))
    for text in ("-5", "a-b; c", "100 %", "it's = good", 'say "hi", twice'):
        raw(story, text)
        assert table(story, "ideas.csv")[-1]["text"] == text
    assert table(story, "timings.csv")[0]["added_minutes"] == "-10.0"


def test_csv_is_as_excel_and_rfc_4180_have_it() -> None:
    made = body(workshop(), "ideas.csv")
    assert made.startswith(b"\xef\xbb\xbfnumber,sheet,")
    assert made.count(b"\r\n") == made.count(b"\n") == 8
