"""The console's regions on time: the agenda, the running topic's clock, its cues and notes."""

from itertools import accumulate, pairwise

from facilitator.activities import BY_CUE
from facilitator.at_hand import at_hand
from sessions.clock import Clock
from sessions.forecast import forecast, goes_on
from sessions.plan import Adjustment, Cue, Topic
from sessions.room import Moment
from sessions.state import State
from templates.drawing import Region
from templates.face import render


def spans(cues: tuple[Cue, ...], total: float) -> list[tuple[float, float]]:
    """From when to when each cue lasts, in seconds of its topic.

    The topic's end is the end of them all: the last one has what minutes were added, and where
    some were taken the last ones are shorter or fall away.
    """
    ends = [min(end, total) for end in accumulate(cue.minutes * 60 for cue in cues)]
    return list(pairwise([0.0, *ends[:-1], total])) if ends else []


def due(cues: tuple[Cue, ...], clock: Clock, now: float) -> int | None:
    """The cue, from 1, where the clock says we should be; None where it cannot say."""
    if clock.started_at is None or not any(cue.minutes for cue in cues):
        return None
    elapsed = clock.elapsed(now)
    for number, (_, end) in enumerate(spans(cues, clock.total), 1):
        if elapsed < end:
            return number
    return len(cues)


def time_of(moment: Moment) -> float:
    """When a moment is drawn; a change that is sent on is drawn as of the fact that made it."""
    return max(moment.now, moment.state.at)


def _agenda(moment: Moment, language: str) -> str:
    state, now = moment.state, time_of(moment)
    return render(
        "facilitator/console_agenda.html",
        language,
        code=moment.room.code,
        day=forecast(state, now),
        now=now,
        starts_at=state.starts_at,
        ended=state.ended,
        begun=bool(state.agenda.started),
        minutes=state.plan.minutes,
        moved=state.repair.moved,
        goes_on=goes_on(state, now),
    )


def _clock(moment: Moment, language: str) -> str:
    state, topic = moment.state, at_hand(moment.state)
    clock, now = state.agenda.clock(topic.number), time_of(moment)
    return render(
        "facilitator/console_clock.html",
        language,
        code=moment.room.code,
        topic=topic,
        topics=len(state.plan.topics),
        clock=clock,
        now=now,
        running=state.agenda.running is not None,
        ended=state.ended,
        upcoming=state.agenda.upcoming() if state.agenda.running else None,
        previous=topic.number - 1 or None,
        segments=_segments(topic, clock),
        present=_share(clock.elapsed(now), clock),
    )


def _segments(topic: Topic, clock: Clock) -> list[tuple[float, float]]:
    """Where each cue begins and how wide it is on the bar, in hundredths of it."""
    return [
        (_share(start, clock), _share(end, clock) - _share(start, clock))
        for start, end in spans(topic.cues, clock.total)
    ]


def _share(seconds: float, clock: Clock) -> float:
    return round(min(100.0, 100 * seconds / clock.total), 2)


def _cues(moment: Moment, language: str) -> str:
    state, topic = moment.state, at_hand(moment.state)
    clock, now = state.agenda.clock(topic.number), time_of(moment)
    day = forecast(state, now)
    began = next((one.at for one in day.topics if one.number == topic.number), None)
    return render(
        "facilitator/console_cues.html",
        language,
        code=moment.room.code,
        topic=topic,
        late=_still_to_skip(state, topic),
        clock=clock,
        now=now,
        began=began,
        spans=spans(topic.cues, clock.total),
        due=due(topic.cues, clock, now),
        reached=state.agenda.cues[topic.number - 1],
        headings={sheet.id: sheet.heading for sheet in state.sheets.all},
        open=state.sheets.open,
        starts={kind: one.name for kind, one in BY_CUE.items()},
        ended=state.ended,
    )


def _still_to_skip(state: State, topic: Topic) -> Adjustment | None:
    skipped = state.repair.skipped
    lines = (one for n, one in enumerate(topic.late, 1) if (topic.number, n) not in skipped)
    return next(lines, None)


def _notes(moment: Moment, language: str) -> str:
    return render(
        "facilitator/console_notes.html",
        language,
        plan=moment.state.plan,
        topic=at_hand(moment.state),
    )


def _checklist(moment: Moment, language: str) -> str:
    topic = at_hand(moment.state)
    ticked = moment.state.checklist.ticked
    keys = [f"check-{topic.number}-{n}" for n in range(1, len(topic.checklist) + 1)]
    return render(
        "facilitator/console_checklist.html",
        language,
        code=moment.room.code,
        lines=[(key, text, key in ticked) for key, text in zip(keys, topic.checklist, strict=True)],
        done=sum(1 for key in keys if key in ticked),
    )


RUN: tuple[Region[Moment], ...] = (
    Region(
        "agenda",
        lambda m: (m.state.agenda, m.state.repair, m.state.breaks, m.state.ended),
        _agenda,
    ),
    Region("clock", lambda m: (m.state.agenda, m.state.ended), _clock),
    Region(
        "cues",
        lambda m: (
            m.state.agenda,
            m.state.repair,
            m.state.breaks,
            m.state.ended,
            m.state.sheets,
        ),
        _cues,
    ),
    Region("notes", lambda m: (at_hand(m.state),), _notes),
    Region("checklist", lambda m: (at_hand(m.state), m.state.checklist), _checklist),
)
"""The regions, each with what it reads."""
