"""A session on its way to another computer: its facts as JSON lines, checked before they are taken.

The first line says what this is and which session; then comes one fact a line, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from sessions.codes import read_code
from sessions.facts import Record, UnknownKind, decode, encode
from sessions.log import Entry
from sessions.opening import SessionOpened
from sessions.refused import Invalid, marked
from sessions.state import State, apply, begin

FORMAT = "flipchart-session/1"
MOST_BYTES = 64 * 2**20
"""The largest file that is taken in."""

AHEAD = 600.0
"""Seconds that another computer's clock may be ahead of this one's."""

YEARS = 10 * 366 * 86_400.0
"""Seconds from now within which a session is planned to start."""

NO_HEAD = marked("Line 1: this is no session that Flipchart exported. Nothing was taken in.")
NEWER = marked(
    "Line 1: this was exported by a newer Flipchart. Nothing was taken in. Update Flipchart."
)
TOO_LARGE = marked("A session's file has at most 64 MB. Nothing was taken in.")
BROKEN = marked("Line %(line)s cannot be read as a fact. Nothing was taken in.")
UNKNOWN = marked("Line %(line)s: %(why)s")
GAP = marked("Line %(line)s has number %(number)s, not %(expected)s. Nothing was taken in.")
FUTURE = marked(
    "Line %(line)s is later than it is now by this computer's clock. Nothing was taken in. Set the "
    "clock, or wait."
)
UNFIT = marked("Line %(line)s does not fit what came before it. Nothing was taken in.")
CUT_OFF = marked(
    "The file ends after %(found)s of %(facts)s facts: it was cut off. Nothing was taken in."
)


class _Head(msgspec.Struct):
    format: str
    version: str
    id: str
    code: str
    title: str
    facts: int


class _Line(msgspec.Struct):
    number: int
    at: float
    by: str
    action: int
    once: str | None
    kind: str
    fact: msgspec.Raw


class Carried(Struct, frozen=True):
    """A session that was read, and all its facts, which fold."""

    entry: Entry
    records: list[Record]


def lines(entry: Entry, records: Sequence[Record], version: str) -> Iterator[bytes]:
    """A session as a file's lines; `version` is that of the program."""
    head = _Head(FORMAT, version, entry.id, entry.code, entry.title, len(records))
    yield msgspec.json.encode(head) + b"\n"
    for record in records:
        kind, body = encode(record.fact)
        line = _Line(
            record.number,
            record.at,
            record.by,
            record.action,
            record.once,
            kind,
            msgspec.Raw(body),
        )
        yield msgspec.json.encode(line) + b"\n"


def read(raw: bytes, now: float) -> Carried:
    """The session in a file. Raises Invalid with the number of the line that is wrong."""
    if len(raw) > MOST_BYTES:
        raise Invalid(TOO_LARGE)
    first, *rest = raw.removesuffix(b"\n").split(b"\n")
    head = _head(first)
    records = list(_records(rest, now))
    if len(records) != head.facts:
        raise Invalid(CUT_OFF, found=len(records), facts=head.facts)
    opened = records[0].fact
    if not isinstance(opened, SessionOpened) or not 0 <= opened.starts_at <= now + YEARS:
        raise Invalid(UNFIT, line=2)
    state = _fold(records)
    return Carried(Entry(head.id, head.code, state.plan.title, records[0].at), records)


def code_of(raw: bytes) -> str:
    """The join code that a session had where it was exported. Raises Invalid."""
    return _head(raw.partition(b"\n")[0]).code


def _head(line: bytes) -> _Head:
    try:
        said = msgspec.json.decode(line, type=dict[str, Any])
        known = str(said.get("format", ""))
        if known.startswith("flipchart-session/") and known != FORMAT:
            raise Invalid(NEWER)
        head = msgspec.convert(said, _Head)
    except (msgspec.MsgspecError, ValueError):
        raise Invalid(NO_HEAD) from None
    sound = head.format == FORMAT and _is_name(head.id) and read_code(head.code) == head.code
    if not sound or head.facts < 1:
        raise Invalid(NO_HEAD)
    return head


def _records(rows: Iterable[bytes], now: float) -> Iterator[Record]:
    names: set[str] = set()
    for expected, row in enumerate(rows, 1):
        line = expected + 1
        try:
            said = msgspec.json.decode(row, type=_Line)
            fact = decode(said.kind, bytes(said.fact))
        except UnknownKind as newer:
            raise Invalid(UNKNOWN, line=line, why=str(newer)) from None
        except (msgspec.MsgspecError, ValueError, TypeError):
            raise Invalid(BROKEN, line=line) from None
        if said.number != expected:
            raise Invalid(GAP, line=line, number=said.number, expected=expected)
        if not 0 <= said.at <= now + AHEAD:
            raise Invalid(FUTURE, line=line)
        if not (0 < said.action <= expected and _is_name(said.by)) or said.once in names:
            raise Invalid(UNFIT, line=line)
        if said.once is not None:
            names.add(said.once)
        yield Record(said.number, said.at, said.by, said.action, said.once, fact)


def _fold(records: Sequence[Record]) -> State:
    """Fold the facts one by one, so that the one that does not fit can be named."""
    line = 2
    try:
        state = begin(records[0])
        for record in records[1:]:
            line = record.number + 1
            state = apply(state, record)
    except Exception as error:  # whatever a rule trips over was no fact of this session
        raise Invalid(UNFIT, line=line) from error
    return state


def _is_name(text: str) -> bool:
    """Whether this can be an internal id, or who did something: short and plain."""
    return 0 < len(text) <= 64 and all(one.isalnum() or one in "-_" for one in text)  # noqa: PLR2004
