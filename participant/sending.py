"""Takes what a phone sends: an idea, once however often it comes; and leave to send at all."""

import re

from participant.forms import Form
from sessions.refused import Invalid, TooMany, marked
from sessions.submitting import submit
from sessions.tally import Idea
from sessions.visitor import Visitor
from templates.filters import rfc3339

ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
"""The name that the sender gives an idea: random, so that no two are alike."""


async def take_idea(visitor: Visitor, form: Form) -> tuple[bool, Idea]:
    """Store an idea: whether it is new, and the idea as it came in. Raises Refused.

    One that is known already is answered again without counting against the participant's limit.
    """
    id, sheet, words = form.one("id"), form.one("sheet"), form.one("text")
    if not ID.fullmatch(id):
        raise Invalid(marked("The idea came without a number of its own. Send it again."))
    if id not in visitor.session.state.ideas.sent:
        take_leave(visitor)
    decision = submit(visitor.participant, id, sheet, words)
    done = await visitor.session.do(decision, by=visitor.participant, once=id)
    return bool(done.records), done.state.ideas.sent[id]


def take_leave(visitor: Visitor) -> None:
    """Count one more thing sent. Raises TooMany."""
    wait = visitor.wait()
    if wait > 0:
        raise TooMany(marked("That is a lot at once. Wait a moment, then send it again."), wait)


def stored(idea: Idea) -> dict[str, object]:
    """What a script is told of an idea: the same however often it asks."""
    return {
        "seq": idea.number,
        "id": idea.id,
        "sheet": idea.sent_sheet,
        "text": idea.sent_text,
        "at": rfc3339(idea.at),
    }
