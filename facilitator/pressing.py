"""Takes the decision behind a control, and says what was done."""

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from facilitator.sentences import done
from sessions.facts import FACILITATOR
from sessions.refused import NotStored, marked
from sessions.session import Session
from sessions.state import Decision
from templates.asked import language_of, wants_json
from templates.face import translate

Text = Annotated[str, Form(max_length=20_000)]
Once = Annotated[str, Form(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Idea = Annotated[str, Form(pattern=r"^\d{0,15}$")]

NOT_DONE = marked("Nothing can be stored just now, so this was not done. Press it again soon.")


async def do(
    request: Request, session: Session, decision: Decision, once: str | None = None
) -> Response:
    """Take a decision and say what was done: 303 to the console, or JSON for who asks for it."""
    try:
        outcome = await session.do(decision, by=FACILITATOR, once=once)
    except NotStored as fault:
        raise NotStored(NOT_DONE) from fault
    if not wants_json(request.headers):
        return RedirectResponse(f"/c/{session.code}", 303)
    facts = tuple(record.fact for record in outcome.records)
    message, values = done(facts, outcome.state)
    return JSONResponse({"done": translate(message, values, language_of(request.headers))})
