"""Tally and word cloud: the words of a sheet on the projector, counted, as a list or as a cloud."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from rpds import HashTrieMap

from sessions.activity import bring_up, check_going
from sessions.refused import Invalid, marked

if TYPE_CHECKING:
    from sessions.collected import Ideas
    from sessions.facts import Fact, Record
    from sessions.plan import Plan
    from sessions.state import Decision, State
    from sessions.tally import Leaf, Line

Spoken = tuple[tuple[str, tuple[int, ...]], ...]
"""Words, each with the ideas that said it."""

Counted = tuple[int, str, int]
"""The number of the idea that said a word first, the word, and how often it was said."""

Form = Literal["tally", "cloud"]
FORMS: tuple[Form, ...] = ("tally", "cloud")

NAME = "cloud"


class CloudShown(Struct, frozen=True):
    """A sheet's words came up counted, in a form; `before` is the sheet that was up, or empty.

    `form_before` is the form in which this sheet was shown before, None where it was not.
    """

    sheet: str
    form: Form
    before: str
    form_before: Form | None


FACTS = (CloudShown,)


class Clouds(Struct, frozen=True):
    """The sheet that is at hand, or empty, and the form in which each was shown last."""

    sheet: str = ""
    forms: HashTrieMap[str, Form] = field(default_factory=HashTrieMap)

    @property
    def form(self) -> Form:
        """The form of the sheet at hand."""
        return self.forms.get(self.sheet, "tally")


def begin(_plan: Plan) -> Clouds:
    """Nothing is counted yet."""
    return Clouds()


def apply(clouds: Clouds, record: Record) -> Clouds:
    """The clouds after a fact."""
    match record.fact:
        case CloudShown(sheet, form):
            return Clouds(sheet, clouds.forms.insert(sheet, form))
    return clouds


def undo(clouds: Clouds, fact: Fact, _number: int) -> Clouds:
    """The clouds without a fact."""
    match fact:
        case CloudShown(sheet, _, before, form):
            forms = clouds.forms
            return Clouds(before, forms.insert(sheet, form) if form else forms.remove(sheet))
    return clouds


def show(sheet: str, form: str) -> Decision:
    """Put a sheet's words on the projector, counted. A sheet that takes ideas goes on doing so."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        state.sheets.known(sheet)
        if form not in FORMS:
            raise Invalid(marked("Words are shown as a tally or as a cloud."))
        clouds = state.cloud
        before = clouds.forms.get(sheet)
        same = clouds.sheet == sheet and before == form
        shown: list[Fact] = [] if same else [CloudShown(sheet, form, clouds.sheet, before)]
        return [*shown, *bring_up(state, NAME, closing=False)]

    return decide


def spoken(ideas: Ideas, sheet: str) -> Spoken:
    """The words on a sheet in the order they came, each with the ideas that said it, by number."""
    leaf = ideas.leaf(sheet)
    for known, words in _LATELY:
        if known is leaf:
            return words
    lines = ideas.lines_of(sheet).items()
    words = tuple((ideas.all[first].text, _in_order(line)) for first, line in lines)
    _LATELY.append((leaf, words))
    return words


def counted(ideas: Ideas, sheet: str) -> list[Counted]:
    """The words on a sheet, those said most often first, and of these who came first."""
    words = [(said[0], text, len(said)) for text, said in spoken(ideas, sheet)]
    return sorted(words, key=lambda word: -word[2])


_LATELY: deque[tuple[Leaf, Spoken]] = deque(maxlen=4)
"""The last sheets that were asked for: each change is drawn from the one before it and the new."""


_ORDERED: dict[tuple[int, int], tuple[Line, tuple[int, ...]]] = {}
"""Lines in order, by first idea and tally: a word that is said changes one, not the rest."""

_MOST_ORDERED = 4000


def _in_order(line: Line) -> tuple[int, ...]:
    """The ideas of a line by number."""
    key = line.first, line.tally
    known = _ORDERED.get(key)
    if known is not None and known[0] is line:
        return known[1]
    if len(_ORDERED) >= _MOST_ORDERED:
        _ORDERED.clear()
    numbers = line.members
    _ORDERED[key] = line, numbers
    return numbers
