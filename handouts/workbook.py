"""Tables as sheets of one XLSX workbook, in which everything people wrote is text."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from handouts.rows import Cell, Frame

_OPTIONS = {
    "in_memory": True,
    "remove_timezone": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TEXT = {"text_wrap": True, "valign": "top", "quote_prefix": True}
_NUMBER = {"valign": "top", "align": "left"}
_TIME = {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd hh:mm:ss"}
_HEADING = {"bold": True, "valign": "top", "bottom": 1}

_WIDTHS = {
    "text": 60,
    "text_as_sent": 40,
    "line_text": 40,
    "title": 40,
    "topic_title": 30,
    "sheet_heading": 30,
    "value": 60,
    "what": 24,
}
_WIDTH = 20
"""Characters; a time fits into it, and so does each heading with the button of its filter."""


class Table(Struct, frozen=True):
    """Rows under their columns. `name` stands on the tab of its sheet."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Iterable[Cell]]


def as_workbook(tables: Iterable[Table]) -> bytes:
    """One sheet a table: a bold heading that stays in sight, filters, and real dates in UTC."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - a start is quicker without it

    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        kinds = (_HEADING, _TEXT, _NUMBER, _TIME)
        formats = _Formats(*(book.add_format(kind) for kind in kinds))
        for table in tables:
            _fill(book.add_worksheet(table.name), table, formats)
    return out.getvalue()


def upright(row: Frame) -> Iterator[tuple[str, Cell]]:
    """A session's one row as many: each column's heading and its value."""
    for column, value in row._asdict().items():
        yield heading(column), value


def heading(column: str) -> str:
    """A column's name in plain words; that of an instant says that it is in UTC."""
    words = column.removesuffix("_at").replace("_", " ").capitalize()
    return f"{words} (UTC)" if column.endswith("_at") else words


class _Formats(Struct, frozen=True):
    heading: Format
    text: Format
    number: Format
    time: Format


def _fill(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTHS.get(column, _WIDTH))
        sheet.write_string(0, place, heading(column), formats.heading)
    last = 0
    for last, row in enumerate(table.rows, 1):
        for place, value in enumerate(row):
            _write(sheet, (last, place), value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write(sheet: Worksheet, place: tuple[int, int], value: Cell, formats: _Formats) -> None:
    match value:
        case None:
            pass
        case bool():
            sheet.write_string(*place, "yes" if value else "no", formats.number)
        case datetime():
            sheet.write_datetime(*place, value, formats.time)
        case str():
            sheet.write_string(*place, _plain(value), formats.text)
        case _:
            sheet.write_number(*place, value, formats.number)


def _plain(text: str) -> str:
    """Text that XlsxWriter does not take for markup of its own.

    It writes what stands between <r> and </r> into the file as it is (sharedstrings, 3.3), so
    that anyone could put elements there, or break it; a space at the end keeps it from that.
    """
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
