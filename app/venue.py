"""What a check of the room finds on the laptop itself, out of what was measured: pure sentences."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from app.listening import LAST_PORT
from sessions.refused import Refused, marked
from sessions.room import Address

Standing = Literal["ok", "warn", "bad", "waiting"]
"""Ready; works with a drawback; stands in the way; not known yet."""

MB, GB = 10**6, 10**9
LITTLE, TOO_LITTLE = 500 * MB, 100 * MB
"""Bytes free on the disk below which it is said, and below which it stands in the way."""


class Finding(Struct, frozen=True):
    """One thing that was looked at. `name` is for programs, the rest for the person who reads.

    `title`, `sentence` and each of `todo` (what to do, in this order) are marked for translation;
    `values` fill the last two.
    """

    name: str
    title: str
    state: Standing
    sentence: str
    todo: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


class Where(Struct, frozen=True):
    """The address that phones are shown, its network, all there are, and why there is none."""

    join: str
    network: str
    others: tuple[Address, ...]
    note: str


def of_addresses(where: Where) -> Finding:
    """Whether this laptop has an address for phones, and which is shown."""
    title = marked("Address")
    if where.note:
        return Finding("addresses", title, "bad", where.note)
    shown = where.join.removeprefix("http://")
    several = len(where.others) > 1
    said = marked("Phones are shown %(shown)s, %(network)s.")
    return Finding(
        "addresses",
        title,
        "ok",
        said if where.network else marked("Phones are shown %(shown)s."),
        (SEVERAL,) if several else (),
        {"shown": shown, "network": where.network, "count": len(where.others)},
    )


SEVERAL = marked(
    "This laptop has %(count)s addresses. If no phone gets through, choose another one under the "
    "QR code on the console."
)


def of_disk(free: int | None, fault: str = "") -> Finding:
    """Whether there is room for what people send: bytes that are free, or why it can't be used."""
    title, values = marked("Disk"), {"free": size(free or 0), "fault": fault}
    if free is None:
        said = marked("Nothing can be written where Flipchart keeps everything: %(fault)s.")
        return Finding("disk", title, "bad", said, (MAKE_ROOM, KEPT), values)
    said = marked("%(free)s are free where Flipchart keeps everything.")
    if free >= LITTLE:
        return Finding("disk", title, "ok", said, (), values)
    return Finding(
        "disk", title, "bad" if free < TOO_LITTLE else "warn", said, (MAKE_ROOM, KEPT), values
    )


MAKE_ROOM = marked("Make room, or start Flipchart with another directory: --data.")
KEPT = marked("When the disk is full nothing more is stored; phones keep what people write.")


def size(count: int) -> str:
    """Bytes as a person reads them."""
    return f"{count / GB:.0f} GB" if count >= GB else f"{count // MB} MB"


def of_printing(tried: Refused | Literal[True] | None) -> Finding:
    """Whether PDFs can be made: why not, or that a page was made, or None while it is tried."""
    title = marked("Printing")
    if tried is None:
        return Finding("printing", title, "waiting", marked("A page is being laid out, to try."))
    if tried is True:
        return Finding("printing", title, "ok", marked("A page was laid out as PDF, to try."))
    return Finding("printing", title, "warn", tried.message, (NO_PDF,), tried.values)


NO_PDF = marked(
    "The workshop runs without it, and so do pages, data files and the browser’s print."
)


def of_port(port: int, strangers: tuple[str, ...]) -> Finding:
    """Whether it is this server that answers at its own addresses; `strangers` are where not."""
    values = {"port": port, "next": free_looking(port), "where": ", ".join(strangers)}
    if strangers:
        return Finding("port", PORT, "bad", SOMEBODY_ELSE, (OTHER_PORT,), values)
    return Finding("port", PORT, "ok", marked("Flipchart answers on port %(port)s."), (), values)


def of_held_port(port: int, holder: str, *, flipchart: bool) -> Finding:
    """That another program has the port; `holder` is its name and process, where known."""
    values = {"port": port, "next": free_looking(port), "holder": holder}
    if flipchart:
        said = HELD_BY_FLIPCHART if not holder else HELD_BY_THAT_FLIPCHART
    else:
        said = HELD_BY if holder else HELD
    return Finding("port", PORT, "bad", said, (OTHER_PORT,), values)


PORT = marked("Port")
SOMEBODY_ELSE = marked("At %(where)s it is not this Flipchart that answers, or nobody does.")
HELD = marked("Another program has port %(port)s.")
HELD_BY = marked("Another program has port %(port)s: %(holder)s.")
HELD_BY_FLIPCHART = marked("Another Flipchart, with other data, has port %(port)s.")
HELD_BY_THAT_FLIPCHART = marked(
    "Another Flipchart, with other data, has port %(port)s: %(holder)s."
)
OTHER_PORT = marked("End that program, or start Flipchart on another port: --port %(next)s.")


def free_looking(port: int) -> int:
    """A port to try instead."""
    return port + 1 if port < LAST_PORT else 8000
