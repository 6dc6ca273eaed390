"""Minutes as people write them: 20 min, 1.5m, 90s, 1 h 30 min."""

import re

MOST = 600
"""Minutes that a topic or a cue may have: ten hours."""

_NUMBER = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_AMOUNT = re.compile(
    rf"([-+−–]?)\s*(?:{_NUMBER}\s*h[^\W\d_]{{0,6}}\.?)?"
    rf"\s*(?:{_NUMBER}\s*m(?:in[^\W\d_]{{0,6}})?\.?)?"
    rf"\s*(?:{_NUMBER}\s*s(?:e[ck][^\W\d_]{{0,6}})?\.?)?",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(r"\(([^()]*)\)$")
_MEANT = re.compile(r"\d\s*min", re.IGNORECASE)


def read_minutes(text: str) -> float | None:
    """The minutes that a text names, None where it names none; not yet judged."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found or not any(found.groups()[1:]):
        return None
    hours, minutes, seconds = (
        float(number.replace(",", ".")) if number else 0 for number in found.groups()[1:]
    )
    total = round(hours * 60 + minutes + seconds / 60, 4)
    return total if found[1] in ("", "+") else -total


def allowed(minutes: float | None) -> bool:
    """Whether a topic or a cue may have these minutes."""
    return minutes is not None and 0 < minutes <= MOST


def split_title(title: str) -> tuple[str, str | None]:
    """A heading's title, and the minutes in brackets at its end as written, None without any."""
    found = _AT_THE_END.search(title)
    if found and (read_minutes(found[1]) is not None or _MEANT.search(found[1])):
        return title[: found.start()].rstrip(), found[1].strip()
    return title, None


def shown(minutes: float) -> str:
    """Minutes for a sentence: 20 or 1.5."""
    return f"{minutes:.4g}"
