"""The projector's page. The code is enough to open it: it shows what the wall shows."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from facilitator.projector_stage import stage
from facilitator.projector_view import PROJECTOR
from sessions.room import Moment
from sessions.session import Session
from templates.face import pick_language, render


def routes(session_door: Any, moment: Callable[[Session], Moment]) -> APIRouter:  # noqa: ANN401 - FastAPI's own type for a door
    """The page. `session_door` gives the session, `moment` what it is drawn from just now."""
    router = APIRouter(prefix="/p/{code}")
    door = Depends(session_door)

    @router.get("")
    async def projector(request: Request, session: Session = door) -> HTMLResponse:
        language = pick_language(request.headers.get("accept-language", ""))
        return HTMLResponse(page(moment(session), language))

    return router


def page(moment: Moment, language: str) -> str:
    """The whole page as it stands just now."""
    drawn = PROJECTOR.draw(moment, language)
    return render(
        "facilitator/projector.html",
        language,
        drawn=drawn,
        stage=stage(moment, language, drawn),
        title=moment.state.plan.title,
        code=moment.room.code,
        now=moment.now,
    )
