"""The phone's page, drawn for one participant."""

import secrets
from dataclasses import dataclass, replace

from participant.own import view
from participant.view import PHONE, open_sheets, question
from sessions.group_work import own_sheet
from sessions.joining import typed
from sessions.room import Moment
from sessions.sheets import LOT
from templates.face import render


@dataclass(frozen=True, slots=True)
class Returned:
    """An idea that comes back to the box: its text, the sheet it was for, and why."""

    text: str = ""
    sheet: str = ""
    sentence: str = ""


def page(moment: Moment, participant: str, language: str, back: Returned = Returned()) -> str:
    """The whole page, with what comes back in its box."""
    state = moment.state
    drawn = PHONE.draw(moment, language)
    if back.sheet:
        chosen = question(moment, language, back.sheet)
        drawn = replace(drawn, html={**drawn.html, "question": chosen})
    return render(
        "participant/page.html",
        language,
        drawn=drawn,
        own=view(participant).draw(moment, language),
        code=moment.room.code,
        typed=typed(moment.room),
        session=moment.room.name or moment.room.code,
        title=state.plan.title,
        now=moment.now,
        open=bool(open_sheets(moment) or own_sheet(state, participant)),
        id=secrets.token_urlsafe(16),
        park_id=secrets.token_urlsafe(16),
        lot=state.sheets.known(LOT),
        back=back,
        called=state.people.names.get(participant, ""),
        lobby=not (state.agenda.started or state.ended),
    )
