"""What a plan has beside its known parts: kept as it is written, and never dropped."""

from collections.abc import Sequence

from sessions.plan import Part
from sessions.reading.blocks import Block
from sessions.reading.names import KNOWN, lesson_part, similar_part
from sessions.reading.outline import Section
from sessions.reading.report import Report, quoted


def note(section: Section, others: Sequence[Block]) -> list[Part]:
    """What stands in a part and is none of the things that belong there, under the part's name."""
    if not others:
        return []
    prose = "\n\n".join(section.raw(block) for block in others)
    return [Part(section.title, prose, others[0].first)]


def unknown_part(section: Section, report: Report) -> Part:
    """A part of a topic whose name is not known."""
    similar = "" if report.full else similar_part(section.title)
    if lesson_part(section.title):
        hint = f"It belongs to the lesson as a whole: “## {section.title}”."
    elif similar:
        hint = f"Did you mean “### {similar}”?"
    else:
        hint = f"The parts of a topic are: {KNOWN}."
    report.warning(
        section.line,
        f"{quoted(section.title)} is not a part of a topic, so it is kept and shown as it stands. "
        + hint,
    )
    return Part(section.title, section.prose, section.line)
