"""The projector's page. The code is enough to open it: it shows what the wall shows."""

from collections.abc import Callable

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from facilitator.doors import SessionDoor
from facilitator.projector_view import PROJECTOR
from sessions.codes import read_code
from sessions.room import Moment
from sessions.session import Session
from templates.asked import language_of
from templates.face import render


def routes(by_code: SessionDoor, moment: Callable[[Session], Moment]) -> APIRouter:
    """The page. `by_code` gives the session, `moment` what it is drawn from just now."""
    router = APIRouter(prefix="/p/{code}")

    @router.get("", response_model=None)
    async def projector(
        request: Request, code: str, session: Session = Depends(by_code)
    ) -> Response:
        if read_code(code) != session.code:  # a former one
            return RedirectResponse(f"/p/{session.code}", 303)
        return HTMLResponse(page(moment(session), language_of(request.headers)))

    return router


def page(moment: Moment, language: str) -> str:
    """The whole page as it stands just now."""
    drawn = PROJECTOR.draw(moment, language)
    return render(
        "facilitator/projector.html",
        language,
        drawn=drawn,
        stage="".join(drawn.within(drawn.region("stage"))),
        title=moment.state.plan.title,
        code=moment.room.code,
        now=moment.now,
    )
