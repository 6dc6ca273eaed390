"""What was chosen for a document: its paper, its start, its edition."""

from collections.abc import Mapping

from msgspec import Struct

from handouts.kinds import Kind
from sessions.clock import time_of_day
from sessions.refused import Invalid, marked

_YES, _NO = ("1", "on", "true", "yes"), ("", "0", "off", "false", "no")


class Options(Struct, frozen=True):
    """`paper` as the kind has it; `start` in minutes after midnight, None where none was given."""

    paper: str = "a4"
    start: int | None = None
    easy: bool = False
    archive: bool = False


def read_options(kind: Kind, asked: Mapping[str, str]) -> Options:
    """The options of a document as someone asked for them. Raises Invalid.

    What a kind does not have is passed over.
    """
    paper = asked.get("paper", "").strip().lower() or kind.papers[0]
    if paper not in kind.papers:
        raise Invalid(
            marked("“%(paper)s” is no paper for this. Choose one of: %(papers)s."),
            paper=paper[:20],
            papers=", ".join(kind.papers),
        )
    start = time_of_day(asked.get("start", "")) if kind.start else None
    return Options(
        paper=paper,
        start=start,
        easy=kind.easy and _yes(asked.get("easy", "")),
        archive=kind.archive and _yes(asked.get("archive", "")),
    )


def _yes(said: str) -> bool:
    word = said.strip().lower()
    if word not in (*_YES, *_NO):
        raise Invalid(marked("“%(word)s” is neither 1 nor 0."), word=word[:20])
    return word in _YES
