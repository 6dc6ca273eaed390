"""The shelf: every document of a plan or a session, with what can be chosen for all of them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from msgspec import Struct

from handouts.kinds import OF_PLAN, OF_SESSION, Kind
from handouts.options import read_options
from handouts.pdf import NoPangoError, can_print
from handouts.source import Source
from templates.face import render, translate


class Copy(Struct, frozen=True):
    """One way to have a document: what it is called, where its page is, and its PDF."""

    label: str
    page: str
    pdf: str


class Item(Struct, frozen=True):
    """A document on the shelf, and the ways to have it, the usual one first."""

    kind: Kind
    title: str
    about: str
    copies: tuple[Copy, ...]


def shelf(source: Source, base: str, back: str, asked: Mapping[str, str], language: str) -> str:
    """The page. `base` is the address of the shelf, `back` where one came from. Raises Invalid."""
    from handouts.tables import NAMES  # noqa: PLC0415 - a start is quicker without it

    guide = read_options(OF_PLAN[0], asked)
    kinds = OF_PLAN if source.moment is None else (*OF_SESSION, *OF_PLAN)
    chosen = {name: asked[name] for name in ("paper", "start") if asked.get(name)}
    return render(
        "handouts/shelf.html",
        language,
        base=base,
        back=back,
        plan=source.plan,
        code="" if source.moment is None else source.moment.room.code,
        offered=source.moment is not None and source.moment.state.takeaway.offered,
        paper=guide.paper,
        start=asked.get("start", ""),
        groups=[
            (whose, _items(kinds, whose, base, chosen, language))
            for whose in ("people", "trainer", "wall")
        ],
        data=NAMES if source.moment is not None else (),
        sorry="" if can_print() else str(NoPangoError()),
    )


def _items(
    kinds: Sequence[Kind], whose: str, base: str, chosen: Mapping[str, str], language: str
) -> list[Item]:
    return [
        Item(
            kind,
            translate(kind.title, {}, language),
            translate(kind.about, {}, language),
            tuple(_copies(kind, base, chosen)),
        )
        for kind in kinds
        if kind.whose == whose
    ]


def _copies(kind: Kind, base: str, chosen: Mapping[str, str]) -> list[Copy]:
    options = {name: value for name, value in chosen.items() if name == "paper" or kind.start}
    if options.get("paper", "") not in kind.papers:
        options.pop("paper", None)
    if "a1" in kind.papers:
        return [_copy(kind, base, paper.upper(), {"paper": paper}) for paper in kind.papers]
    copies = [_copy(kind, base, "", options)]
    if kind.easy:
        copies.append(_copy(kind, base, "easy", {**options, "easy": "1"}))
    if kind.archive:
        copies.append(_copy(kind, base, "archive", {**options, "archive": "1"}))
    return copies


def _copy(kind: Kind, base: str, label: str, options: Mapping[str, str]) -> Copy:
    query = f"?{urlencode(options)}" if options else ""
    return Copy(label, f"{base}/{kind.name}{query}", f"{base}/{kind.name}.pdf{query}")
