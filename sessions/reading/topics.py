"""A topic: its title and minutes, the lines under them, and its parts."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from sessions.plan import Part, Sheet, Topic
from sessions.reading.blocks import Block, plain, plain_lines
from sessions.reading.cues import Activity
from sessions.reading.lines import says_nothing, split_at_colon, split_box
from sessions.reading.minutes import read_minutes, split_title
from sessions.reading.names import topic_part
from sessions.reading.notes import note, unknown_part
from sessions.reading.outline import Chapter, Section
from sessions.reading.questions import Questions
from sessions.reading.report import Report
from sessions.reading.sheets import Sheets
from sessions.reading.timing import add_up, topic_minutes

_LABELS = ("objective", "summary", "minutes", "materials")
_PROSE = ("ideas", "stories", "discussion", "tips", "handout")
_COMMA = re.compile(r"[,;](?:\s+|$)")


@dataclass(slots=True)
class Draft:
    """A topic while it is read: lines and prose by the field of a Topic that they go into."""

    chapter: Chapter
    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    prose: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sheets: list[Sheet] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def prepare(chapter: Chapter, sheets: Sheets) -> Draft:
    """Read a topic's sheets. Those of all topics come before the first cue that may name one."""
    draft = Draft(chapter)
    for part in chapter.parts:
        if topic_part(part.title) == "sheets":
            found, others = sheets.read(part)
            draft.sheets += found
            draft.parts += note(part, others)
    return draft


def read_topic(draft: Draft, number: int, sheets: Sheets) -> Topic:
    """Read the rest of a topic."""
    report = sheets.report
    activity = Activity(sheets.named, report)
    questions = Questions(report)
    _read_head(draft.chapter.head, draft)
    for part in draft.chapter.parts:
        name = topic_part(part.title)
        if name == "activity":
            activity.read(part.blocks)
        elif name == "questions":
            draft.parts += note(part, questions.read(part))
        elif name in _PROSE:
            draft.prose[name].append(part.prose)
        elif name == "minutes":
            _read_minutes(part, draft)
        elif name:
            draft.lines[name] += plain_lines(part.blocks) if name != "sheets" else []
        else:
            draft.parts.append(unknown_part(part, report))
    return _topic(draft, number, activity, questions, report)


def _topic(
    draft: Draft, number: int, activity: Activity, questions: Questions, report: Report
) -> Topic:
    prose = {name: "\n\n".join(filter(None, texts)) for name, texts in draft.prose.items()}
    topic = Topic(
        number=number,
        title=split_title(draft.chapter.whole.title)[0],
        minutes=topic_minutes(draft.chapter, draft.lines["minutes"], report),
        objective=" ".join(draft.lines["objective"]),
        summary=" ".join(draft.lines["summary"]),
        materials=_list(draft.lines["materials"]),
        checklist=_list(draft.lines["checklist"]),
        sheets=tuple(draft.sheets),
        cues=activity.cues(),
        late=activity.adjustments("late"),
        early=activity.adjustments("early"),
        questions=questions.questions(),
        parts=tuple(sorted(draft.parts, key=lambda part: part.line)),
        **prose,
    )
    add_up(topic, draft.chapter.whole.line, report)
    return topic


def _read_head(head: Section, draft: Draft) -> None:
    """What stands between the title and the first part."""
    label = ""
    for block in head.blocks:
        if block.kind == "list" and label:
            draft.lines[label] += plain_lines([block])
            label = ""
        elif block.kind == "paragraph":
            label = _read_labels(block, draft)
        elif block.kind != "rule":
            draft.prose["introduction"].append(head.raw(block))
            label = ""


def _read_labels(block: Block, draft: Draft) -> str:
    """Take `Objective: …` and the like from a paragraph; which of them a list may go on with."""
    said: list[tuple[str, str]] = []
    for line in block.text.split("\n"):
        name, text = split_at_colon(plain(line))
        label = topic_part(name) if text is not None else None
        if label == "minutes" and read_minutes(text or "") is None:
            label = None
        if label in _LABELS:
            said.append((label, text or ""))
        elif said and said[-1][0]:
            said[-1] = said[-1][0], f"{said[-1][1]} {plain(line)}".strip()
        else:
            said.append(("", line.strip()))
    loose = "\n".join(text for label, text in said if not label)
    draft.prose["introduction"] += [loose] if loose else []
    for label, text in said:
        if label and text:
            draft.lines[label] += _COMMA.split(text) if label == "materials" else [text]
    return said[-1][0]


def _read_minutes(part: Section, draft: Draft) -> None:
    """Take Estimated time where it is an amount of time; otherwise keep it as a note."""
    for block in part.blocks:
        lines = plain_lines([block])
        if len(lines) == 1 and read_minutes(lines[0]) is not None:
            draft.lines["minutes"] += lines
        elif lines:
            draft.parts += note(part, [block])


def _list(lines: list[str]) -> tuple[str, ...]:
    texts = [split_box(line)[1].strip() for line in lines]
    return () if all(map(says_nothing, texts)) else tuple(filter(None, texts))
