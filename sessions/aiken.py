"""Aiken, a text format for questions: the question, a choice a line, and `ANSWER: B`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sessions.asked_text import question
from sessions.plan import Problem, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHOICE = re.compile(r"\s*([A-Za-z])[.)]\s+(.*)")
_ANSWER = re.compile(r"\s*ANSWER:\s*(.*)")


def read(lines: Sequence[str]) -> Iterator[Question | Problem]:
    """The questions of a file in order, and what is passed over with its line."""
    asked: list[str] = []
    choices: list[tuple[str, str]] = []
    begun = 1
    for number, line in enumerate(lines, 1):
        if answer := _ANSWER.match(line):
            found = _question(asked, choices, answer[1].strip().upper())
            yield found if isinstance(found, Question) else Problem(begun, found, error=False)
            asked, choices = [], []
        elif (choice := _CHOICE.match(line)) and asked:
            choices.append((choice[1].upper(), choice[2]))
        elif line.strip():
            begun = begun if asked else number
            asked.append(line)
    if asked:
        missing = "This question has no line “ANSWER: A”, so it was passed over."
        yield Problem(begun, missing, error=False)


def _question(asked: list[str], choices: list[tuple[str, str]], right: str) -> Question | str:
    if right not in [letter for letter, _ in choices]:
        return "The line “ANSWER:” names no choice of this question, so it was passed over."
    return question(" ".join(asked), [(text, letter == right) for letter, text in choices])
