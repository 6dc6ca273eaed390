"""A participant's request: who asks, in which session, and whether they may send just now."""

from collections.abc import Callable

from msgspec import Struct

from sessions.session import Session


class Visitor(Struct, frozen=True):
    """A participant of a session.

    `wait()` takes leave to send, `wait_to_join()` to join: 0, or the seconds to wait.
    """

    session: Session
    participant: str
    wait: Callable[[], float]
    wait_to_join: Callable[[], float]
