"""The console's page."""

from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from facilitator.activities import ACTIVITIES
from facilitator.console_run import time_of
from facilitator.console_view import CONSOLE
from facilitator.doors import SessionDoor
from sessions.codes import read_code
from sessions.projector import MESSAGE_LETTERS
from sessions.room import Moment
from sessions.session import Session
from sessions.sheets import HEADING_LETTERS, QUESTION_LETTERS
from sessions.submitting import LETTERS
from templates.asked import language_of
from templates.face import render


def routes(facilitator: SessionDoor, moment: Callable[[Session], Moment]) -> APIRouter:
    """`facilitator` is the door that gives the session, `moment` what its views are drawn from."""
    router = APIRouter()

    @router.get("/c/{code}", response_model=None)
    async def console(
        request: Request, code: str, session: Session = Depends(facilitator)
    ) -> Response:
        if read_code(code) != session.code:  # a former one
            return RedirectResponse(f"/c/{session.code}", 303)
        return HTMLResponse(page(moment(session), language_of(request.headers)))

    return router


def page(moment: Moment, language: str) -> bytes:
    """The whole page as it stands just now, encoded."""
    drawn, now = CONSOLE.draw(moment, language), time_of(moment)
    html = render(
        "facilitator/console.html",
        language,
        drawn=drawn,
        activities=[f"activity-{name}" for name in ACTIVITIES],
        code=moment.room.code,
        title=moment.state.plan.title,
        begun=bool(moment.state.agenda.started),
        now=now,
        zone=_zone(now),
        heading_letters=HEADING_LETTERS,
        question_letters=QUESTION_LETTERS,
        message_letters=MESSAGE_LETTERS,
        idea_letters=LETTERS,
    )
    # each by itself: 10,000 lines in one text take 14 MB, and four times that with an emoji
    return b"".join(part.encode() for part in drawn.within(html))


def _zone(now: float) -> int:
    """Minutes that clocks at this host are ahead of UTC; all times of day are this host's."""
    offset = datetime.fromtimestamp(now, UTC).astimezone().utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)
