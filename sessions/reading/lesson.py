"""What belongs to the lesson as a whole: its head, and the `##` parts that are no topics."""

from collections import defaultdict
from dataclasses import dataclass, field

from msgspec.structs import replace

from sessions.plan import Part
from sessions.reading.blocks import plain
from sessions.reading.minutes import split_title
from sessions.reading.names import lesson_part
from sessions.reading.notes import note
from sessions.reading.outline import Chapter
from sessions.reading.questions import Questions
from sessions.reading.report import Report, quoted
from sessions.reading.timing import judged


@dataclass(slots=True)
class Lesson:
    """The parts of the lesson, collected chapter by chapter; fields as in a Plan."""

    report: Report
    questions: Questions = field(init=False)
    icebreakers: list[Part] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    minutes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _prose: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.questions = Questions(self.report)

    def takes(self, chapter: Chapter) -> bool:
        """Take in a chapter; whether it is one of the lesson's parts."""
        whole = chapter.whole
        title, written = split_title(whole.title)
        found = lesson_part(title)
        if not found:
            return False
        name, rest = found
        minutes = judged(written, quoted(title), f"## {title}", chapter, self.report)
        if name == "icebreakers":
            self.icebreakers.append(Part(rest or title, whole.prose, whole.line, minutes))
            return True
        self.minutes[name] += minutes
        if name == "questions":
            others = note(whole, self.questions.read(whole))
            self.parts += others or ([Part(title, "", whole.line)] if rest else [])
        else:
            self._prose[name] += [f"#### {rest}" if rest else "", whole.prose]
        return True

    def prose(self, name: str) -> str:
        """The prose of the chapters of this name."""
        return "\n\n".join(filter(None, self._prose[name]))


def read_head(head: Chapter, title: str, lesson: Lesson) -> tuple[str, str]:
    """The plan's title and its introduction.

    A heading with one `#` at the top gives the title where the front matter gives none. Parts that
    stand before the first topic go to the lesson, with a warning.
    """
    section = head.head
    first = section.blocks[0] if section.blocks else None
    if first and first.kind == "heading" and first.level == 1:
        heading = plain(first.text)
        if title in ("", heading):
            title = heading
            section = replace(section, blocks=section.blocks[1:])
    for part in head.parts:
        lesson.report.warning(
            part.line,
            f"{quoted(part.title)} stands before the first topic, so it is kept for the lesson as "
            "a whole. To make it a part of a topic, move it below the title of the topic.",
        )
        lesson.parts.append(Part(part.title, part.prose, part.line))
    return title, section.prose
