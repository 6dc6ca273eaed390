"""Reads a PDF back: its letters and where they stand, its words in the order of its tags."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72
"""Millimetres of a point."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, its edges in mm from the left and the bottom of its page, its size in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Piece:
    """What a tag of the page holds, such as `P`, below what other tags."""

    within: tuple[str, ...]
    text: str

    @property
    def is_heading(self) -> bool:
        """Whether it is, or is in, a heading."""
        return any(tag[0] == "H" and tag[1:].isdigit() for tag in self.within)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in mm, its letters, its pieces in the order in which they are read out.

    What is no part of the text, such as its number, is in the letters and in no piece.
    """

    width: float
    height: float
    letters: tuple[Letter, ...]
    pieces: tuple[Piece, ...]
    text: str

    @property
    def read_out(self) -> str:
        """Its words as they are read out."""
        return one_line(" ".join(piece.text for piece in self.pieces))


@cache
def pages(pdf: bytes) -> tuple[Page, ...]:
    """All pages of a PDF."""
    return tuple(_page(page) for page in pypdfium2.PdfDocument(pdf))


def read_out(pdf: bytes) -> str:
    """A whole document as it is read out."""
    return one_line(" ".join(page.read_out for page in pages(pdf)))


def one_line(text: str) -> str:
    """A text on one line, its words a space apart."""
    return " ".join(text.split())


def without_spaces(text: str) -> str:
    """The letters alone: a word that was broken over lines is whole again."""
    return "".join(text.split())


def _page(page: Any) -> Page:
    text = page.get_textpage()
    width, height = page.get_size()
    return Page(
        width * MM,
        height * MM,
        tuple(_letters(text)),
        tuple(_pieces(page, text)),
        one_line(text.get_text_range()),
    )


def _letters(text: Any) -> Iterator[Letter]:
    for place in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, place))
        left, bottom, right, top = (edge * MM for edge in text.get_charbox(place))
        if letter.isspace() or right <= left:
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text.raw, place, matrix)
        size = raw.FPDFText_GetFontSize(text.raw, place) * (matrix.b**2 + matrix.d**2) ** 0.5
        yield Letter(letter, left, bottom, right, top, round(size, 2))


def _pieces(page: Any, text: Any) -> Iterator[Piece]:
    marked: dict[int, list[str]] = {}
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        place = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
        marked.setdefault(place, []).append(_utf_16(raw.FPDFTextObj_GetText, thing.raw, text.raw))
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    for number in range(raw.FPDF_StructTree_CountChildren(tree)):
        yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, number), (), marked)


def _below(tag: Any, within: tuple[str, ...], marked: dict[int, list[str]]) -> Iterator[Piece]:
    here = (*within, _utf_16(raw.FPDF_StructElement_GetType, tag))
    if alternative := _utf_16(raw.FPDF_StructElement_GetAltText, tag):
        yield Piece(here, alternative)
    for number in range(raw.FPDF_StructElement_CountChildren(tag)):
        below = raw.FPDF_StructElement_GetChildAtIndex(tag, number)
        if below:
            yield from _below(below, here, marked)
            continue
        place = raw.FPDF_StructElement_GetChildMarkedContentID(tag, number)
        if place in marked and place >= 0:
            yield Piece(here, "".join(marked[place]))


def _utf_16(ask: Any, *about: Any) -> str:
    """A text that PDFium writes as UTF-16 into a buffer, after it has said how long it is."""
    letters = ctypes.POINTER(ctypes.c_ushort)
    size = ask(*about, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    where = ctypes.cast(buffer, letters) if ask is raw.FPDFTextObj_GetText else buffer
    ask(*about, where, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
