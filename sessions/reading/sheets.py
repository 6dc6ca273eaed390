"""The sheets that a topic prepares: `- `id` Heading: Question? (max 3 each)`."""

import re
from dataclasses import dataclass, field

from sessions.plan import Sheet
from sessions.reading.blocks import Block, plain, plain_lines
from sessions.reading.lines import split_at_colon, split_box
from sessions.reading.names import slug
from sessions.reading.outline import Section
from sessions.reading.report import Report, quoted

_ID = re.compile(r"`\s*([^`]*?)\s*`\s*(.*)", re.DOTALL)
_LIMITS = re.compile(r"\s*\(\s*(max\b[^()]*)\)", re.IGNORECASE)
_LIMIT = re.compile(
    r"(?:max\.?)?\s*(?P<most>\d{1,9})\s*"
    r"(?:(?P<unit>word|letter|character)s?(?: each| an idea| per idea)?"
    r"|(?:ideas?\s*)?(?:each|per person|a person))",
    re.IGNORECASE,
)
_FIELDS = {None: "each", "word": "words", "letter": "letters", "character": "letters"}
_MOST = {"each": 1000, "words": 200, "letters": 200}


@dataclass(slots=True)
class Sheets:
    """Every sheet of a plan while it is read, so that no two have the same id.

    `named` finds a sheet's id by its id or by its heading as a slug.
    """

    report: Report
    named: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, int] = field(default_factory=dict)

    def read(self, section: Section) -> tuple[tuple[Sheet, ...], tuple[Block, ...]]:
        """The sheets under one Flip chart heading, and the blocks that are none."""
        sheets, others = [], []
        for block in section.blocks:
            if block.kind == "list":
                sheets += [self._sheet(item, section.source) for item in block.children]
            elif block.kind != "rule":
                others.append(block)
                self.report.warning(
                    block.first,
                    "This stands under “Flip chart” but is no sheet, so it is kept as a note. "
                    "Write a sheet as “- External customers: Who relies on your work?”.",
                )
        return tuple(sheets), tuple(others)

    def _sheet(self, item: Block, source: list[str]) -> Sheet:
        header, lines = _header(item, source)
        found = _ID.fullmatch(header)
        given, rest = (found[1], found[2]) if found else ("", header)
        text, limits = self._limits(plain(rest), item.first)
        heading, question = split_at_colon(text)
        name = self._name(given, heading, item.first)
        if not heading:
            self.report.error(
                item.first,
                "This sheet has no heading. Write it like this: “- External customers: Who relies "
                "on your work?”.",
            )
        return Sheet(name, heading, question or "", **limits, lines=tuple(lines))

    def _name(self, given: str, heading: str, line: int) -> str:
        name = slug(given or heading) or f"sheet-{len(self._lines) + 1}"
        if given and name != given.lower():
            self.report.error(
                line,
                f"{quoted(given)} cannot be the name of a sheet. Use small letters a to z, digits "
                f"and hyphens, such as “`{name}`”.",
            )
        if name in self._lines:
            self.report.error(
                line,
                f"The sheet “{name}” stands in line {self._lines[name]} already. Give this one a "
                f"name of its own in back quotes: “- `{name}-2` {heading or 'Heading'}”.",
            )
        self._lines.setdefault(name, line)
        self.named[name] = name
        self.named.setdefault(slug(heading), name)
        return name

    def _limits(self, text: str, line: int) -> tuple[str, dict[str, int]]:
        limits: dict[str, int] = {}
        found = _LIMITS.search(text)
        for piece in re.split(r",|;|\band\b", found[1]) if found else ():
            limit = _LIMIT.fullmatch(piece.strip())
            field = _FIELDS[limit["unit"] and limit["unit"].lower()] if limit else ""
            if limit and 1 <= int(limit["most"]) <= _MOST[field]:
                limits[field] = int(limit["most"])
                continue
            self.report.error(
                line,
                f"The limit {quoted(piece.strip())} cannot be read. Write “(max 3 each)” for the "
                "ideas of one person, “(max 10 words)” or “(max 60 letters)” for one idea, up to "
                "200, or both with a comma: “(max 3 each, max 10 words)”.",
            )
        return (text[: found.start()] + text[found.end() :] if found else text), limits


def _header(item: Block, source: list[str]) -> tuple[str, list[str]]:
    """The line that names the sheet, and the lines that are written on it beforehand."""
    if not item.children or item.children[0].kind != "paragraph":
        return "", plain_lines(item.children)
    first, *others = item.children
    header, *further = first.text.split("\n")
    lines = []
    for number, line in enumerate(further, first.first + 1):
        if source[number - 1][:1].isspace():
            lines.append(plain(line))
        else:  # a long line that an editor has broken
            header += " " + line
    written = [*lines, *plain_lines(others)]
    return split_box(header.strip())[1], [split_box(line)[1] for line in written]
