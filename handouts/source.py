"""What a document is drawn from, a plan and the session of it, and what stands around it."""

from msgspec import Struct

from sessions.plan import Plan
from sessions.remembered import NOTHING, Remembered
from sessions.room import Moment


class Source(Struct, frozen=True):
    """A plan, and a moment of its session; without one there are only the plan's documents.

    `before` is what earlier sessions of the plan took, where there is no moment that says so.
    """

    plan: Plan
    moment: Moment | None = None
    before: Remembered = NOTHING

    @property
    def remembered(self) -> Remembered:
        """What earlier sessions of the plan took."""
        return self.moment.room.remembered if self.moment else self.before

    @property
    def session(self) -> Moment:
        """The session's moment. ValueError for a plan alone."""
        if self.moment is None:
            raise ValueError("This document is drawn from a session.")
        return self.moment


class Around(Struct, frozen=True):
    """What stands around a document on a screen, and never on paper: its addresses.

    `base` is where all documents stand, `shelf` their list, for those who may see it; `sorry` says
    why no PDF can be made on this computer.
    """

    base: str
    shelf: str
    pdf: str
    sorry: str = ""
