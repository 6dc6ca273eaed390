"""The console's regions around the run: what is told, what can be undone, and the strip below."""

from facilitator.activities import on_stage
from facilitator.console_run import time_of
from facilitator.sentences import undoes
from sessions.joining import typed
from sessions.projector import MESSAGE_LETTERS
from sessions.pulse import FEELINGS, ends
from sessions.room import Moment, Room
from templates.drawing import Region
from templates.face import render, translate


def reachable(room: Room) -> bool:
    """Whether phones can use the address that is shown, as far as this machine can tell."""
    return typed(room).partition(":")[0] not in ("", "localhost")


def _undo(moment: Moment, language: str) -> str:
    action = moment.state.last_action
    said = None if action is None else translate(*undoes(action, moment.state), language)
    return render(
        "facilitator/console_undo.html",
        language,
        code=moment.room.code,
        action=None if action is None else action.number,
        said=said,
    )


def _told(moment: Moment, language: str) -> str:
    projector = moment.state.projector
    return render(
        "facilitator/console_told.html",
        language,
        code=moment.room.code,
        blank=projector.blank,
        message=projector.message,
        letters=MESSAGE_LETTERS,
    )


def _bar(moment: Moment, language: str) -> str:
    return render(
        "facilitator/console_bar.html",
        language,
        code=moment.room.code,
        rehearsing=moment.state.rehearsed_from is not None,
        ended=moment.state.ended,
        offered=moment.state.takeaway.offered,
    )


def _course(moment: Moment, language: str) -> str:
    return render(
        "facilitator/console_course.html",
        language,
        code=moment.room.code,
        rehearsing=moment.state.rehearsed_from is not None,
        ended=moment.state.ended,
        offered=moment.state.takeaway.offered,
    )


def _read_by_course(moment: Moment) -> tuple[object, ...]:
    state = moment.state
    return state.rehearsed_from, state.ended, state.takeaway


def _projector(moment: Moment, language: str) -> str:
    state, room = moment.state, moment.room
    alone, activity = state.projector.spotlight, on_stage(moment)
    return render(
        "facilitator/console_strip_projector.html",
        language,
        code=room.code,
        windows=room.projectors,
        blank=state.projector.blank,
        message=state.projector.message,
        alone=None if alone is None else state.ideas.all[alone].text or None,
        on=[state.sheets.known(sheet).heading for sheet in state.projector.on],
        activity=translate(activity.title, {}, language) if activity else "",
        running=state.agenda.running is not None,
        ended=state.ended,
    )


def _phones(moment: Moment, language: str) -> str:
    names, here = moment.state.people.names, moment.room.here
    return render(
        "facilitator/console_strip_phones.html",
        language,
        here=len(here),
        away=max(0, len(names) - len(here)),  # who is here has joined
        silent=len(names) - len(moment.state.ideas.own),
        slower=len(moment.room.slower),
        missing=max(0, moment.room.expected - len(here)),
    )


def _ideas(moment: Moment, language: str) -> str:
    leaves = [leaf for _, leaf in moment.state.ideas.leaves.items()]
    return render(
        "facilitator/console_strip_ideas.html",
        language,
        received=sum(leaf.received for leaf in leaves),
        shown=sum(leaf.shown for leaf in leaves),
        held=sum(len(leaf.held) for leaf in leaves),
    )


def _join(moment: Moment, language: str) -> str:
    room = moment.room
    return render(
        "facilitator/console_strip_join.html",
        language,
        code=room.code,
        typed=typed(room),
        reachable=reachable(room),
    )


def _pulse(moment: Moment, language: str) -> str:
    now = time_of(moment)
    felt = {feeling: ends(moment.state.pulse, feeling, now) for feeling in FEELINGS}
    return render(
        "facilitator/console_strip_pulse.html", language, felt=felt, ended=moment.state.ended
    )


FRAME: tuple[Region[Moment], ...] = (
    Region("undo", lambda m: (m.state.last_action,), _undo),
    Region("told", lambda m: (m.state.projector,), _told),
    Region("bar", _read_by_course, _bar),
    Region("course", _read_by_course, _course),
    Region(
        "strip-projector",
        lambda m: (
            m.state.projector,
            m.state.sheets,
            m.state.agenda.running,
            m.state.ended,
            m.room.projectors,
        ),
        _projector,
    ),
    Region(
        "strip-phones",
        lambda m: (m.state.people, m.room.here, m.room.slower, m.room.expected, m.state.ideas.own),
        _phones,
    ),
    Region("strip-pulse", lambda m: (m.state.pulse, m.state.ended), _pulse),
    Region("strip-ideas", lambda m: (m.state.ideas,), _ideas),
    Region("strip-join", lambda m: (m.room.join, m.room.addresses, m.room.code), _join),
)
"""The regions, each with what it reads."""
