"""The filters of paper: prose with room to write in it, and drawings as pictures with words.

A tagged PDF takes a drawing as `<img>` with an alternative, not as `<svg>` in the page (PDF/UA-1,
7.3), and a heading in a trainer's prose must not stand between the document's own (7.4.2).
"""

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote

import regex
import segno
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

INKS = {"black": "#172440", "blue": "#1043a8", "green": "#0b5831", "red": "#970d12"}
"""The four markers, as `tokens.css` has them in the light theme; pictures cannot read that."""

_BLANK = re.compile(r"[.…_\s]*[…_.]{1,}[.…_\s]*")
"""What stands for room to write: an ellipsis or a line, and nothing else."""

_NO_LETTER = regex.compile(r"(?![\t\n\r])\p{Cc}|[\p{Cs}\p{Co}\p{Cn}]")
_STAND_INS = {0x2028: "\n", 0x2029: "\n", 0xFFFD: "?"}


def legible(text: str) -> str:
    """A text without controls, halves of letters and the like.

    No font has them, no picture may hold them, and a PDF with them is no PDF/UA.
    """
    return _NO_LETTER.sub("", text).translate(_STAND_INS)


def printed(text: str) -> Markup:
    """Markdown paragraphs for paper: a paragraph or item that is only “…” is a line to write on."""
    return Markup(_PAPER.render(text))  # noqa: S704 - markdown-it escapes what people wrote


def picture(svg: str, alt: str = "", ink: str = "black") -> Markup:
    """A drawing as an image in a marker's ink; without `alt` it is ornament."""
    drawn = legible(str(svg)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    drawn = drawn.replace("currentColor", INKS.get(ink, ink)).replace(' aria-hidden="true"', "")
    return Markup('<img src="data:image/svg+xml,{}" alt="{}">').format(quote(drawn), alt)


def qr_picture(text: str, label: str) -> Markup:
    """A QR code as an image, four modules of quiet zone around it."""
    uri = segno.make(text, error="m", boost_error=False).svg_data_uri(
        border=4, dark="#000", omitsize=True
    )
    return Markup('<img class="qr" src="{}" alt="{}">').format(uri, label)


def letter(place: int) -> str:
    """The letter of an answer, counted from 0: A, B, … Z, AA."""
    rest, last = divmod(place, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


class _Paper(RendererHTML):
    """Writes headings as paragraphs, and marks the places to write in."""

    def heading_open(
        self, _tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        return '<p class="small-head">'

    def heading_close(
        self, _tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        return "</p>\n"


def _mark_blanks(tokens: Sequence[Token]) -> None:
    for at, token in enumerate(tokens):
        if token.type == "inline" and _BLANK.fullmatch(token.content):
            item = at > 1 and tokens[at - 2].type == "list_item_open"
            tokens[at - 2 if item else at - 1].attrSet("class", "blank")
            token.children = []


def _paper() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Paper).disable("image")
    reader.core.ruler.push("blanks", lambda state: _mark_blanks(state.tokens))
    return reader


_PAPER = _paper()

FILTERS: dict[str, Callable[..., object]] = {
    filter.__name__: filter for filter in (printed, picture, qr_picture, letter)
}
