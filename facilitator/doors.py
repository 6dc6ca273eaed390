"""The doors that the facilitator's addresses stand behind, made by `app`: FastAPI dependencies."""

from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from fastapi.requests import HTTPConnection

from sessions.session import Session
from sessions.state import Decision

SessionDoor = Callable[[HTTPConnection], Awaitable[Session]]
"""Gives the session of the code in the address. Raises Unknown, or Forbidden for a stranger."""

HostDoor = Callable[[HTTPConnection], Awaitable[None]]
"""Lets the host pass. Raises Forbidden."""

Press = Callable[[Request, Session, Decision, str | None], Awaitable[Response]]
"""Takes the decision behind a control and says what was done; the name is that of the action."""
