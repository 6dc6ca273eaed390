"""One line of an activity: `CHART external 5m: …`, `IF LATE: … (saves 5m)`."""

import re
from collections.abc import Mapping
from typing import get_args

from sessions.plan import Adjustment, Cue, CueKind
from sessions.reading.lines import split_at_colon
from sessions.reading.minutes import MOST, allowed, read_minutes
from sessions.reading.names import slug
from sessions.reading.report import Report, quoted

KINDS: tuple[CueKind, ...] = get_args(CueKind)

_KNOWN: dict[str, CueKind] = {kind: kind for kind in KINDS}
_WORDS = f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"
_LONGEST_HEAD = 7
_NUMBER = re.compile(r"[-+−–]?\d")
_AMOUNT = re.compile(r"\s?\(\s*(?P<verb>saves?|adds?)?\s*(?P<amount>[^()]*)\)\.?$", re.IGNORECASE)


def read_cue(text: str, line: int, sheets: Mapping[str, str], report: Report) -> Cue:
    """The cue that a plain line makes; what is no cue becomes a DO with all of the text.

    `sheets` finds a sheet's id by its id or by its heading, both as slugs.
    """
    head, said = split_at_colon(text)
    word, *rest = head.split() or [""]
    kind = _KNOWN.get(word.upper())
    minutes, others = _take_minutes(rest) if said is not None else (None, rest)
    sheet = sheets.get(slug(" ".join(others)))
    if said is not None and (sheet or not others) and kind:
        return Cue(kind, said, _checked(minutes, head, line, report), sheet)
    if kind and word.isupper():
        return _misshapen(kind, text, others if said is not None else [], line, report)
    if said is not None and _is_cue_word([word, *others]):
        name = " ".join([word, *others])
        report.warning(
            line, f"{quoted(name)} is not a cue word, so this is kept as DO. Use {_WORDS}."
        )
        return Cue("DO", f"{name}: {said}", _checked(minutes, head, line, report))
    report.warning(
        line, f"{quoted(text)} has no cue word, so it is kept as DO. Begin it with {_WORDS}."
    )
    return Cue("DO", text)


def read_adjustment(text: str, line: int, report: Report) -> Adjustment:
    """What stands behind IF LATE or IF EARLY, with the minutes in brackets at its end."""
    found = _AMOUNT.search(text)
    if not found:
        return Adjustment(text)
    minutes = read_minutes(found["amount"])
    if minutes is None and not (found["verb"] and re.search(r"\d", found["amount"])):
        return Adjustment(text)
    if not allowed(minutes):
        report.error(
            line,
            f"{quoted(found[0].strip())} cannot be read. Write the minutes at the end, more than 0 "
            f"and at most {MOST}: “(saves 5m)” or “(adds 4m)”.",
        )
    return Adjustment(text[: found.start()].strip(), minutes or 0)


def _misshapen(kind: CueKind, text: str, others: list[str], line: int, report: Report) -> Cue:
    """A cue whose word is plain but whose head is not: the rest of the line is its text."""
    if any(_NUMBER.match(other) for other in others):
        _bad_minutes(text, line, report)
    elif kind == "CHART" and others:
        report.error(
            line,
            f"No sheet is called {quoted(' '.join(others))}. Write the name that stands in back "
            "quotes under “Flip chart”, such as “CHART external 5m: …”.",
        )
    else:
        report.warning(
            line,
            f"Put a colon behind the cue word or its minutes: “{kind}: …” or “{kind} 2m: …”.",
        )
    return Cue(kind, text.split(maxsplit=1)[1] if " " in text else "")


def _take_minutes(words: list[str]) -> tuple[float | None, list[str]]:
    """The minutes among the words of a cue's head, and the other words."""
    if len(words) < _LONGEST_HEAD:
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                minutes = read_minutes(" ".join(words[start : start + size]).strip("()[],"))
                if minutes is not None:
                    return minutes, words[:start] + words[start + size :]
    return None, words


def _checked(minutes: float | None, head: str, line: int, report: Report) -> float:
    if minutes is not None and not allowed(minutes):
        _bad_minutes(head, line, report)
    return minutes or 0


def _bad_minutes(head: str, line: int, report: Report) -> None:
    report.error(
        line,
        f"The minutes of {quoted(head, 30)} cannot be read. Write them behind the cue word, more "
        f"than 0 and at most {MOST}: “SAY 2m: …”, “SAY 1.5m: …” or “SAY 90s: …”.",
    )


def _is_cue_word(words: list[str]) -> bool:
    return len(words) < _LONGEST_HEAD and all(
        word.isalpha() and word.isupper() and len(word) > 1 for word in words
    )
