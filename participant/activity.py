"""What the phone has of an activity."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from fastapi.requests import HTTPConnection
from msgspec import Struct

from sessions.room import Moment
from sessions.visitor import Visitor

Door = Callable[[HTTPConnection], Awaitable[Visitor]]
"""Gives the participant that a cookie stands for. Raises Unknown or Forbidden."""


class Activity(Struct, frozen=True):
    """An activity by its `name`: that of its slice, and its addresses begin with it.

    `shared` is what all phones show of it and `own` what one participant's shows below that; each
    is empty where it asks nothing. `reads` and `own_reads` are what they depend on, always equally
    many things. A script is named in the HTML (`data-script`), so that it is loaded when it starts.
    """

    name: str
    reads: Callable[[Moment], tuple[object, ...]]
    shared: Callable[[Moment, str], str]
    own_reads: Callable[[Moment, str], tuple[object, ...]]
    own: Callable[[Moment, str, str], str]
    add_routes: Callable[[APIRouter, Door], None]
