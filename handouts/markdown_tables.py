"""A session as Markdown: its numbers, each topic's time, each sheet's lines with their tallies."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import regex

from handouts.rows import Cell, Frame, LineRow, SheetRow, TopicRow
from handouts.workbook import Table, heading
from templates.filters import minutes

_ANYWHERE = regex.compile(r"([\\`*_{}\[\]<>|~&#$])")
_AT_START = regex.compile(r"^(\d*)([-+=:.)])")


def as_markdown(
    frame: Frame,
    topics: Iterable[TopicRow],
    sheets: Iterable[SheetRow],
    activities: Iterable[Table],
) -> bytes:
    """The session on one page; sheets of no topic come after the topics, then the activities."""
    every = list(sheets)
    blocks = [f"# {plain(frame.title)}", _numbers(frame)]
    for topic in topics:
        blocks += [f"## {topic.number}. {plain(topic.title)}", _timing(topic)]
        blocks += _sheets(sheet for sheet in every if sheet.topic == topic.number)
    others = list(_sheets(sheet for sheet in every if sheet.topic is None))
    if others:
        blocks += ["## Of no topic", *others]
    for activity in activities:
        blocks += [f"## {plain(activity.name)}", _table(activity)]
    return ("\n\n".join(blocks) + "\n").encode()


def plain(text: str) -> str:
    """People's text as one line that Markdown shows as it is, in a table too.

    CommonMark 0.31, section 2.4: a backslash makes any ASCII punctuation literal.
    """
    text = regex.sub(r"[\s\p{Cc}]+", " ", text).strip()
    return _AT_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", text))


def _table(table: Table) -> str:
    head = "| " + " | ".join(heading(column) for column in table.columns) + " |"
    lines = ["| " + " | ".join(_cell(one) for one in row) + " |" for row in table.rows]
    return "\n".join([head, "|" + " --- |" * len(table.columns), *lines])


def _cell(value: Cell) -> str:
    return plain(
        _time(value) if isinstance(value, datetime) else "" if value is None else str(value)
    )


def _numbers(frame: Frame) -> str:
    lines = [
        f"Code: {plain(frame.code)}",
        f"Opened: {_time(frame.opened_at)}",
        f"Planned start: {_time(frame.planned_start_at)}",
        f"Started: {_time(frame.started_at)}",
        f"Ended: {_time(frame.ended_at)}",
        f"People: {frame.people}",
        f"Ideas: {frame.ideas_received} received, {frame.ideas_shown} shown",
    ]
    if frame.rehearsal:
        lines.append("This is a rehearsal.")
    return "\n".join(f"- {line}" for line in lines)


def _timing(topic: TopicRow) -> str:
    rows = (
        ("Planned minutes", "Added", "Actual", "Started", "Ended"),
        ("---:", "---:", "---:", "---", "---"),
        (
            minutes(topic.planned_minutes),
            minutes(topic.added_minutes),
            minutes(topic.actual_minutes),
            _time(topic.started_at),
            _time(topic.ended_at),
        ),
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _sheets(sheets: Iterable[SheetRow]) -> Iterator[str]:
    for sheet in sheets:
        yield f"### {plain(sheet.heading)}"
        if sheet.question:
            yield plain(sheet.question)
        if sheet.lines:
            yield "\n".join(f"- {_line(line)}" for line in sheet.lines)


def _line(line: LineRow) -> str:
    return plain(line.text) + (f" ×{line.tally}" if line.tally > 1 else "")


def _time(at: datetime | None) -> str:
    return "–" if at is None else f"{at:%Y-%m-%d %H:%M:%S} UTC"
