"""A session's data as rows: the session itself, its topics, its sheets and its ideas."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from handouts.rows import Frame, IdeaRow, LineRow, SheetRow, TopicRow
from sessions.facts import Record
from sessions.opening import SessionEnded
from sessions.state import State
from sessions.tally import Idea


def frame(code: str, state: State, records: Sequence[Record]) -> Frame:
    """The session as a whole. `records` are all of its facts, from the first."""
    leaves = list(state.ideas.leaves.values())
    return Frame(
        code,
        state.plan.title,
        _instant(records[0].at),
        _instant(state.starts_at),
        _earliest([run.started_at for run in state.agenda.runs]),
        _ended_at(state, records),
        state.rehearsed_from is not None,
        len(state.people.names),
        sum(leaf.received for leaf in leaves),
        sum(leaf.shown for leaf in leaves),
    )


def topics(state: State) -> Iterator[TopicRow]:
    """All topics in the plan's order."""
    for topic, clock in zip(state.plan.topics, state.agenda.clocks, strict=True):
        runs = [run for run in state.agenda.runs if run.topic == topic.number]
        ended = runs[-1].ended_at if runs else None
        yield TopicRow(
            topic.number,
            topic.title,
            _minutes(clock.planned),
            _minutes(clock.added),
            _minutes(clock.elapsed(state.at)),
            _earliest([run.started_at for run in runs]),
            None if ended is None else _instant(ended),
        )


def sheets(state: State) -> Iterator[SheetRow]:
    """All sheets that are listed, in their order."""
    topics, ideas = _topics(state), state.ideas
    for sheet in state.listed_sheets:
        leaf = ideas.leaf(sheet.id)
        yield SheetRow(
            id=sheet.id,
            heading=sheet.heading,
            question=sheet.question,
            topic=topics[sheet.id],
            open=sheet.id in state.sheets.open,
            ideas_received=leaf.received,
            ideas_shown=leaf.shown,
            lines=tuple(
                LineRow(ideas.all[first].text, line.tally, line.members)
                for first, line in ideas.lines_of(sheet.id).items()
            ),
        )


def ideas(state: State) -> Iterator[IdeaRow]:
    """Every idea in the order in which they came in, those hidden and taken back included."""
    topics, headings = _topics(state), {sheet.id: sheet.heading for sheet in state.sheets.all}
    for number in sorted(state.ideas.all):
        idea = state.ideas.all[number]
        # Undoing can leave an idea on a sheet that no longer exists.
        yield _idea(state, idea, headings.get(idea.sheet, ""), topics.get(idea.sheet))


def _idea(state: State, idea: Idea, heading: str, topic: int | None) -> IdeaRow:
    line = state.ideas.line(idea.number)
    gone = idea.gone
    return IdeaRow(
        number=idea.number,
        sheet=idea.sheet,
        sheet_heading=heading,
        topic=topic,
        topic_title=None if topic is None else state.plan.topics[topic - 1].title,
        text=None if gone else idea.text,
        text_as_sent=None if gone else idea.sent_text,
        standing=idea.standing,
        line_text=None if line is None else state.ideas.all[line[1].first].text,
        line_tally=None if line is None else line[1].tally,
        by_facilitator=None if gone else idea.added,
        name=None if gone else state.people.names.get(idea.by) or None,
        sent_at=_instant(idea.at),
    )


def _topics(state: State) -> dict[str, int | None]:
    """The number of each sheet's topic, None for a sheet of no topic."""
    return dict(zip((one.id for one in state.sheets.all), state.sheets.topics, strict=True))


def _instant(at: float) -> datetime:
    """A time in UTC, of seconds since 1970."""
    return datetime.fromtimestamp(at, UTC)


def _earliest(times: list[float]) -> datetime | None:
    return _instant(min(times)) if times else None


def _ended_at(state: State, records: Sequence[Record]) -> datetime | None:
    """When the session ended, by the last end that was not undone; None if it goes on."""
    ends = {
        number
        for action in state.actions
        for number, fact in action.facts
        if isinstance(fact, SessionEnded)
    }
    at = [record.at for record in records if record.number in ends]
    return _instant(at[-1]) if state.ended and at else None


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 2)
