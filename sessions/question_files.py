"""Reads questions out of a file that another program wrote: GIFT or Aiken, whichever it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from sessions import aiken, gift
from sessions.plan import Problem, Question
from sessions.reading.text import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_QUESTIONS = 100
"""Questions that are taken out of one file, and that a quiz may have."""

TOO_LARGE = f"The file has more than {MOST_BYTES:,} bytes (256 KB). Make several files of it."

_AIKEN = re.compile(r"^ANSWER:", re.MULTILINE)
_BROKEN = "The file is not a text file in the encoding UTF-8. Save it as such and choose it again."

_MORE = f"The file has more than {MOST_QUESTIONS} questions. The first ones were taken."
_NONE = "There is no question in this file that can be asked here."
_MOST_PROBLEMS = 100


class Read(Struct, frozen=True):
    """What is in a file. Problems say what was passed over; without questions one is an error."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


def read_questions(raw: bytes) -> Read:
    """Read a file. Never raises, and takes a second at most, whatever the file holds."""
    if len(raw) > MOST_BYTES:
        return _nothing(TOO_LARGE)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _nothing(_BROKEN)
    if "\0" in text:
        return _nothing(_BROKEN)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    format_ = aiken if _AIKEN.search(text) and "{" not in text else gift
    return _taken(format_.read(lines))


def _taken(found: Iterator[Question | Problem]) -> Read:
    questions: list[Question] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        elif len(questions) < MOST_QUESTIONS:
            questions.append(one)
        else:
            problems.append(Problem(0, _MORE, error=False))
            break
        if len(problems) >= _MOST_PROBLEMS:
            break
    if not questions:
        problems.append(Problem(0, _NONE, error=True))
    return Read(tuple(questions), tuple(problems))


def _nothing(sentence: str) -> Read:
    return Read((), (Problem(0, sentence, error=True),))
