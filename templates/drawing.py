"""A view: the regions and keyed lists of a page, drawn whole or only where they changed.

There is one way to draw a thing: a first page and every later message come from here. M is what a
view is drawn from; a language is a code such as `en`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field

M = TypeVar("M")
M_contra = TypeVar("M_contra", contravariant=True)

_LIST = re.compile(r'id="([^"]+)" data-list>')
"""Where a list begins on a page."""

Kept = dict[str, tuple[tuple[object, ...], str]]
"""Regions as they were drawn last, by id, with what they read then."""

Touched = frozenset[int] | None
"""Numbers of the ideas touched between two moments; None where it may be any."""


@dataclass(frozen=True, slots=True)
class Region(Generic[M]):
    """A part of a page that is replaced as one. It is drawn again when what it `reads` changed."""

    id: str
    reads: Callable[[M], tuple[object, ...]]
    html: Callable[[M, str], str]


class Lists(Protocol[M_contra]):
    """Lists of lines with a key each, so that one new line costs one line."""

    def ids(self, moment: M_contra) -> tuple[str, ...]:
        """The ids of the lists that the page has at this moment."""

    def whole(self, id: str, moment: M_contra, language: str) -> dict[int, str]:
        """Every line of a list as `<li>`, by key, in order."""

    def changed(
        self, id: str, old: M_contra, new: M_contra, touched: frozenset[int], language: str
    ) -> dict[int, str | None]:
        """The lines that differ, None for one that is gone."""


class Drawn(Struct, frozen=True):
    """Regions and lists as HTML, whole or only what changed. `whole` names the complete lists."""

    html: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Mapping[int, str | None]] = field(default_factory=dict)
    whole: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html or self.lists)

    def beside(self, other: "Drawn") -> "Drawn":
        """The same page with what else is on it."""
        html, lists = {**self.html, **other.html}, {**self.lists, **other.lists}
        return Drawn(html, lists, (*self.whole, *other.whole))

    def region(self, id: str) -> str:
        """One region's HTML."""
        return self.html[id]

    def list(self, id: str) -> str:
        """One list's lines, in order."""
        return "".join(line for _, line in sorted(self.lists.get(id, {}).items()) if line)

    def within(self, html: str) -> Iterator[str]:
        """HTML in pieces: where it has `id="…" data-list>`, the lines of that list follow.

        Together they can be as much as ten thousand ideas are.
        """
        end = 0
        for begins in _LIST.finditer(html):
            yield html[end : begins.end()]
            end = begins.end()
            yield from (line for line in self.lists.get(begins[1], {}).values() if line)
        yield html[end:]

    def message(self, now: float) -> dict[str, object]:
        """What goes over the wire; `now` is the server's time in seconds since 1970."""
        said: dict[str, object] = {"now": round(now * 1000)}
        if self.html:
            said["html"] = self.html
        if self.lists:
            said["lists"] = self.lists
        if self.whole:
            said["whole"] = self.whole
        return said


@dataclass(frozen=True, slots=True)
class View(Generic[M]):
    """What one surface shows to everybody who watches it, and what it shows to one participant.

    `personal` makes the view of one participant.
    """

    regions: tuple[Region[M], ...]
    lists: Lists[M] | None = None
    personal: "Callable[[str], View[M]] | None" = None

    def draw(self, moment: M, language: str, kept: Kept | None = None) -> Drawn:
        """Everything. What is `kept` is drawn again only where it read something else."""
        html = {region.id: _html(region, moment, language, kept) for region in self.regions}
        if self.lists is None:
            return Drawn(html)
        ids = self.lists.ids(moment)
        return Drawn(html, {id: self.lists.whole(id, moment, language) for id in ids}, ids)

    def changes(
        self, old: M, new: M, touched: Touched, language: str, kept: Kept | None = None
    ) -> Drawn:
        """What differs between two moments."""
        html = {}
        for region in self.regions:
            if _differs(region.reads(old), region.reads(new)):
                before = _html(region, old, language, kept)
                after = _html(region, new, language, kept)
                if before != after:
                    html[region.id] = after
        return Drawn(html, *self._changed_lists(old, new, touched, language))

    def _changed_lists(
        self, old: M, new: M, touched: Touched, language: str
    ) -> tuple[dict[str, Mapping[int, str | None]], tuple[str, ...]]:
        lists: dict[str, Mapping[int, str | None]] = {}
        whole: list[str] = []
        if self.lists is None:
            return lists, ()
        before = self.lists.ids(old)
        for id in self.lists.ids(new):
            if touched is None or id not in before:
                lists[id] = self.lists.whole(id, new, language)
                whole.append(id)
            elif changed := self.lists.changed(id, old, new, touched, language):
                lists[id] = changed
        return lists, tuple(whole)


def _html(region: Region[M], moment: M, language: str, kept: Kept | None) -> str:
    """A region, and keep it."""
    if kept is None:
        return region.html(moment, language)
    reads, found = region.reads(moment), kept.get(region.id)
    if found is None or _differs(found[0], reads):
        found = kept[region.id] = (reads, region.html(moment, language))
    return found[1]


def _differs(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    """Whether anything read changed: by identity, for what is frozen is shared until it changes."""
    return any(a is not b for a, b in zip(old, new, strict=True))
