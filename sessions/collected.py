"""All ideas of a session: by number, by participant, and as the lines of each sheet."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap, List

from sessions.refused import Unknown, marked
from sessions.tally import Idea, Leaf, Line, enter, leave


class Ideas(Struct, frozen=True):
    """All ideas by number, by participant (newest first) and by sheet.

    `sent` has them as they came in, by the name that their sender gave; it forgets none, so that
    the same name never brings a second idea. `due` has the time at which each idea that is held
    back for a while comes on its sheet, in seconds since 1970, UTC.
    """

    all: HashTrieMap[int, Idea] = field(default_factory=HashTrieMap)
    sent: HashTrieMap[str, Idea] = field(default_factory=HashTrieMap)
    own: HashTrieMap[str, List[int]] = field(default_factory=HashTrieMap)
    leaves: HashTrieMap[str, Leaf] = field(default_factory=HashTrieMap)
    due: HashTrieMap[int, float] = field(default_factory=HashTrieMap)

    @property
    def next_due(self) -> float | None:
        """When the next idea that is held back comes on its sheet by itself."""
        return min(self.due.values(), default=None)

    def leaf(self, sheet: str) -> Leaf:
        """A sheet's lines and counts."""
        return self.leaves.get(sheet, _EMPTY)

    def line(self, idea: int) -> tuple[str, Line] | None:
        """The sheet and the line that an idea stands in, None where it is not shown."""
        one = self.all.get(idea)
        if one is None or one.standing != "shown":
            return None
        leaf = self.leaf(one.sheet)
        return one.sheet, leaf.lines[leaf.key(one.text)]

    def lines_of(self, sheet: str) -> dict[int, Line]:
        """All lines of a sheet in order, by the number of each line's first idea."""
        lines = sorted(self.leaf(sheet).lines.values(), key=attrgetter("first"))
        return {line.first: line for line in lines}

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


def changed_lines(
    old: Ideas, new: Ideas, numbers: Iterable[int], sheet: str
) -> dict[int, Line | None]:
    """The lines of a sheet that differ because of these ideas; None for a line that is gone.

    A line is looked up by what it says, then and now: an idea that leaves it, or comes back, can
    give it another first idea and with that another number.
    """
    both = (old, new)
    keys = {key for ideas in both for number in numbers for key in _said(ideas, number, sheet)}
    before, now = (_headed(ideas.leaf(sheet), keys) for ideas in both)
    return {first: now.get(first) for first in sorted(before | now)}


def _headed(leaf: Leaf, keys: Iterable[str]) -> dict[int, Line]:
    """The lines of these keys, by the number of each line's first idea."""
    lines = filter(None, map(leaf.lines.get, keys))
    return {line.first: line for line in lines}


def _said(ideas: Ideas, number: int, sheet: str) -> tuple[str, ...]:
    """What an idea says on this sheet, as equal ideas are told; nothing where it is not shown."""
    one = ideas.all.get(number)
    if one is None or one.standing != "shown" or one.sheet != sheet:
        return ()
    return (ideas.leaf(sheet).key(one.text),)


def put_back(ideas: Ideas, later: Ideas) -> Ideas:
    """The ideas of before, with what phones took back and every name used since."""
    for number in ideas.all:
        if later.all[number].withdrawn and not ideas.all[number].withdrawn:
            ideas = change(ideas, number, withdrawn=True)
    return replace(ideas, sent=later.sent)


def merge(ideas: Ideas, later: Ideas) -> Ideas:
    """The ideas with those that came in later, and what phones took back meanwhile."""
    for number in sorted(later.all):
        idea = later.all[number]
        if number not in ideas.all:
            ideas = put(ideas, idea)
        elif idea.withdrawn and not ideas.all[number].withdrawn:
            ideas = change(ideas, number, withdrawn=True)
    return ideas


def put(ideas: Ideas, idea: Idea) -> Ideas:
    """The ideas with one more."""
    own = ideas.own
    if idea.by:
        own = own.insert(idea.by, own.get(idea.by, _NONE).push_front(idea.number))
    return replace(
        ideas,
        all=ideas.all.insert(idea.number, idea),
        sent=ideas.sent.insert(idea.id, idea),
        own=own,
        leaves=ideas.leaves.insert(idea.sheet, enter(ideas.leaf(idea.sheet), idea)),
        due=_scheduled(ideas.due, idea),
    )


def change(ideas: Ideas, number: int, **changes: str | bool | None) -> Ideas:
    """The ideas with one of them changed; `changes` name fields of Idea."""
    old = ideas.all[number]
    new = replace(old, **changes)
    leaves = ideas.leaves.insert(old.sheet, leave(ideas.leaf(old.sheet), old))
    leaf = leaves.get(new.sheet, _EMPTY)
    return replace(
        ideas,
        all=ideas.all.insert(number, new),
        leaves=leaves.insert(new.sheet, enter(leaf, new)),
        due=_scheduled(ideas.due, new),
    )


def _scheduled(due: HashTrieMap[int, float], idea: Idea) -> HashTrieMap[int, float]:
    if idea.standing == "held" and idea.due is not None:
        return due.insert(idea.number, idea.due)
    return due.discard(idea.number)
