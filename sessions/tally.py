"""Equal ideas counted: a sheet's lines, each in the place and spelling of its first idea."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from sessions.counting import Spellings, counted
from sessions.text import sameness

Standing = Literal["shown", "held", "hidden", "withdrawn", "erased"]


class Idea(Struct, frozen=True, gc=False):
    """One idea. `sheet` and `text` are as they stand now, `sent_*` as they came in.

    `number` is that of the fact that brought it; `at` is seconds since 1970, UTC. One that is held
    waits for approval or, where it is `due`, for that time.
    """

    number: int
    id: str
    by: str
    at: float
    sheet: str
    text: str
    sent_sheet: str
    sent_text: str
    added: bool = False
    held: bool = False
    due: float | None = None
    hidden: bool = False
    withdrawn: bool = False

    @property
    def erased(self) -> bool:
        """Whether its text was erased for good: no idea comes in without one."""
        return not self.sent_text

    @property
    def gone(self) -> bool:
        """Whether it is nobody's to see any more: taken back, or erased."""
        return self.withdrawn or self.erased

    @property
    def standing(self) -> Standing:
        """What became of it."""
        if self.erased:
            return "erased"
        if self.withdrawn:
            return "withdrawn"
        if self.hidden:
            return "hidden"
        return "held" if self.held else "shown"


class Line(Struct, frozen=True, gc=False):
    """A line on a sheet: equal ideas, in the place and spelling of the first of them.

    Most lines are one idea, which share the set of no `others`.
    """

    first: int
    others: HashTrieSet[int] = HashTrieSet()

    @property
    def tally(self) -> int:
        """How many ideas this line stands for."""
        return 1 + len(self.others)

    @property
    def members(self) -> tuple[int, ...]:
        """The ideas in the order they came."""
        return (self.first, *sorted(self.others))

    def has(self, idea: int) -> bool:
        """Whether an idea is one of them."""
        return idea == self.first or idea in self.others

    def joined(self, idea: int) -> Line:
        """The line with one more."""
        first, later = sorted((self.first, idea))
        return Line(first, self.others.insert(later))

    def left(self, idea: int) -> Line | None:
        """The line without one of them; None where that leaves nothing."""
        if idea != self.first:
            return Line(self.first, self.others.remove(idea))
        if not self.others:
            return None
        first = min(self.others)
        return Line(first, self.others.remove(first))


class Leaf(Struct, frozen=True):
    """One sheet's ideas: its lines by sameness, and the counts.

    `received` counts what came in and was neither taken back nor erased, `shown` what is on it;
    `held` are the ideas that wait before they are shown. On a sheet for single words, where there
    are `spellings`, forms and typing errors of a word in `language` are the same.
    """

    lines: HashTrieMap[str, Line] = field(default_factory=HashTrieMap)
    received: int = 0
    shown: int = 0
    held: HashTrieSet[int] = field(default_factory=HashTrieSet)
    spellings: Spellings | None = None
    language: str = ""

    def key(self, text: str) -> str:
        """What a text on it has in common with its equals."""
        if self.spellings is None:
            return sameness(text)
        return counted(self.spellings, text, self.language)[0]

    @property
    def hidden(self) -> int:
        """How many ideas are hidden."""
        return self.received - self.shown - len(self.held)


def enter(leaf: Leaf, idea: Idea) -> Leaf:
    """The leaf with an idea that has come to it."""
    leaf = replace(leaf, received=leaf.received + (not idea.gone))
    if idea.standing == "held":
        return replace(leaf, held=leaf.held.insert(idea.number))
    if idea.standing != "shown":
        return leaf
    if leaf.spellings is not None:
        leaf = replace(leaf, spellings=counted(leaf.spellings, idea.text, leaf.language)[1])
    key = leaf.key(idea.text)
    line = leaf.lines.get(key)
    entered = Line(idea.number) if line is None else line.joined(idea.number)
    return replace(leaf, lines=leaf.lines.insert(key, entered), shown=leaf.shown + 1)


def leave(leaf: Leaf, idea: Idea) -> Leaf:
    """The leaf without an idea that stood in it."""
    leaf = replace(leaf, received=leaf.received - (not idea.gone))
    if idea.standing == "held":
        return replace(leaf, held=leaf.held.remove(idea.number))
    if idea.standing != "shown":
        return leaf
    key = leaf.key(idea.text)
    rest = leaf.lines[key].left(idea.number)
    lines = leaf.lines.remove(key) if rest is None else leaf.lines.insert(key, rest)
    return replace(leaf, lines=lines, shown=leaf.shown - 1)
