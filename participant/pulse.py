"""The pulse on the phone: a button for each feeling, which only the console counts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from participant.activity import Activity, Door
from participant.answering import done
from participant.sending import take_leave
from sessions.facts import HOST
from sessions.pulse import feel
from sessions.refused import marked
from sessions.room import Moment
from sessions.visitor import Visitor

SAID = marked("Counted. Only the facilitator sees how many, and nobody that it was you.")


def _reads(_moment: Moment) -> tuple[object, ...]:
    return ()


def _nothing(*_: object) -> str:
    """The buttons stand in the page from the start, so that nothing moves under a thumb."""
    return ""


def _own_reads(_moment: Moment, _participant: str) -> tuple[object, ...]:
    return ()


def _add_routes(router: APIRouter, participant: Door) -> None:
    @router.post("/{code}/pulse/{feeling}", response_model=None)
    async def pulse(
        request: Request, feeling: str, visitor: Annotated[Visitor, Depends(participant)]
    ) -> Response:
        take_leave(visitor)
        # as the host's, so that no export has it beside what the same person wrote
        await visitor.session.do(feel(visitor.participant, feeling), by=HOST)
        return done(request, visitor, SAID)


ACTIVITY = Activity("pulse", _reads, _nothing, _own_reads, _nothing, _add_routes)
