"""The bytes of a plan file as text, or why they are none."""

import re

from sessions.reading.report import Report

MOST_BYTES = 256 * 1024
"""Bytes that a plan file may have."""

MOST_LINES = 10_000
"""Lines that a plan file may have: some thirty times as many as a day's workshop needs."""

MOST_MARKS = 50_000
"""Runs of stars, underscores and back quotes that a plan file may have; each takes time to read."""

_MARKS = re.compile(r"[*]+|_+|`+")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BULLET = re.compile(r"^([ \t]*)[•‣▪●◦·](?=[ \t])")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ANEW = "Save it as plain text in the encoding UTF-8, then choose it again."


def too_large(size: int) -> str:
    """What is said of a file of more than `MOST_BYTES` bytes."""
    return (
        f"The file has {size:,} bytes. A plan may have {MOST_BYTES:,} (256 KB). "
        "Take out what is not part of the plan, or make two plans of it."
    )


def read_text(raw: str | bytes, report: Report) -> str | None:
    """The text of a plan file, None with an error where it is none. Nothing in it is changed."""
    if len(raw) > MOST_BYTES:
        report.error(0, too_large(len(raw)))
        return None
    text = _decoded(raw, report) if isinstance(raw, bytes) else _encodable(raw, report)
    if text is None:
        return None
    if not text.strip("\ufeff \t\r\n\v\f"):
        report.error(0, "The file is empty. Begin with the example in “Write a plan”.")
    elif found := _NOT_TEXT.search(text):
        binary = found[0] == "\0"
        what = "is not a text file" if binary else "holds a control character here"
        report.error(_line(text[: found.start()]), f"The file {what}. {_ANEW}")
    elif _line(text) > MOST_LINES:
        report.error(0, f"The file has more than {MOST_LINES:,} lines. Make two plans of it.")
    elif sum(1 for _ in _MARKS.finditer(text)) > MOST_MARKS:
        marks = "stars, underscores and back quotes"
        report.error(0, f"The file has more than {MOST_MARKS:,} {marks}. Take some out.")
    else:
        return text
    return None


def lines_of(text: str) -> list[str]:
    """The lines of a text, whichever system wrote it, without the mark that some begin with.

    The bullets of word processors become hyphens, which Markdown knows.
    """
    text = _one_kind_of_end(text.removeprefix("\ufeff"))
    return [_BULLET.sub(r"\1-", line) for line in text.split("\n")]


def _decoded(raw: bytes, report: Report) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if raw.startswith(_UTF_16):
            report.error(0, f"The file is in the encoding UTF-16. {_ANEW}")
        elif b"\0" in raw:
            report.error(0, f"The file is not a text file. {_ANEW}")
        else:
            line = _line(raw[: error.start].decode("utf-8", "replace"))
            report.error(line, f"The file is not in the encoding UTF-8. {_ANEW}")
        return None


def _encodable(text: str, report: Report) -> str | None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        report.error(0, too_large(size))
        return None
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        report.error(_line(text[: error.start]), f"Half a letter is missing here. {_ANEW}")
        return None
    return text


def _line(before: str) -> int:
    return _one_kind_of_end(before).count("\n") + 1


def _one_kind_of_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
