"""The phone's page where a plain form was refused: the sentence, and the text still in the box."""

from fastapi.responses import HTMLResponse

from participant.forms import Form
from participant.page import Returned, page
from sessions.refused import Forbidden, Invalid, NotStored, Refused, TooMany
from sessions.room import Moment
from templates.face import translate

STATUS = {Invalid: 422, Forbidden: 403, TooMany: 429, NotStored: 503}
"""409 is for all others: a rule of the workshop says no."""


def refused_page(
    moment: Moment, participant: str, language: str, form: Form, refusal: Refused
) -> HTMLResponse:
    """The page again, with a fresh number for the idea, so that it can be sent again as it is."""
    sentence = translate(refusal.message, refusal.values, language)
    back = Returned(form.echo("text"), form.echo("sheet"), sentence)
    again = page(moment, participant, language, back)
    answer = HTMLResponse(again, STATUS.get(type(refusal), 409))
    if isinstance(refusal, TooMany | NotStored):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer
