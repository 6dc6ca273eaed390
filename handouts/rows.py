"""The rows of a session's data; a field's name is that of its column in every file."""

from datetime import datetime
from typing import NamedTuple

Cell = str | int | float | datetime | None
"""What stands in a row: people's text, numbers, yes or no, instants in UTC, nothing."""


class Frame(NamedTuple):
    """The session as a whole. `started_at` is when its first topic began."""

    code: str
    title: str
    opened_at: datetime
    planned_start_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    rehearsal: bool
    people: int
    ideas_received: int
    ideas_shown: int


class TopicRow(NamedTuple):
    """A topic's time in minutes, those of a running one up to the last fact, and when it ran."""

    number: int
    title: str
    planned_minutes: float
    added_minutes: float
    actual_minutes: float
    started_at: datetime | None
    ended_at: datetime | None


class LineRow(NamedTuple):
    """A line on a sheet: its text, and the numbers of the equal ideas that it stands for."""

    text: str
    tally: int
    ideas: tuple[int, ...]


class SheetRow(NamedTuple):
    """A sheet with its lines in order."""

    id: str
    heading: str
    question: str
    topic: int | None
    open: bool
    ideas_received: int
    ideas_shown: int
    lines: tuple[LineRow, ...]


class IdeaRow(NamedTuple):
    """An idea: where it stands and how. One taken back or erased has no words, no author."""

    number: int
    sheet: str
    sheet_heading: str
    topic: int | None
    topic_title: str | None
    text: str | None
    text_as_sent: str | None
    standing: str
    line_text: str | None
    line_tally: int | None
    by_facilitator: bool | None
    name: str | None
    sent_at: datetime
