"""Rows as CSV (RFC 4180) that a spreadsheet opens, and in which it finds no formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import regex
from defusedcsv import csv

from handouts.rows import Cell
from templates.filters import rfc3339

_SIGNS = r"[=+\-@|%＝＋－＠｜％﹦﹢﹣﹫]"  # noqa: RUF001 - full-width and small forms are meant
_DEFUSED = regex.compile(r"[=+\-@|%]")
_FORMULA = regex.compile(rf"[\t\r\n]|[\s\p{{C}}]*{_SIGNS}")
_NEXT_CELL = regex.compile(rf"(?<=[;\t\r\n])(?=[\s\p{{C}}\"]*{_SIGNS})")


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The rows under their columns, with the byte order mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """People's text with an apostrophe before whatever a spreadsheet may take for a formula.

    Plain signs at the start are left to defusedcsv, which knows negative numbers from formulas.
    What it does not know: white space and full-width forms before or instead of the sign, and, as
    Excel splits at semicolons in half of Europe, a sign after one. See OWASP, CSV Injection.
    """
    text = _NEXT_CELL.sub("'", text)
    return f"'{text}" if _FORMULA.match(text) and not _DEFUSED.match(text) else text


def _cell(value: Cell) -> str | float | None:
    if isinstance(value, datetime):
        return rfc3339(value.timestamp())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else value
