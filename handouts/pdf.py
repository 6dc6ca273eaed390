"""Turns a document's HTML into a PDF: the only module that knows WeasyPrint.

WeasyPrint needs Pango, a library of the system. It is imported when the first page is printed, so
that everything else works without it. What runs here runs in a worker, never in the server.
"""

import ctypes
import logging
import os
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from functools import cache
from io import StringIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from sessions.refused import Refused, marked
from templates.face import static
from templates.style import STATIC

ORIGIN = "https://paper.invalid"
"""Where a document's addresses lead; there is no such place (RFC 2606), so nothing is fetched."""

SHORT = 6
"""Pages up to which a document needs no table of contents."""

NO_PANGO = marked(
    "PDFs need Pango, a library that is not on this computer. %(install)s Until then open the page "
    "and print it from the browser."
)
_INSTALL = {
    "linux": "Install it: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.",
    "darwin": "Install it: brew install pango.",
    "win32": "Install it with MSYS2: pacman -S mingw-w64-x86_64-pango.",
}
_PANGO = {
    "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
    "darwin": ("libpango-1.0.dylib", "libpangoft2-1.0.dylib"),
    "win32": ("libpango-1.0-0.dll", "libpangoft2-1.0-0.dll"),
}
_WEIGHTS = re.compile(rb"font-weight: \d+ \d+;[^\n]*")
"""The weights of a variable font: browsers want the range named, WeasyPrint finds it itself."""

_PAGE = re.compile(r"Page (\d+)")
_CONTENTS = "nav.contents { display: block !important }"


class NoPangoError(Refused):
    """No PDF can be made on this computer; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(NO_PANGO, install=_INSTALL.get(sys.platform, "Install it."))


class Printed(Struct, frozen=True):
    """A PDF, the number of its pages, and what WeasyPrint complained of, if anything."""

    pdf: bytes
    pages: int
    complaints: tuple[str, ...] = ()


@cache
def can_print() -> bool:
    """Whether this computer has the libraries that PDFs need. Takes some milliseconds, once."""
    try:
        for name in _PANGO.get(sys.platform, _PANGO["linux"]):
            ctypes.CDLL(name)
    except OSError:
        return sys.platform != "linux" and _imports()
    return True


def to_pdf(
    html: str, *, archive: bool = False, page: Callable[[int], None] = lambda _number: None
) -> Printed:
    """Print a document as PDF/UA-1, or as PDF/A-2a for the archive. Raises NoPangoError.

    `page` is told the number of each page that is laid out. A `nav.contents` is shown in a document
    of more than SHORT pages only, which is then laid out again with it.
    """
    weasyprint = _weasyprint()
    with _Listener(page) as complaints:
        source = weasyprint.HTML(string=html, base_url=ORIGIN, url_fetcher=_fetcher())
        options: dict[str, Any] = {
            "pdf_variant": "pdf/a-2a" if archive else "pdf/ua-1",
            "pdf_forms": 'class="fillable' in html and not archive,
            "pdf_identifier": b"flipchart",
            "uncompressed_pdf": archive,  # so that its metadata is plain text (ISO 19005-1, 6.7.2)
        }
        document = source.render(**options)
        if len(document.pages) > SHORT and 'class="contents"' in html:
            contents = weasyprint.CSS(string=_CONTENTS)
            document = source.render(stylesheets=[contents], **options)
        pdf = document.write_pdf(**options)
    return Printed(pdf, len(document.pages), tuple(complaints))


def _imports() -> bool:
    with suppress(NoPangoError):
        _weasyprint()
        return True
    return False


@cache
def _weasyprint() -> Any:  # noqa: ANN401 - it has no types
    try:
        with redirect_stdout(StringIO()):  # where it would say something longer
            import weasyprint  # noqa: PLC0415 - it fails where Pango is missing
    except OSError as missing:
        raise NoPangoError from missing
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # or fonts would carry the time, by the second
    return weasyprint


@cache
def _fetcher() -> Any:  # noqa: ANN401 - as above
    """What a document may load: our own static files, and pictures that it carries itself."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - as above

    class Packaged(URLFetcher):  # type: ignore[misc] # it has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
            if url.startswith("data:image/svg+xml"):
                return super().fetch(url, headers)
            return URLFetcherResponse(url, _asset(url), {"Content-Type": _type(url)})

    return Packaged(allowed_protocols=("data",))


def _asset(url: str) -> bytes:
    """The bytes of one of our static files. ValueError for any other address."""
    parts = urlsplit(url)
    within = PurePosixPath(parts.path)
    if f"{parts.scheme}://{parts.netloc}" != ORIGIN or not within.is_relative_to(
        static("").rstrip("/")
    ):
        raise ValueError("A document loads nothing but what Flipchart brings.")
    path = (STATIC / within.relative_to(static("").rstrip("/"))).resolve()
    if not path.is_relative_to(STATIC.resolve()):
        raise ValueError("A document loads nothing but what Flipchart brings.")
    return _WEIGHTS.sub(b"", path.read_bytes()) if path.suffix == ".css" else path.read_bytes()


def _type(url: str) -> str:
    endings = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
    return endings.get(PurePosixPath(urlsplit(url).path).suffix, "application/octet-stream")


class _Listener(logging.Handler):
    """Hears what WeasyPrint says while it works: its complaints, and the pages it is at."""

    def __init__(self, page: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self._page = page
        self._complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line of its log."""
        if record.name == "weasyprint.progress":
            if found := _PAGE.search(record.getMessage()):
                self._page(int(found[1]))
        elif record.levelno >= logging.WARNING:
            self._complaints.append(record.getMessage())

    def __enter__(self) -> list[str]:
        for name in ("weasyprint", "weasyprint.progress"):
            logger = logging.getLogger(name)
            logger.addHandler(self)
            logger.propagate = False
        logging.getLogger("weasyprint.progress").setLevel(logging.INFO)
        logging.getLogger("weasyprint").setLevel(logging.WARNING)
        return self._complaints

    def __exit__(self, *_: object) -> None:
        for name in ("weasyprint", "weasyprint.progress"):
            logging.getLogger(name).removeHandler(self)
