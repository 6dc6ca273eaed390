"""The data of a session as files: its ideas, its timings, all of it, and its facts."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from handouts import activities
from handouts import session_rows as rows
from handouts.csv_tables import as_csv
from handouts.json_tables import as_json, as_json_lines
from handouts.markdown_tables import as_markdown
from handouts.rows import IdeaRow, TopicRow
from handouts.workbook import Table, as_workbook, upright
from sessions import gift
from sessions.facts import Record
from sessions.question_sets import every_question
from sessions.refused import Unknown, marked
from sessions.state import State


class Exported(Struct, frozen=True):
    """A file of a session's data."""

    media_type: str
    body: bytes


def export(name: str, code: str, state: State, records: Sequence[Record]) -> Exported:
    """One of NAMES, for a session by its join code; `records` are all of its facts.

    No file holds a participant's id. An idea that was taken back has no text, but
    in the facts, which are as they are. Raises Unknown for a name that is none of NAMES.
    """
    if name not in _FILES:
        raise Unknown(
            marked("There is no file “%(name)s” of a session. Choose one of: %(names)s."),
            name=name[:40],
            names=", ".join(NAMES),
        )
    media_type, write = _FILES[name]
    return Exported(media_type, write(code, state, records))


def _ideas(_code: str, state: State, _records: Sequence[Record]) -> bytes:
    return as_csv(IdeaRow._fields, rows.ideas(state))


def _timings(_code: str, state: State, _records: Sequence[Record]) -> bytes:
    return as_csv(TopicRow._fields, rows.topics(state))


def _workbook(code: str, state: State, records: Sequence[Record]) -> bytes:
    session = upright(rows.frame(code, state, records))
    return as_workbook(
        (
            Table("Ideas", IdeaRow._fields, rows.ideas(state)),
            Table("Timings", TopicRow._fields, rows.topics(state)),
            Table("Session", ("what", "value"), session),
            *activities.tables(state),
        )
    )


def _json(code: str, state: State, records: Sequence[Record]) -> bytes:
    frame = rows.frame(code, state, records)
    used = activities.objects(state)
    return as_json(frame, rows.topics(state), rows.sheets(state), rows.ideas(state), used)


def _markdown(code: str, state: State, records: Sequence[Record]) -> bytes:
    frame, used = rows.frame(code, state, records), activities.tables(state)
    return as_markdown(frame, rows.topics(state), rows.sheets(state), used)


def _questions(_code: str, state: State, _records: Sequence[Record]) -> bytes:
    brought = [one for file in state.quiz.brought for one in file.questions]
    return gift.write((*every_question(state.plan), *brought)).encode()


def _facts(_code: str, _state: State, records: Sequence[Record]) -> bytes:
    return as_json_lines(records)


_FILES: dict[str, tuple[str, Callable[[str, State, Sequence[Record]], bytes]]] = {
    "ideas.csv": ("text/csv; charset=utf-8", _ideas),
    "timings.csv": ("text/csv; charset=utf-8", _timings),
    "session.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _workbook,
    ),
    "session.json": ("application/json", _json),
    "session.md": ("text/markdown; charset=utf-8", _markdown),
    "questions.gift": ("text/plain; charset=utf-8", _questions),
    "facts.jsonl": ("application/x-ndjson", _facts),
}

NAMES: tuple[str, ...] = tuple(_FILES)
"""The files there are, named as they are saved."""
