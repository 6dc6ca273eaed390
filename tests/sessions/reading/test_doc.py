"""The page that teaches how to write a plan: its examples are right, and so is what it quotes."""

import re
from pathlib import Path

import pytest

from sessions.plan_file import parse
from sessions.reading.cue_line import KINDS
from sessions.reading.names import KNOWN, topic_part
from tests.sessions.reading.plan_texts import SMALL, errors_of, warnings_of

PAGE = (Path(__file__).parents[3] / "docs" / "write-a-plan.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
EXAMPLES = [text for kind, text in BLOCKS if kind in ("markdown", "yaml")]
SHEETS = "### Flip chart\n- `external` External customers\n"
WRONG = """\
---
format: flipchart-plan/1
title: Better meetings
---

## What is wrong?

### Flip chart
- `habits` Bad habits

### Activity
- CHART habit 5m: Collect.
"""


def completed(example: str) -> str:
    """A whole plan of an example that is a part of one."""
    if example.startswith("---"):
        return example if "\n## " in example else f"{example}\n## A (5 min)\n"
    if example.startswith("## "):
        return SMALL + example
    return SMALL + (SHEETS if "CHART external" in example else "") + example


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_has_no_error_and_no_warning_but_of_adding_up(example: str) -> None:
    found = [sentence for _, sentence in warnings_of(completed(example))]
    assert [sentence for sentence in found if "add up" not in sentence] == []


def test_the_small_plan_has_no_warning_at_all() -> None:
    assert parse(EXAMPLES[0]).problems == ()


def test_what_the_check_is_quoted_to_say_is_what_it_says() -> None:
    (quoted,) = [text for kind, text in BLOCKS if kind == "text"]
    said = [f"meetings.md:{line}: {sentence}" for line, sentence in errors_of(WRONG)]
    assert quoted.splitlines() == said


def test_each_name_in_the_table_is_known() -> None:
    rows = re.findall(r"^\| `([A-Z][a-z][\w ]+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert {name for name, _ in rows} == {*KNOWN.split(", "), "Estimated time"}
    for name, others in rows:
        for other in others.split(";")[0].split(", "):
            assert topic_part(other) == topic_part(name), other


def test_each_cue_word_is_explained() -> None:
    table = PAGE.partition("| cue word |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([A-Z]+)`", table)) == set(KINDS)
