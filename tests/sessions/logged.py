"""What tests of the log store in it."""

from sessions.facts import FACILITATOR, Record
from sessions.log import Entry
from sessions.opening import SessionOpened
from sessions.people import PersonJoined
from tests.sessions.story import PLAN, START

OPENED = Record(1, START, FACILITATOR, 1, None, SessionOpened(PLAN, START))
ENTRY = Entry("internal-id", "K7M4PX", "A short workshop", START)


def joined(number: int, by: str = "ann", once: str | None = None) -> Record:
    """Somebody who came in."""
    return Record(number, START + number, by, number, once, PersonJoined())
