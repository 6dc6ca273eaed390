"""What fills the projector: how to join, a topic, the sheets, the thanks at the end."""

from typing import Any

from facilitator.activities import on_stage
from facilitator.activities import stage_reads as activity_reads
from facilitator.projector_lines import PREFIX, on_projector
from sessions.inks import ink
from sessions.joining import scanned, typed, wifi_code, wifi_password
from sessions.room import Moment
from templates.face import render


def stage_reads(moment: Moment) -> tuple[object, ...]:
    """What the stage depends on: ideas only at the very end, when it counts them."""
    state, room = moment.state, moment.room
    projector = state.projector
    return (
        state.ended,
        state.ended and state.ideas,
        projector.on,
        projector.seen,
        state.sheets.all,
        state.agenda.running,
        room.join,
        room.code,
        state.lobby,
        room.wifi,
        *activity_reads(moment),
    )


def stage(moment: Moment, language: str) -> str:
    """The stage, its lists empty: their lines are drawn by themselves.

    Which of its states it is in: the session has ended, an activity or sheets are on, a topic runs,
    or none.
    """
    if moment.state.ended:
        return _part("thanks", language, **_harvest(moment))
    if (activity := on_stage(moment)) is not None:
        return activity.stage(moment, language)
    if on_projector(moment):
        return _part("sheets", language, sheets=_sheets(moment))
    running = moment.state.agenda.running
    topic = moment.state.plan.topic(running) if running else None
    if topic is not None:
        return _part("topic", language, topic=topic, lang=_lang(moment), **_way_in(moment))
    return _part("lobby", language, **_way_in(moment), **_wifi(moment))


def _part(name: str, language: str, **values: object) -> str:
    return render(f"facilitator/projector_{name}.html", language, **values)


def _sheets(moment: Moment) -> list[dict[str, Any]]:
    state = moment.state
    return [
        {
            "id": sheet.id,
            "heading": sheet.heading,
            "question": sheet.question,
            "written": sheet.lines,
            "ink": ink(state.sheets, sheet.id),
            "seen": state.projector.seen.get(sheet.id),
            "list": PREFIX + sheet.id,
            "lang": _lang(moment),
        }
        for sheet in map(state.sheets.known, on_projector(moment))
    ]


def _way_in(moment: Moment) -> dict[str, str | bool]:
    room = moment.room
    return {
        "address": typed(room),
        "code": room.code,
        "scanned": scanned(room),
        "locked": moment.state.lobby.locked,
    }


def _wifi(moment: Moment) -> dict[str, str]:
    wifi = moment.room.wifi
    if wifi is None:
        return {"wifi": ""}
    password = wifi_password(wifi)
    return {"wifi": wifi.name, "password": password, "wifi_code": wifi_code(wifi)}


def _harvest(moment: Moment) -> dict[str, int]:
    leaves = [leaf for leaf in moment.state.ideas.leaves.values() if leaf.shown]
    return {"ideas": sum(leaf.shown for leaf in leaves), "sheets": len(leaves)}


def _lang(moment: Moment) -> str:
    return moment.state.plan.lang
