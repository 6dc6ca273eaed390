"""Reads the rows that stand in a damaged SQLite file, page by page, without its tree or its head.

From https://www.sqlite.org/fileformat2.html: rows stand in the cells of the leaves of the tables;
what was committed last stands in the write-ahead log. Whatever makes no sense is passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

PAGE = 4096
"""The size of a page: SQLite's own since 2016, which the log never set otherwise."""

MOST = 16 * 2**20
"""The most bytes that a row is taken to have; the largest hold a plan's text."""

_LEAF = 0x0D
_HEAD = 100
_FRAME, _WAL_HEAD = 24, 32
_FLOATS = 7
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)

Row = tuple[object, ...]


def rows(path: Path) -> Iterator[Row]:
    """Every row of every table, in no certain order; a text that is none comes as bytes."""
    pages = _pages(path)
    for number, page in pages.items():
        start = _HEAD if number == 1 else 0
        if page[start] != _LEAF:
            continue
        cells = int.from_bytes(page[start + 3 : start + 5])
        for cell in range(cells):
            place = start + 8 + 2 * cell
            try:
                yield _row(_payload(pages, page, int.from_bytes(page[place : place + 2])))
            except (IndexError, KeyError, ValueError, struct.error):
                continue


def _pages(path: Path) -> dict[int, bytes]:
    """The pages of a file as they were last committed."""
    raw = path.read_bytes()
    whole = range(0, len(raw) - PAGE + 1, PAGE)
    pages = {at // PAGE + 1: raw[at : at + PAGE] for at in whole}
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists():
        pages.update(_committed(wal.read_bytes()))
    return pages


def _committed(wal: bytes) -> dict[int, bytes]:
    """The pages in a write-ahead log, up to the last commit whose frames are all sound."""
    if len(wal) < _WAL_HEAD or int.from_bytes(wal[:4]) & ~1 != 0x377F0682:  # noqa: PLR2004
        return {}
    order = ">" if wal[3] & 1 else "<"
    sums = _sums(wal[:24], (0, 0), order)
    pages: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for at in range(_WAL_HEAD, len(wal) - _FRAME - PAGE + 1, _FRAME + PAGE):
        head, page = wal[at : at + _FRAME], wal[at + _FRAME : at + _FRAME + PAGE]
        sums = _sums(head[:8] + page, sums, order)
        if head[8:16] != wal[16:24] or sums != struct.unpack(">II", head[16:24]):
            break
        pending[int.from_bytes(head[:4])] = page
        if int.from_bytes(head[4:8]):  # the last frame of a commit
            pages.update(pending)
            pending = {}
    return pages


def _sums(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return one, two


def _payload(pages: dict[int, bytes], page: bytes, at: int) -> bytes:
    """What a cell holds, with what stands on overflow pages."""
    size, at = _varint(page, at)
    if size > MOST:
        raise ValueError("no row of ours")
    _, at = _varint(page, at)
    most = PAGE - 35
    if size <= most:
        return page[at : at + size]
    least = (PAGE - 12) * 32 // 255 - 23
    here = least + (size - least) % (PAGE - 4)
    here = here if here <= most else least
    parts = [page[at : at + here]]
    left, following = size - here, int.from_bytes(page[at + here : at + here + 4])
    while left > 0:
        further = pages[following]
        parts.append(further[4 : 4 + min(left, PAGE - 4)])
        left, following = left - (PAGE - 4), int.from_bytes(further[:4])
    return b"".join(parts)


def _row(payload: bytes) -> Row:
    """The values of a record."""
    head, at = _varint(payload, 0)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        size = (kind - 12) // 2 if kind > 11 else _SIZES[kind]  # noqa: PLR2004
        data = payload[at : at + size]
        if len(data) != size:
            raise ValueError("cut off")
        values.append(_value(kind, data))
        at += size
    return tuple(values)


def _value(kind: int, data: bytes) -> object:
    if kind == 0:
        return None
    if kind > 11:  # noqa: PLR2004
        return data.decode() if kind % 2 else data
    if kind == _FLOATS:
        return struct.unpack(">d", data)[0]
    return int.from_bytes(data, signed=True) if data else kind - 8


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    number = 0
    for place in range(8):
        byte = data[at + place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004
            return number, at + place + 1
    return number << 8 | data[at + 8], at + 9
