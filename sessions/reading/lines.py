"""The small marks within a line of a plan: the colon, the box, the limit."""

import re

_COLON = re.compile(r"\s?(?::(?=\s|$)|：)\s?")  # noqa: RUF001 - the colon of Chinese and Japanese
_BOX = re.compile(r"\[([ xX]?)\](?:\s+|$)")
_NOTHING = {"", "none", "nothing", "n/a", "-", "–", "—"}


def split_at_colon(text: str) -> tuple[str, str | None]:
    """What stands before and behind the first colon, None without one; 10:30 has none."""
    found = _COLON.search(text)
    if not found:
        return text.strip(), None
    return text[: found.start()].strip(), text[found.end() :].strip()


def split_box(text: str) -> tuple[bool | None, str]:
    """Whether a line's box is ticked, None where it has no box, and the text behind it."""
    found = _BOX.match(text)
    return (found[1] != " " and found[1] != "", text[found.end() :]) if found else (None, text)


def says_nothing(text: str) -> bool:
    """Whether a list consists of this for want of anything to list: `None.`."""
    return text.strip(" .").casefold() in _NOTHING
