"""The phone's page where a plain form was refused: the sentence, and the text still in the box."""

from participant.forms import Form
from participant.page import Returned, page
from sessions.refused import Refused
from sessions.room import Moment
from templates.face import translate


def returned(moment: Moment, participant: str, language: str, form: Form, refusal: Refused) -> str:
    """The page again, with a fresh number for the idea, so that it can be sent again as it is."""
    sentence = translate(refusal.message, refusal.values, language)
    back = Returned(form.echo("text"), form.echo("sheet"), sentence)
    return page(moment, participant, language, back)
