"""Writes questions as the part “Review questions” of a plan file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sessions.plan import Question

_MARKS = re.compile(r"([*_`\\&])")
_BEGINS = re.compile(r"^(\d{0,9})([#+\-.)>~=|<\[])")


def as_markdown(questions: Sequence[Question]) -> str:
    """The part with its heading; a plan with it asks the same questions."""
    lines = ["## Review questions", ""]
    for number, one in enumerate(questions, 1):
        lines += _lines(f"{number}. ", one)
    return "\n".join([*lines, ""])


def _lines(begins: str, one: Question) -> Iterator[str]:
    limit = f"  {{max {one.max_words} words}}" if one.max_words else ""
    indent = " " * len(begins)
    yield f"{begins}{_plain(one.text)}{limit}"
    for choice in one.choices:
        yield f"{indent}- [{'x' if choice.right else ' '}] {_plain(choice.text)}"
    if one.reason:
        yield f"{indent}> {_plain(one.reason)}"


def _plain(text: str) -> str:
    """A text that Markdown shows as it is (CommonMark 0.31, section 2.4)."""
    return _BEGINS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
