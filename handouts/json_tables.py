"""A session as JSON: as it stands, in one object, and as it came about, a fact a line."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from handouts.rows import Cell, Frame, IdeaRow, SheetRow, TopicRow
from sessions.approval import PersonMuted
from sessions.facts import FACILITATOR, HOST, Record, encode
from templates.filters import rfc3339


def as_json(
    frame: Frame,
    topics: Iterable[TopicRow],
    sheets: Iterable[SheetRow],
    ideas: Iterable[IdeaRow],
    activities: Mapping[str, Sequence[Mapping[str, Cell]]],
) -> bytes:
    """The session with all its topics, sheets, ideas and the rows of each activity.

    Instants are RFC 3339, in UTC.
    """
    whole = {
        **frame._asdict(),
        "topics": [topic._asdict() for topic in topics],
        "sheets": [
            {**sheet._asdict(), "lines": [line._asdict() for line in sheet.lines]}
            for sheet in sheets
        ],
        "ideas": [idea._asdict() for idea in ideas],
        **activities,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2, default=_time) + "\n").encode()


def as_json_lines(records: Sequence[Record]) -> bytes:
    """Every fact in the log's order. A participant is p1, p2… in the order of appearance."""
    names = {FACILITATOR: FACILITATOR, HOST: HOST}
    return b"".join(_line(record, names) + b"\n" for record in records)


def _line(record: Record, names: dict[str, str]) -> bytes:
    by, said = _named(record.by, names), record.fact
    if isinstance(said, PersonMuted):
        said = replace(said, person=_named(said.person, names))
    kind, body = encode(said)
    line: dict[str, Any] = {
        "number": record.number,
        "at": rfc3339(record.at),
        "by": by,
        "action": record.action,
        "kind": kind,
        "body": msgspec.Raw(body),
    }
    return msgspec.json.encode(line)


def _named(by: str, names: dict[str, str]) -> str:
    return names.setdefault(by, f"p{len(names) - 1}")


def _time(value: datetime) -> str:
    return rfc3339(value.timestamp())
