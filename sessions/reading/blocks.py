"""A plan's Markdown as a tree of blocks; the only module that knows the Markdown parser.

Markdown is CommonMark without HTML. Link definitions count as paragraphs, so that each line with
a word on it stands in some block.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

Kind = Literal["heading", "paragraph", "list", "item", "quote", "code", "rule"]

_BLOCKS = MarkdownIt("commonmark", {"html": False}).disable(
    ["html_block", "reference", "inline", "text_join"]
)
_INLINE = MarkdownIt("commonmark", {"html": False}).disable(
    ["html_inline", "link", "image", "autolink"]
)
_MARKED = re.compile(r"[*_`\\&]")
_MARKERS = re.compile(r"^[\s>*+\-]*", re.MULTILINE)
_KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
}


class Block(Struct, frozen=True):
    """A block from its first to its last line (both from 1, both within).

    `text` is what a paragraph, heading or code block says, as written; `level` a heading's depth;
    `underlined` a heading that is made by the dashes or equals signs in the line below it.
    """

    kind: Kind
    first: int
    last: int
    text: str = ""
    children: tuple["Block", ...] = ()
    level: int = 0
    underlined: bool = False


@dataclass(slots=True)
class _Open:
    token: Token
    children: list[Block]
    text: str = ""


def blocks(lines: list[str]) -> tuple[Block, ...]:
    """The blocks of a text that is given in lines."""
    stack = [_Open(Token("root", "", 1), [])]
    for token in _BLOCKS.parse("\n".join(lines)):
        if token.type == "inline":
            stack[-1].text = token.content
        elif token.nesting == 1:
            stack.append(_Open(token, []))
        elif token.nesting == 0:
            text = "\n".join(filter(None, (token.info.strip(), token.content)))
            stack[-1].children.append(_closed(_Open(token, [], text), lines))
        else:
            closed = _closed(stack.pop(), lines)
            stack[-1].children.append(closed)
    return tuple(stack[0].children)


def plain(text: str) -> str:
    """A text in one line without marks of emphasis and code; links stay as they are written."""
    if _MARKED.search(text):
        found = _INLINE.parseInline(text)[0].children or []
        text = "".join(" " if token.type.endswith("break") else token.content for token in found)
    return " ".join(text.split())


def plain_lines(found: Iterable[Block]) -> list[str]:
    """What the blocks say, one plain line a paragraph, list item and line of code."""
    lines: list[str] = []
    for block in found:
        texts = block.text.split("\n") if block.kind == "code" else [plain(block.text)]
        lines += filter(None, (" ".join(text.split()) for text in texts))
        lines += plain_lines(block.children)
    return lines


def _closed(opened: _Open, lines: list[str]) -> Block:
    token = opened.token
    start, end = token.map or (0, 0)
    kind = _KINDS[token.type]
    if kind in ("list", "item", "quote") and not opened.children:
        # Nested deeper than the parser goes: what stands there is kept as text.
        rest = _MARKERS.sub("", "\n".join(lines[start:end])).strip()
        if rest:
            opened.children.append(Block("paragraph", start + 1, end, rest))
    return Block(
        kind=kind,
        first=start + 1,
        last=end,
        text=opened.text,
        children=tuple(opened.children),
        level=int(token.tag[1:]) if kind == "heading" else 0,
        underlined=kind == "heading" and token.markup in ("-", "="),
    )
