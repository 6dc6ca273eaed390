"""The ideas on the sheets: what came in, what stands there now, and equal ones as a tally."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rpds import HashTrieMap

from sessions.collected import Ideas, change, put
from sessions.counting import Spellings
from sessions.tally import Idea, Leaf

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Plan


class IdeaSubmitted(Struct, frozen=True):
    """A participant's idea came in. `id` is the name that the phone gave it.

    One that is `held` is not shown before it is released; where it is `due`, that happens then,
    in seconds since 1970, UTC.
    """

    id: str
    sheet: str
    text: str
    held: bool = False
    due: float | None = None


class IdeaAdded(Struct, frozen=True):
    """The facilitator wrote an idea down for someone. One that is `held` is not shown yet."""

    id: str
    sheet: str
    text: str
    held: bool = False


class IdeaWithdrawn(Struct, frozen=True):
    """A participant took an idea of theirs back."""

    idea: int


class IdeaHidden(Struct, frozen=True):
    """An idea was taken off the sheet by the facilitator."""

    idea: int
    before: bool = False


class IdeaRestored(Struct, frozen=True):
    """A hidden idea came back where it stood."""

    idea: int
    before: bool = True


class IdeaCorrected(Struct, frozen=True):
    """The facilitator mended a typing error."""

    idea: int
    text: str
    before: str


class IdeaMoved(Struct, frozen=True):
    """An idea went to another sheet."""

    idea: int
    sheet: str
    before: str


class IdeaReleased(Struct, frozen=True):
    """An idea that was held came on its sheet."""

    idea: int


class IdeaErased(Struct, frozen=True):
    """An idea was erased for good: its text, and its author's name, stand in no fact any more."""

    idea: int


FACTS = (
    IdeaSubmitted,
    IdeaAdded,
    IdeaWithdrawn,
    IdeaHidden,
    IdeaRestored,
    IdeaCorrected,
    IdeaMoved,
    IdeaReleased,
    IdeaErased,
)


FEW_WORDS = 3
"""A sheet whose ideas have at most so many words is for single words: they are counted as such."""


def begin(plan: Plan) -> Ideas:
    """No ideas yet."""
    leaves: HashTrieMap[str, Leaf] = HashTrieMap()
    for sheet in (sheet for topic in plan.topics for sheet in topic.sheets):
        if sheet.words is not None and sheet.words <= FEW_WORDS:
            leaves = leaves.insert(sheet.id, Leaf(spellings=Spellings(), language=plan.lang))
    return Ideas(leaves=leaves)


def apply(ideas: Ideas, record: Record) -> Ideas:
    """The ideas after a fact."""
    match record.fact:
        case IdeaSubmitted(id, sheet, text, held, due):
            by, sheet = _known(ideas, record.by, sheet)
            came = Idea(record.number, id, by, record.at, sheet, text, sheet, text)
            return put(ideas, replace(came, held=held, due=due))
        case IdeaAdded(id, sheet, text, held):
            idea = Idea(record.number, id, "", record.at, sheet, text, sheet, text, added=True)
            return put(ideas, replace(idea, held=held))
        case IdeaWithdrawn(number):
            return change(ideas, number, withdrawn=True)
        case IdeaHidden(number):
            return change(ideas, number, hidden=True)
        case IdeaRestored(number):
            return change(ideas, number, hidden=False)
        case IdeaCorrected(number, text):
            return change(ideas, number, text=text)
        case IdeaMoved(number, sheet):
            return change(ideas, number, sheet=sheet)
        case IdeaReleased(number):
            return change(ideas, number, held=False, due=None)
    return ideas


def _known(ideas: Ideas, by: str, sheet: str) -> tuple[str, str]:
    """The same person and sheet, as this person's last idea has them: each fact brings its own."""
    last = next(iter(ideas.own.get(by, ())), None)
    if last is None:
        return by, sheet
    idea = ideas.all[last]
    return idea.by, idea.sent_sheet if idea.sent_sheet == sheet else sheet


def undo(ideas: Ideas, fact: Fact, number: int) -> Ideas:
    """The ideas without a fact; `number` is that of the fact itself."""
    match fact:
        case IdeaAdded():
            return change(ideas, number, withdrawn=True)
        case IdeaHidden(idea, hidden) | IdeaRestored(idea, hidden):
            return change(ideas, idea, hidden=hidden)
        case IdeaCorrected(idea, _, text):
            return change(ideas, idea, text=text)
        case IdeaMoved(idea, _, sheet):
            return change(ideas, idea, sheet=sheet)
        case IdeaReleased(idea):
            return change(ideas, idea, held=True)
    return ideas


def touched(fact: Fact, number: int) -> tuple[int, ...]:
    """The numbers of the ideas that a fact concerns; `number` is that of the fact itself."""
    match fact:
        case IdeaSubmitted() | IdeaAdded():
            return (number,)
        case (
            IdeaWithdrawn(idea)
            | IdeaHidden(idea)
            | IdeaRestored(idea)
            | IdeaCorrected(idea)
            | IdeaMoved(idea)
            | IdeaReleased(idea)
            | IdeaErased(idea)
        ):
            return (idea,)
    return ()
