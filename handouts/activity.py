"""What paper and the data files have of an activity; its worksheet is a kind of document."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from handouts.rows import Cell
from sessions.state import State


class Activity(Struct, frozen=True):
    """An activity by its `name`: that of its slice, and of its table in the data.

    `report` draws its section of the report, empty where it was not used. `rows` are what came of
    it under their `columns`, all rounds, and nobody's name.
    """

    name: str
    title: str
    report: Callable[[State, str], str]
    columns: tuple[str, ...]
    rows: Callable[[State], Iterable[tuple[Cell, ...]]]
