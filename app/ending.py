"""How a server ends: begun as soon as it is asked to, with all that would never end by itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Ending:
    """The end of one server. `let_go` is called before it waits for answers."""

    let_go: Callable[[], Awaitable[None]]
    begun: bool = False
