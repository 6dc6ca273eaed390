"""The doors that the facilitator's addresses stand behind, made by `app`: FastAPI dependencies."""

from collections.abc import Awaitable, Callable

from fastapi.requests import HTTPConnection

from sessions.session import Session

SessionDoor = Callable[[HTTPConnection], Awaitable[Session]]
"""Gives the session of the code in the address. Raises Unknown, or Forbidden for a stranger."""

HostDoor = Callable[[HTTPConnection], Awaitable[None]]
"""Lets the host pass. Raises Forbidden."""
