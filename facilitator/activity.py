"""What the console and the projector have of an activity."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter
from msgspec import Struct

from facilitator.doors import Press, SessionDoor
from sessions.facts import Fact
from sessions.plan import Cue, CueKind, Topic
from sessions.room import Moment
from sessions.state import Decision, State
from templates.drawing import Lists

Said = tuple[str, str, dict[str, object]]
"""What was done, what “undo” would take back, both marked for translation, and their values."""


class Activity(Struct, frozen=True):
    """An activity by its `name`: that of its slice, its controls' address and its templates.

    `reads` are what both of its pictures depend on, always equally many things. `facts` are those
    that `says` has words for: it is given all facts of an action that begins with one of them.
    `cue` is the kind of cue that starts it, by the decision that `from_cue` makes of a topic and
    a cue of it. One that `asks` the room something closes the sheets when it comes up. `lists` are
    those in its stage, of which one more line costs one line.
    """

    name: str
    title: str
    reads: Callable[[Moment], tuple[object, ...]]
    console: Callable[[Moment, str], str]
    stage: Callable[[Moment, str], str]
    facts: tuple[type, ...]
    says: Callable[[Sequence[Fact], State], Said]
    add_routes: Callable[[APIRouter, SessionDoor, Press], None]
    cue: CueKind | None = None
    from_cue: Callable[[Topic, Cue], Decision] | None = None
    asks: bool = True
    lists: Lists[Moment] | None = None
