r"""GIFT, the text format for questions that Moodle and others read and write.

Blank lines part the questions; `{}` holds the answers, `=` a right one, `~` a wrong one, `#` what
is said to it, `####` what is said to all; a backslash makes a sign a letter. What Flipchart does
not ask, such as matching, is passed over and told. Source: Moodle's documentation of the format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sessions.asked_text import MOST_CHOICES, TOO_MANY, question
from sessions.plan import Problem, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIGNS = "~=#{}:"
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate((*_SIGNS, "\\"))} | {"n": "\n"}
_SHOWN = {ord(hidden): sign for sign, hidden in _HIDDEN.items() if sign != "n"}
_PRIVATE = dict.fromkeys(range(0xE000, 0xE010))
_TITLE = re.compile(r"\s*::.*?::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(?:html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,5})?)%")
_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#|$)", re.IGNORECASE)
_LIMIT = re.compile(r"\s*\{max (\d{1,3}) words?\}$")
_MOST_WORDS = 200
_WHOLE = 100.0


def read(lines: Sequence[str]) -> Iterator[Question | Problem]:
    """The questions of a file in order, and what is passed over with its line."""
    for line, block in _blocks(lines):
        found = _question(_ESCAPED.sub(lambda sign: _HIDDEN[sign[1]], block.translate(_PRIVATE)))
        yield found if isinstance(found, Question) else Problem(line, found, error=False)


def write(questions: Sequence[Question]) -> str:
    """The questions as a file; reading it gives the same ones."""
    return "\n".join(
        ["// Review questions", "", *(_written(n, one) for n, one in enumerate(questions, 1))]
    )


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each question with its first line, without remarks and categories."""
    block: list[str] = []
    begun = 0
    for number, line in enumerate((*lines, ""), 1):
        if line.lstrip().startswith(("//", "$CATEGORY")):
            continue
        if line.strip():
            begun = begun if block else number
            block.append(line)
        elif block:
            yield begun, "\n".join(block)
            block = []


def _question(block: str) -> Question | str:
    """One question, or a sentence on why it was passed over."""
    head, brace, rest = block.partition("{")
    body, end, tail = rest.partition("}")
    if not brace:
        return "This has no answers in curly brackets, so it was taken for a remark."
    if not end or "{" in body + tail or "}" in head + tail:
        return "Here curly brackets do not match, so this was passed over."
    head = _FORMAT.sub("", _TITLE.sub("", head, count=1), count=1)
    asked = f"{head.rstrip()} _____ {tail.lstrip()}" if tail.strip() else head
    answers, _, general = body.partition("####")
    if not answers.strip():
        return _open(asked, general)
    if answers.lstrip().startswith("#"):
        numbers = re.sub(r"[=#]", " ", answers).strip()
        return _open(asked, general or f"Right: {numbers}.")
    if truth := _TRUE_FALSE.match(answers):
        right = truth[1].upper().startswith("T")
        reasons = answers.partition("#")[2].replace("#", " ")
        return _made(asked, [("True", right), ("False", not right)], general or reasons)
    return _choices(asked, answers, general)


def _choices(asked: str, answers: str, general: str) -> Question | str:
    first, *parts = re.split(r"([=~])", answers)
    if len(parts) > 2 * MOST_CHOICES:
        return TOO_MANY
    if first.strip() or not parts:
        return "Here an answer begins with neither = nor ~, so this was passed over."
    found = []
    for sign, part in zip(parts[::2], parts[1::2], strict=True):
        weight = _WEIGHT.match(part)
        text, _, reason = part[weight.end() if weight else 0 :].partition("#")
        share = float(weight[1]) if weight else _WHOLE * (sign == "=")
        found.append((_FORMAT.sub("", text, count=1), share, reason.strip()))
    if any(
        sign == "=" and "->" in part for sign, part in zip(parts[::2], parts[1::2], strict=True)
    ):
        return "Pairs to match cannot be asked here, so this was passed over."
    if "~" not in parts[::2]:
        return _open(asked, general or f"Right: {'; '.join(text.strip() for text, *_ in found)}.")
    enough = _WHOLE if any(share >= _WHOLE for _, share, _ in found) else 0.01
    reasons = [reason for _, share, reason in found if reason and share >= enough]
    choices = [(text, share >= enough) for text, share, _ in found]
    return _made(asked, choices, general or " ".join(reasons))


def _open(asked: str, reason: str) -> Question | str:
    shown = asked.translate(_SHOWN).rstrip()
    limit = _LIMIT.search(shown)
    if limit and 0 < int(limit[1]) <= _MOST_WORDS:
        return question(shown[: limit.start()], (), reason.translate(_SHOWN), int(limit[1]))
    return question(shown, (), reason.translate(_SHOWN))


def _made(asked: str, choices: list[tuple[str, bool]], reason: str) -> Question | str:
    shown = [(text.translate(_SHOWN), right) for text, right in choices]
    return question(asked.translate(_SHOWN), shown, reason.translate(_SHOWN))


def _written(number: int, one: Question) -> str:
    limit = f" {{max {one.max_words} words}}" if one.max_words else ""
    lines = [f"::{number}:: {_escaped(one.text + limit)} {{"]
    right = sum(choice.right for choice in one.choices)
    for choice in one.choices:
        sign = "=" if choice.right else "~"
        if right > 1:
            sign = f"~%{_WHOLE / right:.5f}%" if choice.right else "~%-100%"
        lines.append(f"  {sign}{_escaped(choice.text)}")
    lines += [f"  ####{_escaped(one.reason)}"] if one.reason else []
    return "\n".join([*lines, "}", ""])


def _escaped(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([~=#{}:\\])", r"\\\1", plain)
