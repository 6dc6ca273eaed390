"""Reads a plan file: Markdown with YAML front matter, format flipchart-plan/1.

What this format makes of a text never changes, because a session keeps the text of its plan and
reads it again. Nothing in a file is dropped: every word stands in some field of the Plan.
"""

from msgspec import Struct

from sessions.plan import Plan, Problem, Topic
from sessions.reading.blocks import plain
from sessions.reading.front import Front, read_front, split_front
from sessions.reading.lesson import Lesson, read_head
from sessions.reading.outline import Chapter, outline
from sessions.reading.report import Report, quoted
from sessions.reading.sheets import Sheets
from sessions.reading.text import MOST_BYTES, lines_of, read_text
from sessions.reading.topics import prepare, read_topic

__all__ = ["MOST_BYTES", "Parsed", "parse"]


class Parsed(Struct, frozen=True):
    """What a plan file says; `plan` is None where a problem is an error."""

    plan: Plan | None
    problems: tuple[Problem, ...]


def parse(text: str | bytes) -> Parsed:
    """Read a plan file. Never raises; whatever is wrong is a Problem with its line.

    `plan.text` is the file to the letter, with its byte order mark and its line ends: writing it
    as UTF-8 gives the same bytes. Takes a second at most, whatever the file holds.
    """
    report = Report()
    known = read_text(text, report)
    plan = _plan(known, report) if known is not None else None
    return Parsed(None if report.failed else plan, report.problems())


def _plan(text: str, report: Report) -> Plan | None:
    divided = split_front(lines_of(text), report)
    if divided is None:
        return None
    known = read_front(divided[0], report)
    front = known or Front()
    head, chapters = outline(divided[1])
    lesson = Lesson(report)
    title, introduction = read_head(head, front.title, lesson)
    if known and not title:
        report.error(
            1,
            "The plan has no title. Write it at the head of the file: “title: Who we are and what "
            "we do”.",
        )
    topics = _topics(chapters, lesson, report)
    return Plan(
        text=text,
        title=title,
        lang=front.lang,
        course=front.course,
        lesson=front.lesson,
        group_min=front.group_min,
        group_max=front.group_max,
        room=front.room,
        introduction=introduction,
        topics=topics,
        questions=lesson.questions.questions(),
        illustration=lesson.prose("illustration"),
        icebreakers=tuple(lesson.icebreakers),
        reading=lesson.prose("reading"),
        parts=tuple(lesson.parts),
        questions_minutes=lesson.minutes["questions"],
        illustration_minutes=lesson.minutes["illustration"],
        reading_minutes=lesson.minutes["reading"],
    )


def _topics(chapters: tuple[Chapter, ...], lesson: Lesson, report: Report) -> tuple[Topic, ...]:
    """The topics in order; chapters that are none go to the lesson."""
    sheets = Sheets(report)
    for chapter in chapters:
        for block in chapter.whole.blocks:
            if block.kind == "heading" and block.level == 1:
                report.warning(
                    block.first,
                    f"{quoted(plain(block.text))} has one number sign, as the title of a plan has. "
                    "Two begin a topic, three a part of it.",
                )
    drafts = [prepare(chapter, sheets) for chapter in chapters if not lesson.takes(chapter)]
    if not drafts:
        report.error(
            0,
            "The plan has no topics. A topic begins with two number signs and has minutes: “## Who "
            "are customers? (20 min)”.",
        )
    return tuple(read_topic(draft, number, sheets) for number, draft in enumerate(drafts, 1))
