"""What the command writes on a terminal: plain text that every console can show."""

import io
import json
import sys
from collections.abc import Iterable, Sequence

WIDE = 10_000
"""Columns of what is not read on a screen but by a program: no line is broken."""


class Stop(Exception):  # noqa: N818 - a sentence for the person at the terminal
    """The command ends here with exit code 1; the message says why and what to do."""


def be_plain() -> None:
    """Let a letter that the console cannot show become a question mark, never a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", line_buffering=True)


def say(text: str = "") -> None:
    """Write a line."""
    print(text, flush=True)  # noqa: T201 - this is what a command does


def complain(sentence: str) -> None:
    """Write a sentence about what went wrong."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - as above


def say_json(value: object) -> None:
    """Write a value as JSON, in letters that survive every encoding."""
    say(json.dumps(value, indent=2))


def say_drawing(drawing: str) -> None:
    """Write what is drawn with blocks, light on dark; nothing where a terminal can't show it."""
    try:
        drawing.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return
    if sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415 - a start is quicker without it
        from rich.text import Text  # noqa: PLC0415 - as above

        Console(highlight=False).print(Text(drawing, style="bright_white on black"))


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows under their heads, in columns."""
    from rich.console import Console  # noqa: PLC0415 - a start is quicker without it
    from rich.table import Table  # noqa: PLC0415 - as above

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDE
    table = Table(*heads, box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for row in rows:
        table.add_row(*row)
    console.print(table)
