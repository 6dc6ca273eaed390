"""What to bring: the materials of all topics in one list, each thing once."""

from msgspec import Struct

from sessions.plan import Plan
from sessions.text import sameness


class Thing(Struct, frozen=True):
    """Something to bring, and the numbers of the topics that need it."""

    text: str
    topics: tuple[int, ...]


def packing(plan: Plan) -> tuple[Thing, ...]:
    """The things in the order in which they are needed first."""
    found: dict[str, Thing] = {}
    for topic in plan.topics:
        for text in topic.materials:
            key = sameness(text)
            known = found.get(key, Thing(text, ()))
            found[key] = Thing(known.text, tuple(dict.fromkeys((*known.topics, topic.number))))
    return tuple(found.values())
