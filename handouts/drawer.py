"""A process that draws one thing of a session, from its facts, and ends: a document or a file."""

import os
import pickle
import sys
from contextlib import suppress

from handouts.apart import Task
from handouts.documents import draw
from handouts.kinds import KINDS
from handouts.source import Source
from handouts.tables import Exported, export
from sessions.facts import Record
from sessions.room import Moment
from sessions.state import fold


def work(task: Task) -> str | Exported:
    """Draw it: HTML, or a file."""
    pages = map(pickle.loads, task.facts)
    records: list[Record] = [one for page in pages for one in page]
    state = fold(records)
    if task.options is None:
        return export(task.name, task.code, state, records)
    source = Source(state.plan, Moment(state, task.room, task.now))
    return draw(KINDS[task.name], source, task.options, task.around)


if __name__ == "__main__":
    with suppress(AttributeError, OSError):  # there is no such thing on Windows
        os.nice(10)
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the server that began it
    pickle.dump(work(task), sys.stdout.buffer)
