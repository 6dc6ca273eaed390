"""Where a session is opened, watched and joined."""

from dataclasses import dataclass
from typing import Protocol


class Keys(Protocol):
    """Gives the facilitator's key of a session."""

    def session(self, id: str) -> str:
        """The key, by the session's internal id."""


class Where(Protocol):
    """The host's addresses, each with scheme, host and port."""

    @property
    def laptop(self) -> str:
        """For the console and the projector, on the machine itself."""

    @property
    def join(self) -> str:
        """For the phones in the room."""

    @property
    def note(self) -> str:
        """Why phones cannot join as things stand, else nothing."""


@dataclass(frozen=True, slots=True)
class Links:
    """A session's addresses. The console's holds the facilitator's key in its fragment."""

    code: str
    console: str
    projector: str
    phone: str


def links_of(code: str, key: str, where: Where) -> Links:
    """The addresses of a session, by its code and its facilitator's key."""
    return Links(
        code,
        f"{where.laptop}/c/{code}#{key}",
        f"{where.laptop}/p/{code}",
        f"{where.join}/j/{code}",
    )
