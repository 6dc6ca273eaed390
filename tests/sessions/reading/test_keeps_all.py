"""Nothing in a plan file is dropped: each word of the body stands somewhere in the plan."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.plan_file import parse
from tests.sessions.reading.plan_texts import HEAD, texts_in

LINES = (
    "",
    "W W",
    "W: W",
    "  W",
    "      W",
    "\tW",
    "# W",
    "#### W",
    "###### W #",
    "## W (20 min)",
    "## Review questions",
    "## Review questions W (3 min)",
    "## Practical illustration: W",
    "## Icebreaker: W (5 min)",
    "## Further reading",
    "### W",
    "### Activity",
    "### Flip chart",
    "### Materials",
    "### Planning checklist",
    "### Review questions",
    "### Delivery tips",
    "### Objective",
    "### Estimated time",
    "### W (5 min)",
    "Objective: W",
    "Materials: W, W; W",
    "Time: W",
    "- W",
    "  - W: W",
    "    - [ ] W",
    "- [x] W",
    "* W **W** _W_ `W` ~W~",
    "1. W? {max 5 words}",
    "   - [x] W",
    "   > W",
    "> W",
    "> > - W",
    "> ## W",
    "- SAY 2m: W",
    "- CHART: W",
    "- W 2m: W",
    "- W W",
    "- SAY W W: W",
    "  - Listen for: W, W; W",
    "Listen for: W",
    "- IF LATE: W (saves 2m)",
    "  - IF EARLY: W (W)",
    "- `W` W: W? (max 3 each)",
    "- W (W): W",
    "```W",
    "```",
    "[W]: https://W.example/W",
    "[W](https://W.example 'W') ![W](W)",
    "<b>W</b> <!-- W -->",
    "<div W>",
    "| W | W |",
    "|---|---|",
    "\\*W\\* &amp;W; &W;",
    "W\\",
    "***",
    "- - - - W",
    "> " * 30 + "W",
    "- " * 30 + "W",
    "• W",
)


def numbered(lines: list[str]) -> tuple[str, set[str]]:
    """The lines with a word of its own for each W, and these words."""
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append("w" + "".join(chr(ord("a") + int(digit)) for digit in str(len(words))))
        return words[-1]

    return re.sub(r"\bW\b", word, "\n".join(lines)), set(words)


def words_missing(body: list[str]) -> set[str]:
    """Words of the body that stand nowhere in the plan."""
    text, words = numbered(body)
    plan = parse(f"{HEAD}## T (20 min)\n{text}\n").plan
    if plan is None:  # an error is told; there is no plan that could lack a word
        return set()
    return words - set(re.findall(r"\w+", " ".join(texts_in(plan))))


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_each_word_of_the_body_stands_somewhere_in_the_plan(lines: list[str]) -> None:
    assert words_missing(lines) == set()


@pytest.mark.parametrize("part", [line for line in LINES if line.startswith("##")])
def test_each_kind_of_line_is_kept_in_each_part(part: str) -> None:
    bodies = ([part, line, "W", "", line, "- W", line] for line in LINES)
    assert [body for body in bodies if words_missing(body)] == []


def test_words_before_the_first_topic_are_kept() -> None:
    text, words = numbered(["W", "", "# W", "### W", "W", "- W", "## T (20 min)"])
    plan = parse(HEAD + text).plan
    assert plan is not None
    assert words <= set(re.findall(r"\w+", " ".join(texts_in(plan))))
