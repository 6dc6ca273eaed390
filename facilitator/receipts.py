"""What is written down of a session that was deleted: when, which and how much, nobody's words."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["asked", "retention"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A session's deletion. `deleted_at` is RFC 3339, in UTC."""

    deleted_at: str
    code: str
    title: str
    facts: int
    ideas: int
    participants: int
    why: Why
