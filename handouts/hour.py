"""The hour at a glance: planned and actual time of each topic, and when ideas came in.

Everything is worked out here in seconds and millimetres; `handouts/hour.svg` draws it.
"""

from collections.abc import Iterable

from msgspec import Struct

from sessions.inks import ink
from sessions.room import Moment
from sessions.state import State
from templates.filters import clock_time

WIDTH = 170.0
"""Millimetres of the time line."""

LABEL = 40.0
"""Millimetres before it, for what a row is."""

APART = 1800
"""Seconds between plan and start from which the plan is drawn from the start, not by the clock."""

STEPS = (300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400)
MOST_MARKS = 9


class Bar(Struct, frozen=True):
    """A topic's time, from `x` on and `width` wide, in mm; `over` are whole minutes above plan."""

    topic: int
    x: float
    width: float
    over: int = 0


class Row(Struct, frozen=True):
    """A sheet's ideas: where each stands on the time line, and how many there are."""

    heading: str
    ink: str
    marks: tuple[float, ...]
    count: int


class Minutes(Struct, frozen=True):
    """A topic in the table: minutes planned, added and taken; when it began and ended."""

    topic: int
    title: str
    planned: float
    added: float
    taken: float
    began: str
    ended: str


class Hour(Struct, frozen=True):
    """The drawing, and the same figures for the table."""

    marks: tuple[tuple[float, str], ...]
    planned: tuple[Bar, ...]
    actual: tuple[Bar, ...]
    rows: tuple[Row, ...]
    minutes: tuple[Minutes, ...]
    shifted: bool

    @property
    def height(self) -> float:
        """Millimetres of the drawing."""
        return 30 + 7.0 * len(self.rows)


def hour(moment: Moment) -> Hour:
    """The hour of a session, as far as it has gone."""
    state, now = moment.state, moment.now
    runs = [(run.topic, run.started_at, run.ended_at or now) for run in state.agenda.runs]
    begins = min((start for _, start, _ in runs), default=state.starts_at)
    shifted = abs(begins - state.starts_at) > APART
    planned_at = begins if shifted else state.starts_at
    sent = [idea.at for _, idea in state.ideas.all.items() if not idea.withdrawn]
    first = min([planned_at, begins, *sent])
    last = max([planned_at + 60 * state.plan.minutes, *(end for _, _, end in runs), *sent])
    line = _Line(first, max(last, first + 60))
    return Hour(
        marks=line.marks(),
        planned=_planned(state, planned_at, line),
        actual=tuple(
            _bar(topic, (start, end), line, _over(state, topic, now)) for topic, start, end in runs
        ),
        rows=_rows(state, line),
        minutes=tuple(_minutes(state, topic.number, now) for topic in state.plan.topics),
        shifted=shifted,
    )


class _Line(Struct, frozen=True):
    """The time line: from when to when, in seconds since 1970."""

    first: float
    last: float

    def x(self, at: float) -> float:
        """Where an instant stands, in mm."""
        share = (at - self.first) / (self.last - self.first)
        return round(LABEL + share * (WIDTH - LABEL - 2), 1)

    def marks(self) -> tuple[tuple[float, str], ...]:
        """Round times on the line."""
        span = self.last - self.first
        step = next((one for one in STEPS if span / one <= MOST_MARKS), span / MOST_MARKS)
        at = self.first - self.first % step + step
        marks = []
        while at < self.last:
            marks.append((self.x(at), clock_time(at)))
            at += step
        return tuple(marks)


def _planned(state: State, at: float, line: _Line) -> tuple[Bar, ...]:
    bars = []
    for topic in state.plan.topics:
        end = at + 60 * topic.minutes
        bars.append(_bar(topic.number, (at, end), line))
        at = end
    return tuple(bars)


def _bar(topic: int, span: tuple[float, float], line: _Line, over: int = 0) -> Bar:
    x, end = line.x(span[0]), line.x(span[1])
    return Bar(topic, x, max(0.3, round(end - x, 1)), over)


def _over(state: State, topic: int, now: float) -> int:
    clock = state.agenda.clock(topic)
    return max(0, int((clock.elapsed(now) - clock.planned) // 60))


def _rows(state: State, line: _Line) -> tuple[Row, ...]:
    sent: dict[str, list[float]] = {}
    for _, idea in sorted(state.ideas.all.items()):
        if not idea.withdrawn:
            sent.setdefault(idea.sheet, []).append(idea.at)
    return tuple(
        Row(
            sheet.heading,
            ink(state.sheets, sheet.id),
            _apart(line.x(at) for at in sent[sheet.id]),
            len(sent[sheet.id]),
        )
        for sheet in state.listed_sheets
        if sheet.id in sent
    )


def _apart(places: Iterable[float]) -> tuple[float, ...]:
    """Each place on the line once: a thousand ideas are no more marks than fit on it."""
    return tuple(dict.fromkeys(places))


def _minutes(state: State, topic: int, now: float) -> Minutes:
    clock = state.agenda.clock(topic)
    runs = [run for run in state.agenda.runs if run.topic == topic]
    return Minutes(
        topic,
        state.plan.topics[topic - 1].title,
        planned=clock.planned / 60,
        added=clock.added / 60,
        taken=clock.elapsed(now) / 60,
        began=clock_time(runs[0].started_at) if runs else "",
        ended=clock_time(runs[-1].ended_at) if runs and runs[-1].ended_at else "",
    )
