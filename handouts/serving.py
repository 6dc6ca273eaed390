"""Serves the documents of a plan or a session: a page to look at, and the PDF of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse, Response
from msgspec import Struct
from msgspec.structs import replace

from handouts.answers import as_file
from handouts.file_names import file_name
from handouts.kinds import OF_PLAN, OF_SESSION, Kind
from handouts.options import Options, read_options
from handouts.pdf import NoPangoError, can_print
from handouts.press import Press
from handouts.source import Around, Source
from sessions.refused import Unknown, marked


class Place(Struct, frozen=True):
    """Where documents stand: their address, that of their list, and the folder of what was printed.

    There is no list for those who may see one document alone.
    """

    base: str
    shelf: str
    folder: str


NO_DOCUMENT = marked("There is no document “%(name)s” here.")
PDF = ".pdf"


Drawing = Callable[..., Awaitable[str]]
"""Draws a document as HTML: of a kind, from a source, with its options and what is around it."""


async def draw_here(
    kind: Kind, source: Source, options: Options, around: Around | None = None
) -> str:
    """A document as HTML, drawn in a thread."""
    from handouts.documents import draw  # noqa: PLC0415 - a start is quicker without it

    return await asyncio.to_thread(draw, kind, source, options, around)


async def serve(  # noqa: PLR0913, PLR0917 - what is asked for, where it stands, and who draws it
    press: Press,
    source: Source,
    name: str,
    asked: Mapping[str, str],
    place: Place,
    draw: Drawing = draw_here,
) -> Response:
    """A document by its name, or its PDF by its name with `.pdf`. Raises Unknown, Invalid, Busy."""
    kind = kind_of(name.removesuffix(PDF), source)
    options = read_options(kind, asked)
    if not name.endswith(PDF):
        pdf = f"{place.base}/{kind.name}{PDF}{_query(options, kind)}"
        around = Around(place.base, place.shelf, pdf, _sorry())
        return HTMLResponse(await draw(kind, source, options, around))
    html = await draw(kind, source, options)
    job = asked.get("job", "")[:64]
    printed = await press.print(html, place.folder, archive=options.archive, job=job)
    return as_file(printed, "application/pdf", file_name(kind, source, options))


def kind_of(name: str, source: Source) -> Kind:
    """The document of this name that there is of a plan, or of a session. Raises Unknown."""
    kinds = OF_PLAN if source.moment is None else (*OF_SESSION, *OF_PLAN)
    for kind in kinds:
        if kind.name == name:
            return kind
    raise Unknown(NO_DOCUMENT, name=name[:40])


def progress(press: Press, job: str) -> dict[str, int]:
    """How far a printing job is, for the page that asked for it; nothing for one not known."""
    found = press.progress(job)
    return {} if found is None else {"before": found.before, "page": found.page}


def _sorry() -> str:
    return "" if can_print() else str(NoPangoError())


def _query(options: Options, kind: Kind) -> str:
    usual = replace(Options(), paper=kind.papers[0])
    said = {
        "paper": options.paper if options.paper != usual.paper else "",
        "start": ""
        if options.start is None
        else f"{options.start // 60:02d}:{options.start % 60:02d}",
        "easy": "1" if options.easy else "",
        "archive": "1" if options.archive else "",
    }
    chosen = {name: value for name, value in said.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""
