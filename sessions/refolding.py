"""Takes an erased idea out of a state: the sheets it stood on are folded again, the rest stays.

To fold everything again would take, beside the state that is there, the memory of another one,
which would stay with the process for the day: free, but in pieces between what is in use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from sessions.erasing import emptied
from sessions.ideas import IdeaAdded, IdeaMoved, IdeaSubmitted, touched
from sessions.opening import Undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rpds import HashTrieMap, List

    from sessions.collected import Ideas
    from sessions.facts import Record
    from sessions.state import Action, State

K = TypeVar("K")
V = TypeVar("V")
S = TypeVar("S", bound=Struct)
A = TypeVar("A")


class Refolding:
    """One idea that is erased with the fact of a number. Raises Unknown where there is none.

    `told` are the facts that `erasing.tells` found, as they were, and `emptied` those of them that
    have to change. Then `takes` is asked for each fact in the log in order; `out_of` needs the
    fold of those that it takes.
    """

    def __init__(self, idea: int, told: Sequence[Record], number: int) -> None:
        self.emptied = emptied(told, idea)
        self._idea, self._number = idea, number
        self._facts = {record.number: record.fact for record in self.emptied}
        brought = next(record for record in told if record.number == idea)
        self._id, self._author = brought.fact.id, brought.by
        self._sheets = {sheet for one, sheet in _places(told) if one == idea}
        self._ideas = {one for one, sheet in _places(told) if sheet in self._sheets}
        self._actions: set[int] = set()
        self._done: dict[int, object] = {}

    def takes(self, record: Record) -> bool:
        """Whether a fact is to be folded again: not if it concerns ideas of other sheets alone."""
        fact = record.fact
        if record.number > self._number:
            return False
        if isinstance(fact, Undone):
            return fact.action in self._actions
        if isinstance(fact, IdeaSubmitted | IdeaAdded) and fact.sheet in self._sheets:
            self._ideas.add(record.number)
        takes = self._ideas.issuperset(touched(fact, record.number))
        if takes:
            self._actions.add(record.action)
        return takes

    def out_of(self, state: State, again: State) -> State:
        """The state that all facts would be folded to, up to the one that says what was erased."""
        now = self._state(state, again)
        return replace(now, number=again.number, at=again.at, touched=again.touched)

    def _state(self, state: State, again: State) -> State:
        """The same, for the states that rehearsals keep as well."""
        before, before_again = state.rehearsed_from, again.rehearsed_from
        if before is not None and before_again is not None:
            before = self._once(self._state, before, before_again)
        return _with(
            state,
            ideas=self._ideas_of(state.ideas, again.ideas),
            people=_with(
                state.people, names=_taken(state.people.names, again.people.names, self._author)
            ),
            actions=self._actions_of(state.actions, again.actions),
            rehearsed_from=before,
        )

    def _ideas_of(self, ideas: Ideas, again: Ideas) -> Ideas:
        leaves, due = ideas.leaves, ideas.due
        for sheet in self._sheets:
            leaves = _taken(leaves, again.leaves, sheet)
        return _with(
            ideas,
            all=_taken(ideas.all, again.all, self._idea),
            sent=_taken(ideas.sent, again.sent, self._id),
            leaves=leaves,
            due=due.remove(self._idea) if self._idea in due else due,
        )

    def _actions_of(self, actions: List[Action], again: List[Action]) -> List[Action]:
        """The actions, the last first, with the end of the list as it stands up to a change."""
        asides = {one.number: one.set_aside for one in again}
        old = list(actions)
        new = [self._once(self._action, one, asides.get(one.number)) for one in old]
        changes = [place for place, one in enumerate(new) if one is not old[place]]
        for _ in range(changes[-1] + 1 if changes else 0):
            actions = actions.drop_first()
        for one in reversed(new[: changes[-1] + 1] if changes else []):
            actions = actions.push_front(one)
        return actions

    def _action(self, action: Action, again: State | None) -> Action:
        aside = action.set_aside
        if aside is not None and again is not None:
            aside = self._once(self._state, aside, again)
        facts = action.facts
        if any(number in self._facts for number, _ in facts):
            facts = tuple((number, self._facts.get(number, fact)) for number, fact in facts)
        return _with(action, facts=facts, set_aside=aside)

    def _once(self, work: Callable[[S, A], S], one: S, again: A) -> S:
        """Do it where it was not done: rehearsals keep states that keep those of others."""
        if id(one) not in self._done:
            self._done[id(one)] = work(one, again)
        return cast("S", self._done[id(one)])


def _places(told: Iterable[Record]) -> Iterator[tuple[int, str]]:
    """The ideas that came to a sheet or were moved to one, among some facts, and that sheet."""
    for record in told:
        match record.fact:
            case IdeaSubmitted(_, sheet) | IdeaAdded(_, sheet):
                yield record.number, sheet
            case IdeaMoved(idea, sheet):
                yield idea, sheet


def _taken(here: HashTrieMap[K, V], there: HashTrieMap[K, V], key: K) -> HashTrieMap[K, V]:
    """A map with what another one has under a key, where that differs."""
    found = there.get(key)
    return here if found is None or found == here.get(key) else here.insert(key, found)


def _with(one: S, **parts: object) -> S:
    """The same with these parts, itself where it has them."""
    same = all(part is getattr(one, name) for name, part in parts.items())
    return one if same else replace(one, **parts)
