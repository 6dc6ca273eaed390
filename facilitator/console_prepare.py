"""The console before the first topic: every checklist, the materials, the room, how to join."""

from facilitator.console_frame import reachable
from sessions.joining import scanned, typed
from sessions.plan import Topic
from sessions.room import Moment
from templates.drawing import Region
from templates.face import render

Row = tuple[str, str, bool]
"""A line of a checklist: its key, its text, whether it is ticked."""


def _rows(moment: Moment, kind: str, topic: Topic, lines: tuple[str, ...]) -> list[Row]:
    ticked = moment.state.checklist.ticked
    keys = [f"{kind}-{topic.number}-{n}" for n in range(1, len(lines) + 1)]
    return [(key, line, key in ticked) for key, line in zip(keys, lines, strict=True)]


def _lists(moment: Moment, language: str) -> str:
    state = moment.state
    starts, cards = state.starts_at, []
    for topic in state.plan.topics:
        took = moment.room.remembered.took(topic.title)
        cards.append((topic, starts, took, _rows(moment, "check", topic, topic.checklist)))
        starts += topic.minutes * 60
    return render(
        "facilitator/console_prepare_lists.html",
        language,
        code=moment.room.code,
        plan=state.plan,
        cards=cards,
        can_rehearse=state.rehearsed_from is None and not state.ended,
    )


def _materials(moment: Moment, language: str) -> str:
    topics = moment.state.plan.topics
    return render(
        "facilitator/console_prepare_materials.html",
        language,
        code=moment.room.code,
        topics=[(t.number, _rows(moment, "bring", t, t.materials)) for t in topics],
    )


def _room(moment: Moment, language: str) -> str:
    return render(
        "facilitator/console_prepare_room.html",
        language,
        code=moment.room.code,
        windows=moment.room.projectors,
        phones=len(moment.state.people.names),
        reachable=reachable(moment.room),
    )


def _card(moment: Moment, language: str) -> str:
    room = moment.room
    return render(
        "facilitator/console_prepare_card.html",
        language,
        code=room.code,
        reachable=reachable(room),
        scanned=scanned(room),
        typed=typed(room),
        addresses=room.addresses,
        wifi=room.wifi.name if room.wifi else None,
    )


def _start(moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        "facilitator/console_prepare_start.html",
        language,
        code=moment.room.code,
        ticked=len(state.checklist.ticked),
        lines=len(state.checklist.keys),
        starts_at=state.starts_at,
        begun=bool(state.agenda.started),
        upcoming=state.agenda.upcoming(),
        ended=state.ended,
    )


PREPARE: tuple[Region[Moment], ...] = (
    Region(
        "prepare-lists",
        lambda m: (m.state.checklist, m.state.rehearsed_from, m.state.ended, m.room.remembered),
        _lists,
    ),
    Region("prepare-materials", lambda m: (m.state.checklist,), _materials),
    Region(
        "prepare-room",
        lambda m: (m.room.projectors, m.state.people, m.room.join),
        _room,
    ),
    Region(
        "prepare-card", lambda m: (m.room.join, m.room.addresses, m.room.code, m.room.wifi), _card
    ),
    Region(
        "prepare-start",
        lambda m: (m.state.checklist, m.state.agenda.started, m.state.ended),
        _start,
    ),
)
"""The regions, each with what it reads."""
