"""A plan file that is made to be slow to read: 256 KB take a few seconds at the very most."""

import time

import pytest

from sessions.plan_file import MOST_BYTES, parse
from tests.sessions.reading.plan_texts import SMALL

MOST_SECONDS = 6
"""On a busy machine; on an idle one each takes under two."""

HOSTILE = {
    # what it is: the part that it stands in, and its marks
    "brackets": ("Activity", "[" * MOST_BYTES),
    "images": ("Activity", "![" * MOST_BYTES),
    "round brackets": ("Activity", "- IF LATE: " + "(" * MOST_BYTES),
    "points": ("Activity", "- SAY 2x: a\n" * 9000),
    "digits": ("Activity", "- SAY " + "1" * (MOST_BYTES - 2000) + ": a"),
    "stars": ("Activity", "*a **b " * 24_900),
    "tight stars": ("Activity", "a**b" * 49_900),
    "underscores": ("Activity", "a_" * 49_900),
    "back quotes": ("Activity", " ".join("`" * length for length in range(1, 700))),
    "quotes": ("Review questions", "> " * MOST_BYTES),
    "lazy quotes": ("Review questions", ("> " * 19 + "a\n" + "b\n" * 5) * 1600),
    "questions": ("Review questions", "1. a?\n   - [ ] b\n   > c\n" * 3000),
    "lists": ("Materials", "- " * MOST_BYTES),
    "numbers": ("Materials", "1. " * MOST_BYTES),
    "deeper": ("Materials", "".join(f"{'  ' * depth}- a\n" for depth in range(500))),
    "deep": ("Activity", "".join(f"{'  ' * depth}- a\n" for depth in range(18)) * 500),
    "spaces": ("Flip chart", "- a" + " " * (MOST_BYTES - 2000) + "b"),
    "sheets": ("Flip chart", "".join(f"- s{n} (max {n} each)\n" for n in range(6000))),
    "fences": ("Delivery tips", "```\n" * 9000),
    "slips in names": ("Handout", "".join(f"### Activty{n}\n" for n in range(9000))),
    "topics": ("Handout", "## A\n" * 9000),
}


@pytest.mark.parametrize(("part", "marks"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_plan_is_read_in_bounded_time(part: str, marks: str) -> None:
    text = f"{SMALL}### {part}\n{marks}"[:MOST_BYTES]
    begun = time.process_time()
    parse(text)
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize("mark", ["[", "{", "- ", "? ", "{a: ", "!", '"\\n', "- a\n", "a: b\n"])
def test_a_hostile_head_is_read_in_bounded_time(mark: str) -> None:
    for size in (16_000, 200_000):
        begun = time.process_time()
        parse(f"---\ntitle: A\nroom:\n {(mark * size)[:size]}\n---\n## A (5 min)\n")
        assert time.process_time() - begun < MOST_SECONDS
