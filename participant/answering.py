"""Answers what a phone did: JSON for its script, else its page again."""

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from participant.forms import Form
from sessions.refused import Invalid, marked
from sessions.visitor import Visitor
from templates.asked import language_of, wants_json
from templates.face import translate

MOST_DIGITS = 15
"""Digits of the longest number that an idea could have, or that a phone counts to."""

UNREADABLE = marked("“%(field)s” has to be a number, so nothing was stored.")


def done(request: Request, visitor: Visitor, sentence: str) -> Response:
    """Say that it was done; `sentence` is marked for translation."""
    if wants_json(request.headers):
        return JSONResponse({"done": translate(sentence, {}, language_of(request.headers))})
    return back(visitor)


def back(visitor: Visitor) -> Response:
    """The phone's page again."""
    return RedirectResponse(f"/j/{visitor.session.code}", 303)


def number(form: Form, name: str) -> int:
    """A field that holds a number from 0. Raises Invalid."""
    text = form.one(name)
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Invalid(UNREADABLE, field=name)
    return int(text)
