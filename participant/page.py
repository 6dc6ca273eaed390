"""The phone's page, drawn for one participant."""

import re
import secrets
from functools import lru_cache

from msgspec import Struct

from participant.own import OWN, view
from participant.view import PHONE, open_sheets, question
from sessions.group_work import own_sheet
from sessions.joining import typed
from sessions.room import Moment
from sessions.sheets import LOT
from templates.drawing import Drawn
from templates.face import render
from templates.filters import milliseconds

_PLACE = secrets.token_urlsafe(16)
"""What no text can hold, because nobody can know it."""


class Returned(Struct, frozen=True):
    """An idea that comes back to the box: its text, the sheet it was for, and why."""

    text: str = ""
    sheet: str = ""
    sentence: str = ""


NOTHING = Returned()


def page(moment: Moment, participant: str, language: str, back: Returned = NOTHING) -> str:
    """The whole page, with what comes back in its box."""
    state = moment.state
    shared = dict(PHONE.draw(moment, language).html)
    if back.sheet:
        shared["question"] = question(moment, language, back.sheet)
    own = view(participant).draw(moment, language)
    found = _same_for_many(
        language,
        tuple(shared.items()),
        code=moment.room.code,
        typed=typed(moment.room),
        session=moment.room.name or moment.room.code,
        title=state.plan.title,
        open=bool(open_sheets(moment) or own_sheet(state, participant)),
        lot=state.sheets.known(LOT),
        back=back,
        called=state.people.names.get(participant, ""),
        lobby=not (state.agenda.started or state.ended),
    )
    of_one = {
        "now": str(milliseconds(moment.now)),
        "id": secrets.token_urlsafe(16),
        "park_id": secrets.token_urlsafe(16),
        "mine": own.region("mine"),
        "own": own.list(OWN),
    }
    return re.sub(f"{_PLACE}-([a-z_]+);", lambda place: of_one[place[1]], found)


@lru_cache(maxsize=200)
def _same_for_many(language: str, shared: tuple[tuple[str, str], ...], **values: object) -> str:
    """The page with places for what differs from one phone to the next: most join as others do."""
    places = {name: f"{_PLACE}-{name};" for name in ("now", "id", "park_id", "mine", "own")}
    own = Drawn({"mine": places.pop("mine")}, {OWN: {0: places.pop("own")}})
    drawn = Drawn(dict(shared))
    return render("participant/page.html", language, drawn=drawn, own=own, **places, **values)
