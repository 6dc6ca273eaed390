"""What a document is drawn from: a plan, and the session of it where there is one."""

from dataclasses import dataclass

from sessions.plan import Plan
from sessions.room import Moment


@dataclass(frozen=True, slots=True)
class Source:
    """A plan, and a moment of its session; without one there are only the plan's documents."""

    plan: Plan
    moment: Moment | None = None

    @property
    def session(self) -> Moment:
        """The session's moment. ValueError for a plan alone."""
        if self.moment is None:
            raise ValueError("This document is drawn from a session.")
        return self.moment
