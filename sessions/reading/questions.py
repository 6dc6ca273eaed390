"""Review questions: open ones with a word limit, others with choices and a reason."""

import re
from dataclasses import dataclass, field

from sessions.plan import Choice, Question
from sessions.reading.blocks import Block, plain, plain_lines
from sessions.reading.lines import split_box
from sessions.reading.outline import Section
from sessions.reading.report import Report, quoted

_WORDS = re.compile(r"\s?\{\s?max\.? (\d{1,9}) words?\s?\}", re.IGNORECASE)
_MOST_WORDS = 200
_ASKS = re.compile(r"[?？؟]|_{3,}|\{\s?max ")  # noqa: RUF001 - question marks of other scripts


@dataclass(slots=True)
class _Draft:
    line: int
    texts: list[str]
    choices: list[Choice] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Questions:
    """Reads the blocks under Review questions."""

    report: Report
    _drafts: list[_Draft] = field(default_factory=list)

    def read(self, section: Section) -> list[Block]:
        """Take in what stands under one heading; blocks that are no question are given back.

        Choices and reasons count for the question above them, however far they are indented:
        under a question numbered 10 three spaces are one too few for Markdown.
        """
        blocks = [block for block in section.blocks if block.kind != "rule"]
        known = len(self._drafts)
        others = []
        for number, block in enumerate(blocks):
            begun = len(self._drafts) > known
            if block.kind == "list" and begun and (_has_boxes(block) or section.indented(block)):
                self._choices(block)
            elif block.kind == "list":
                for item in block.children:
                    self._item(item)
            elif block.kind == "quote" and begun:
                self._drafts[-1].reasons += plain_lines([block])
            elif not self._loose(block, blocks[number + 1 : number + 2]):
                others.append(block)
        return others

    def questions(self) -> tuple[Question, ...]:
        """The questions in order, judged."""
        return tuple(self._question(draft) for draft in self._drafts)

    def _item(self, item: Block) -> None:
        draft = _Draft(item.first, [])
        self._drafts.append(draft)
        for block in item.children:
            if block.kind == "list":
                self._choices(block)
            elif block.kind == "quote" or draft.choices:
                draft.reasons += plain_lines([block])
            else:
                draft.texts += plain_lines([block])

    def _loose(self, block: Block, following: list[Block]) -> bool:
        """A paragraph outside the list: a question if it asks or has choices, a note if not."""
        text = " ".join(plain_lines([block]))
        has_choices = any(other.kind == "list" and _has_boxes(other) for other in following)
        asks = block.kind == "paragraph" and bool(has_choices or _ASKS.search(text))
        if asks:
            self._drafts.append(_Draft(block.first, [text]))
        how = "taken for a question" if asks else "kept as a note"
        self.report.warning(
            block.first,
            f"This stands under “Review questions” without a number, so it is {how}. Number the "
            "questions: “1. Who are customers?”.",
        )
        return asks

    def _choices(self, block: Block) -> None:
        for item in block.children:
            reasons = [below for below in item.children if below.kind == "quote"]
            said = [below for below in item.children if below.kind != "quote"]
            right, text = split_box(" ".join(plain_lines(said)))
            self._drafts[-1].choices.append(Choice(text, right is True))
            self._drafts[-1].reasons += plain_lines(reasons)

    def _question(self, draft: _Draft) -> Question:
        text = " ".join(draft.texts)
        limit = _WORDS.search(text)
        most = int(limit[1]) if limit else None
        if limit:
            text = (text[: limit.start()] + text[limit.end() :]).strip()
        if most is not None and not 1 <= most <= _MOST_WORDS:
            self.report.error(
                draft.line,
                f"An answer cannot have {most} words at most. Write a number from 1 to "
                f"{_MOST_WORDS}: “{{max 10 words}}”.",
            )
        if draft.choices and not any(choice.right for choice in draft.choices):
            self.report.warning(
                draft.line,
                f"The question {quoted(text)} has choices but no right one. Put an x into the box "
                "of the right one: “- [x] …”.",
            )
        return Question(text, tuple(draft.choices), " ".join(draft.reasons), most)


def _has_boxes(block: Block) -> bool:
    return all(
        item.children and split_box(plain(item.children[0].text))[0] is not None
        for item in block.children
    )
