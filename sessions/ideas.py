"""The ideas on the sheets: what came in, what stands there now, and equal ones as a tally."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rpds import HashTrieMap, List

from sessions.refused import Unknown, marked
from sessions.tally import Idea, Leaf, Line, enter, leave
from sessions.text import sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sessions.facts import Fact, Record
    from sessions.plan import Plan


@dataclass(frozen=True, slots=True)
class IdeaSubmitted:
    """A participant's idea came in. `id` is the name that the phone gave it."""

    id: str
    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class IdeaAdded:
    """The facilitator wrote an idea down for someone."""

    id: str
    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class IdeaWithdrawn:
    """A participant took an idea of theirs back."""

    idea: int


@dataclass(frozen=True, slots=True)
class IdeaHidden:
    """An idea was taken off the sheet by the facilitator."""

    idea: int
    before: bool = False


@dataclass(frozen=True, slots=True)
class IdeaRestored:
    """A hidden idea came back where it stood."""

    idea: int
    before: bool = True


@dataclass(frozen=True, slots=True)
class IdeaCorrected:
    """The facilitator mended a typing error."""

    idea: int
    text: str
    before: str


@dataclass(frozen=True, slots=True)
class IdeaMoved:
    """An idea went to another sheet."""

    idea: int
    sheet: str
    before: str


FACTS = (
    IdeaSubmitted,
    IdeaAdded,
    IdeaWithdrawn,
    IdeaHidden,
    IdeaRestored,
    IdeaCorrected,
    IdeaMoved,
)


@dataclass(frozen=True, slots=True)
class Ideas:
    """All ideas by number, by participant (newest first) and by sheet.

    `sent` has them as they came in, by the name that their sender gave; it forgets none, so that
    the same name never brings a second idea.
    """

    all: HashTrieMap[int, Idea] = field(default_factory=HashTrieMap)
    sent: HashTrieMap[str, Idea] = field(default_factory=HashTrieMap)
    own: HashTrieMap[str, List[int]] = field(default_factory=HashTrieMap)
    leaves: HashTrieMap[str, Leaf] = field(default_factory=HashTrieMap)

    def leaf(self, sheet: str) -> Leaf:
        """A sheet's lines and counts."""
        return self.leaves.get(sheet, _EMPTY)

    def line(self, idea: int) -> tuple[str, Line] | None:
        """The sheet and the line that an idea stands in, None where it is not shown."""
        one = self.all.get(idea)
        if one is None or one.standing != "shown":
            return None
        return one.sheet, self.leaf(one.sheet).lines[sameness(one.text)]

    def lines_of(self, sheet: str) -> dict[int, Line]:
        """All lines of a sheet in order, by the number of each line's first idea."""
        leaf = self.leaf(sheet)
        return {first: leaf.lines[leaf.firsts[first]] for first in sorted(leaf.firsts)}

    def find(self, idea: int) -> Idea:
        """The idea with this number, or a refusal."""
        found = self.all.get(idea)
        if found is None:
            raise Unknown(marked("This session has no such idea."))
        return found

    def shown(self, idea: int) -> Idea:
        """The idea with this number, refused unless it is on a sheet."""
        found = self.find(idea)
        if found.standing != "shown":
            raise Unknown(marked("This idea is not on a sheet just now."))
        return found

    def count_by(self, participant: str, sheet: str) -> int:
        """Ideas of one participant on the sheet they were sent to, those taken back aside."""
        mine = (self.all[number] for number in self.own.get(participant, _NONE))
        return sum(1 for idea in mine if idea.sent_sheet == sheet and not idea.withdrawn)


_EMPTY = Leaf()
_NONE: List[int] = List()


def begin(_plan: Plan) -> Ideas:
    """No ideas yet."""
    return Ideas()


def apply(ideas: Ideas, record: Record) -> Ideas:
    """The ideas after a fact."""
    match record.fact:
        case IdeaSubmitted(id, sheet, text):
            return _put(
                ideas, Idea(record.number, id, record.by, record.at, sheet, text, sheet, text)
            )
        case IdeaAdded(id, sheet, text):
            idea = Idea(record.number, id, "", record.at, sheet, text, sheet, text, added=True)
            return _put(ideas, idea)
        case IdeaWithdrawn(number):
            return _change(ideas, number, withdrawn=True)
        case IdeaHidden(number):
            return _change(ideas, number, hidden=True)
        case IdeaRestored(number):
            return _change(ideas, number, hidden=False)
        case IdeaCorrected(number, text):
            return _change(ideas, number, text=text)
        case IdeaMoved(number, sheet):
            return _change(ideas, number, sheet=sheet)
    return ideas


def undo(ideas: Ideas, fact: Fact, number: int) -> Ideas:
    """The ideas without a fact; `number` is that of the fact itself."""
    match fact:
        case IdeaAdded():
            return _change(ideas, number, withdrawn=True)
        case IdeaHidden(idea, hidden) | IdeaRestored(idea, hidden):
            return _change(ideas, idea, hidden=hidden)
        case IdeaCorrected(idea, _, text):
            return _change(ideas, idea, text=text)
        case IdeaMoved(idea, _, sheet):
            return _change(ideas, idea, sheet=sheet)
    return ideas


def put_back(ideas: Ideas, later: Ideas) -> Ideas:
    """The ideas of before, with what phones took back and every name used since."""
    for number in ideas.all:
        if later.all[number].withdrawn and not ideas.all[number].withdrawn:
            ideas = _change(ideas, number, withdrawn=True)
    return replace(ideas, sent=later.sent)


def merge(ideas: Ideas, later: Ideas) -> Ideas:
    """The ideas with those that came in later, and what phones took back meanwhile."""
    for number in sorted(later.all):
        idea = later.all[number]
        if number not in ideas.all:
            ideas = _put(ideas, idea)
        elif idea.withdrawn and not ideas.all[number].withdrawn:
            ideas = _change(ideas, number, withdrawn=True)
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
        ):
            return (idea,)
    return ()


def changed_lines(
    old: Ideas, new: Ideas, numbers: Iterable[int], sheet: str
) -> dict[int, Line | None]:
    """The lines of a sheet that differ because of these ideas; None for a line that is gone."""
    firsts: set[int] = set()
    for ideas in (old, new):
        for number in numbers:
            place = ideas.line(number)
            if place is not None and place[0] == sheet:
                firsts.add(place[1].first)
    leaf = new.leaf(sheet)
    now = {first: leaf.firsts.get(first) for first in sorted(firsts)}
    return {first: None if key is None else leaf.lines[key] for first, key in now.items()}


def _put(ideas: Ideas, idea: Idea) -> Ideas:
    own = ideas.own
    if idea.by:
        own = own.insert(idea.by, own.get(idea.by, _NONE).push_front(idea.number))
    return replace(
        ideas,
        all=ideas.all.insert(idea.number, idea),
        sent=ideas.sent.insert(idea.id, idea),
        own=own,
        leaves=ideas.leaves.insert(idea.sheet, enter(ideas.leaf(idea.sheet), idea)),
    )


def _change(ideas: Ideas, number: int, **changes: str | bool) -> Ideas:
    old = ideas.all[number]
    new = replace(old, **changes)  # type: ignore[arg-type]  # the callers name Idea's fields
    leaves = ideas.leaves.insert(old.sheet, leave(ideas.leaf(old.sheet), old))
    leaf = leaves.get(new.sheet, _EMPTY)
    return replace(
        ideas,
        all=ideas.all.insert(number, new),
        leaves=leaves.insert(new.sheet, enter(leaf, new)),
    )
