"""The filters of the templates: QR codes, times, minutes, prose. They take plain values."""

import io
import math
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import segno
from babel.lists import format_list
from markdown_it import MarkdownIt
from markupsafe import Markup

_PROSE = MarkdownIt("commonmark", {"html": False}).disable("image")


def qr(text: str, label: str = "") -> Markup:
    """A QR code as SVG, four modules of quiet zone around it, dark on whatever is behind it."""
    out = io.BytesIO()
    segno.make(text, error="m", boost_error=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=False, dark="#142038", omitsize=True
    )
    svg = Markup(out.getvalue().decode())  # noqa: S704 - segno draws it
    return Markup('<span class="qr" role="img" aria-label="{}">{}</span>').format(label, svg)


def prose(text: str) -> Markup:
    """Markdown paragraphs as HTML; HTML in them is shown as text, images are left out."""
    return Markup(_PROSE.render(text))  # noqa: S704 - markdown-it escapes what people wrote


def clock_time(at: float) -> str:
    """The time of day at this host, such as 10:05, of seconds since 1970."""
    return time.strftime("%H:%M", time.localtime(at))


def rfc3339(at: float) -> str:
    """An instant in UTC as RFC 3339 has it, of seconds since 1970."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def minutes(value: float) -> str:
    """Minutes without a needless decimal: 2, 1.5."""
    return f"{value:g}"


def listed(values: Iterable[object], language: str) -> str:
    """A list as it is spoken in a language: 19 and 21."""
    return format_list([str(value) for value in values], locale=language.replace("-", "_"))


def timer(seconds: float) -> str:
    """A countdown as the clock shows it: 13:30, +1:35 for overtime."""
    whole = int(-seconds) if seconds < 0 else math.ceil(seconds)
    sign = "+" if seconds < 0 else ""
    return f"{sign}{whole // 60}:{whole % 60:02d}"


def milliseconds(at: float) -> int:
    """Seconds as whole milliseconds, the unit of every time that a script reads."""
    return round(at * 1000)


def threes(code: str) -> str:
    """A join code in two threes, easier to read from a wall."""
    return f"{code[:3]} {code[3:]}"


FILTERS: dict[str, Callable[..., object]] = {
    filter.__name__: filter
    for filter in (qr, prose, clock_time, rfc3339, minutes, listed, timer, milliseconds, threes)
}
