"""The outline of a plan: what stands under which heading."""

from msgspec import Struct

from sessions.reading.blocks import Block, blocks, plain

CHAPTER, PART = 2, 3
"""Depths of headings: a topic or a part of the lesson, and a part within it."""


class Section(Struct, frozen=True):
    """What stands under one heading. `line` is the heading's, `source` the lines of the file."""

    title: str
    line: int
    blocks: tuple[Block, ...]
    source: list[str]

    @property
    def prose(self) -> str:
        """All of it as written, without rules at either end."""
        found = list(self.blocks)
        while found and found[-1].kind == "rule":
            found.pop()
        while found and found[0].kind == "rule":
            found.pop(0)
        return _between(self.source, found[0].first, found[-1].last) if found else ""

    def raw(self, block: Block) -> str:
        """One of its blocks as written."""
        return _between(self.source, block.first, block.last)

    def indented(self, block: Block) -> bool:
        """Whether the first line of a block begins with a space."""
        return self.source[block.first - 1][:1].isspace()


class Chapter(Struct, frozen=True):
    """What stands under a `##`: `whole`, and the same divided at each `###` into head and parts."""

    whole: Section
    head: Section
    parts: tuple[Section, ...]
    underlined: bool = False


def outline(source: list[str]) -> tuple[Chapter, tuple[Chapter, ...]]:
    """What comes before the first `##`, and the chapters, of a text that is given in lines."""
    found = blocks(source)
    starts = [
        i for i, block in enumerate(found) if block.kind == "heading" and block.level == CHAPTER
    ]
    ends = [*starts[1:], len(found)]
    before = found[: starts[0]] if starts else found
    chapters = (
        _chapter(found[start], found[start + 1 : end], source)
        for start, end in zip(starts, ends, strict=False)
    )
    return _chapter(None, before, source), tuple(chapters)


def _chapter(heading: Block | None, found: tuple[Block, ...], source: list[str]) -> Chapter:
    title, line = (plain(heading.text), heading.first) if heading else ("", 1)
    starts = [i for i, block in enumerate(found) if block.kind == "heading" and block.level == PART]
    ends = [*starts[1:], len(found)]
    head = found[: starts[0]] if starts else found
    parts = (
        Section(plain(found[start].text), found[start].first, found[start + 1 : end], source)
        for start, end in zip(starts, ends, strict=False)
    )
    return Chapter(
        whole=Section(title, line, found, source),
        head=Section(title, line, head, source),
        parts=tuple(parts),
        underlined=heading is not None and heading.underlined,
    )


def _between(source: list[str], first: int, last: int) -> str:
    lines = source[first - 1 : last]
    while lines and not lines[0].strip():
        lines = lines[1:]
    return "\n".join(lines).rstrip()
