"""The activity of a topic: its cues, what to skip when late and what to add when early."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from sessions.plan import Adjustment, Cue
from sessions.reading.blocks import Block, plain, plain_lines
from sessions.reading.cue_line import KINDS, read_adjustment, read_cue
from sessions.reading.lines import split_box
from sessions.reading.report import Report

_LISTEN_FOR = re.compile(r"listen(?:ing)?[ -]for\s?[:：]\s*(.*)", re.IGNORECASE)  # noqa: RUF001
_IF = re.compile(r"if (late|early)\s?[:：]\s*(.*)", re.IGNORECASE)  # noqa: RUF001 - as above
_CUE = re.compile(rf"(?:{'|'.join(KINDS)})\b[^:]{{0,40}}:(?:\s|$)")
_BETWEEN = re.compile(r"[,;](?:\s+|$)")


@dataclass(slots=True)
class _Step:
    """A cue, or an adjustment and when to make it, with what the lines under it add."""

    made: Cue | Adjustment
    when: str = ""
    more: list[str] = field(default_factory=list)
    listen_for: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Activity:
    """Reads the blocks of an Activity. `sheets` finds a sheet's id by what a cue calls it."""

    sheets: Mapping[str, str]
    report: Report
    _steps: list[_Step] = field(default_factory=list)

    def read(self, found: Iterable[Block]) -> None:
        """Take in the blocks under one heading."""
        for block in found:
            if block.kind == "list":
                for item in block.children:
                    self._item(item)
            elif block.kind == "paragraph":
                self._paragraph(block)
            elif lines := plain_lines([block]):
                self._begin(" ".join(lines), block.first)

    def cues(self) -> tuple[Cue, ...]:
        """The cues in order."""
        return tuple(
            replace(step.made, text=_with(step), listen_for=tuple(step.listen_for))
            for step in self._steps
            if isinstance(step.made, Cue)
        )

    def adjustments(self, when: str) -> tuple[Adjustment, ...]:
        """What to skip when `late`, or to add when `early`."""
        return tuple(
            replace(step.made, text=_with(step))
            for step in self._steps
            if isinstance(step.made, Adjustment) and step.when == when
        )

    def _item(self, item: Block) -> None:
        """A point of the list and what is indented under it."""
        for number, block in enumerate(item.children):
            if block.kind == "list":
                for below in block.children:
                    self._below(below)
            elif block.kind == "paragraph" and number == 0:
                self._paragraph(block)
            else:
                self._go_on(plain_lines([block]), block.first)

    def _below(self, item: Block) -> None:
        """A point under a point: what to listen for, a cue of its own, or more of the cue."""
        first = plain(item.children[0].text) if item.children else ""
        if found := _LISTEN_FOR.fullmatch(split_box(first)[1]):
            self._listen_for(found[1], item.first)
            self._steps[-1].listen_for += plain_lines(item.children[1:])
        elif _begins(first):
            self._item(item)
        else:
            self._go_on(plain_lines(item.children), item.first)

    def _paragraph(self, block: Block) -> None:
        """Lines that belong together, save where one of them begins something new."""
        texts, first = list[str](), block.first
        for number, line in enumerate(block.text.split("\n"), block.first):
            text = plain(line)
            listen_for = _LISTEN_FOR.fullmatch(text)
            if listen_for or _begins(text):
                self._begin(" ".join(texts), first)
                texts, first = [], number
            if listen_for:
                self._listen_for(listen_for[1], number)
            else:
                texts.append(text)
        self._begin(" ".join(texts), first)

    def _begin(self, text: str, line: int) -> None:
        text = split_box(text)[1]
        if found := _IF.fullmatch(text):
            adjustment = read_adjustment(found[2], line, self.report)
            self._steps.append(_Step(adjustment, found[1].lower()))
        elif text:
            self._steps.append(_Step(read_cue(text, line, self.sheets, self.report)))

    def _listen_for(self, text: str, line: int) -> None:
        if not self._steps:
            self._begin(f"LISTEN: {text}", line)
        else:
            entries = _BETWEEN.split(text)
            self._steps[-1].listen_for += [entry for entry in map(str.strip, entries) if entry]

    def _go_on(self, lines: list[str], line: int) -> None:
        if self._steps:
            self._steps[-1].more += lines
        elif lines:
            self._begin(" ".join(lines), line)


def _begins(text: str) -> bool:
    return bool(_IF.fullmatch(text) or _CUE.match(text))


def _with(step: _Step) -> str:
    """The text of the step, with the listen-fors of an adjustment, which has no place for them."""
    apart = step.listen_for if isinstance(step.made, Adjustment) else []
    return " – ".join(filter(None, [step.made.text, *step.more, *apart]))
