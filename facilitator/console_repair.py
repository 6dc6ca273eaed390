"""The console's box for a day that runs late: what to skip, what to take, or a later end."""

from facilitator.console_run import time_of
from sessions.repair import proposals
from sessions.room import Moment
from templates.drawing import Region
from templates.face import render


def _repair(moment: Moment, language: str) -> str:
    state, now = moment.state, time_of(moment)
    return render(
        "facilitator/console_repair.html",
        language,
        code=moment.room.code,
        found=proposals(state, now),
        moved=state.repair.moved,
        ended=state.ended,
    )


REPAIR: tuple[Region[Moment], ...] = (
    Region(
        "repair", lambda m: (m.state.agenda, m.state.repair, m.state.breaks, m.state.ended), _repair
    ),
)
"""The region, with what it reads."""
