"""What a question or a choice out of a file says: one line of text, without HTML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sessions import text as texts
from sessions.plan import Choice, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LETTERS, MOST_CHOICES = 600, 12
"""Letters of a question, a choice or a reason, and choices of a question, in a file."""

TOO_MANY = f"This question needs 2 to {MOST_CHOICES} choices, so it was passed over."

_TAG = re.compile(r"(</?[A-Za-z!][^<>]*>)")
_UNSAID = re.compile(r"<(script|style)\b", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(a|abbr|b|code|em|font|i|q|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE
)


def said(text: str) -> str:
    """HTML as one line of text: its tags are gone, and its entities are letters."""
    kept, silent = [], False
    for part in _TAG.split(text):
        if not _TAG.fullmatch(part):
            kept.append("" if silent else part)
        elif _UNSAID.match(part):
            silent = True
        else:
            silent = False
            kept.append("" if _INLINE.match(part) else " ")
    return texts.clean(html.unescape("".join(kept)))


def question(
    asked: str, choices: Sequence[tuple[str, bool]], reason: str = "", most: int | None = None
) -> Question | str:
    """The question, or a sentence on why it cannot be asked."""
    if len(choices) == 1 or len(choices) > MOST_CHOICES:
        return TOO_MANY
    found = tuple(Choice(said(text), right) for text, right in choices)
    made = Question(said(asked), found, said(reason), most)
    every = (made.text, made.reason, *(choice.text for choice in found))
    if not made.text or not all(choice.text for choice in found):
        return "Here a question or a choice has no words, so it was passed over."
    if any(texts.length(one) > MOST_LETTERS for one in every):
        return f"Here something has more than {MOST_LETTERS} letters, so it was passed over."
    return made
