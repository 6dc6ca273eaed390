"""Plan files as slips, other programs and bad will make them, out of two good ones."""

import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from hypothesis import strategies as st

from sessions.plan_file import MOST_BYTES

GOLDEN = Path(__file__).parent.parent / "sessions" / "reading" / "golden" / "plan-1.md"
GOOD = [
    (files("sessions") / "plans" / "who-we-are.md").read_text("utf-8").splitlines(),
    GOLDEN.read_text("utf-8").splitlines(),
]
MARKS = [*"#-*+>`~_=[](){}!|:.&<\\\"'%@?,•", "- [ ] ", "  ", "\t", "1. ", "---", "```", "&#0;"]
HEADS = """
a: &a [x] | b: *a | title: | title: [a, b] | title: {a: b} | title: !!python/object:os.system x
title: 2026-11-25 | title: 0o17 | title: .nan | title: >- | ? [a] | <<: {a: b} | lang: '"><b>'
group: {min: -1, max: 99999999999999999999} | group: [6, 20] | group: 6-20 | lesson: 2.10
format: flipchart-plan/2 | format: | lang: xx-YY-zz | title: "\\uD800\\0" | - a | %YAML 1.2 | ...
room: "\\N\\L\\P" | lang: [] | !!binary "aGk=" | title: a: b | 1: 2 | null: null | title: 'a
"""
YAML = [one.strip() for line in HEADS.strip().splitlines() for one in line.split(" | ")]
LINES = [
    *("## Topic (5 min)", "## Review questions (0 min)", "### Flip chart", "### Activity", "# A"),
    *("- SAY 1m: Words.", "- CHART external 2m: Words", "- IF LATE: Less (saves 9m)", "  - a", ">"),
    *("- `external` Again: Twice?", "- s (max 0 each)", "   - [x] right", "10. Which? {max 1 w}"),
    *("## Icebreaker: (3 min)", "### Planning checklist", "- [ ] " + "x" * 3000, "", "\\", "***"),
    *("<script>alert(1)</script>", "[a](javascript:alert(1))", "![a](http://example.org/a.png)"),
]
MINUTES = ["0", "-5", "1e9", "99999999999999999999", "0.0001", "1,5", "½", "٣", "9" * 4000, ""]
SIGNS = [
    "\x00",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\x85",
    "\r",
    "\x0b",
    "\ud800",
    "\U0010ffff",
    "\u200d",
]
MANY = [2, 30, 500, 3000, 9000]

Lines = list[str]
Change = Callable[[Lines], Lines]


def _swapped(one: int, other: int, lines: Lines) -> Lines:
    first, second = one % len(lines), other % len(lines)
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def _repeated(at: int, length: int, times: int, lines: Lines) -> Lines:
    first = at % len(lines)
    return lines[:first] + lines[first : first + length] * times + lines[first + length :]


def _cut(at: int, length: int, lines: Lines) -> Lines:
    first = at % len(lines)
    return lines[:first] + lines[first + length :]


def _put(at: int, new: Lines, lines: Lines) -> Lines:
    first = at % len(lines)
    return lines[:first] + new + lines[first:]


def _within(at: int, where: int, sign: str, lines: Lines) -> Lines:
    line = lines[at % len(lines)]
    place = where % (len(line) + 1)
    lines[at % len(lines)] = line[:place] + sign + line[place:]
    return lines


def _minutes(at: int, minutes: str, lines: Lines) -> Lines:
    timed = [n for n, line in enumerate(lines) if re.search(r"\d+ ?m", line)] or [0]
    place = timed[at % len(timed)]
    lines[place] = re.sub(r"\d+(?= ?m)", minutes, lines[place])
    return lines


def _stairs(at: int, depth: int, mark: str, lines: Lines) -> Lines:
    return _put(at, [f"{'  ' * n}{mark}a" for n in range(depth)], lines)


_PLACE = st.integers(0, 400)
CHANGES: list[st.SearchStrategy[Change]] = [
    st.builds(partial, st.just(_swapped), _PLACE, _PLACE),
    st.builds(partial, st.just(_repeated), _PLACE, st.integers(1, 9), st.sampled_from(MANY)),
    st.builds(partial, st.just(_cut), _PLACE, st.integers(1, 40)),
    st.builds(partial, st.just(_put), _PLACE, st.lists(st.sampled_from(LINES), max_size=5)),
    st.builds(
        partial,
        st.just(_put),
        _PLACE,
        st.builds(lambda line, n: [line] * n, st.sampled_from(LINES), st.sampled_from(MANY)),
    ),
    st.builds(
        partial,
        st.just(_within),
        _PLACE,
        _PLACE,
        st.builds(lambda mark, n: mark * n, st.sampled_from(MARKS), st.sampled_from(MANY)),
    ),
    st.builds(partial, st.just(_within), _PLACE, _PLACE, st.sampled_from(SIGNS)),
    st.builds(partial, st.just(_within), _PLACE, _PLACE, st.text(max_size=20)),
    st.builds(
        partial, st.just(_put), st.integers(1, 8), st.lists(st.sampled_from(YAML), max_size=3)
    ),
    st.builds(partial, st.just(_minutes), _PLACE, st.sampled_from(MINUTES)),
    st.builds(
        partial,
        st.just(_stairs),
        _PLACE,
        st.integers(2, 300),
        st.sampled_from(["- ", "> ", "1. ", "- - "]),
    ),
]
"""What may happen to a plan; some of it makes it larger than it may be."""


@st.composite
def odd_plans(draw: st.DrawFn) -> str | bytes:
    """A plan to which one to six things happened, as text or as the bytes of a file."""
    lines = [*draw(st.sampled_from(GOOD))]
    for change in draw(st.lists(st.one_of(CHANGES), min_size=1, max_size=6)):
        lines = change(lines) or [""]
        if sum(map(len, lines)) > 2 * MOST_BYTES:
            break
    text = draw(st.sampled_from(["\n"] * 4 + ["\r\n", "\r"])).join(lines)
    text = draw(st.sampled_from([""] * 4 + ["\ufeff", "\n", " "])) + text
    if draw(st.booleans()):
        text = text.encode("utf-8", "surrogatepass")[:MOST_BYTES].decode("utf-8", "ignore")
    kind = draw(st.integers(0, 5))
    if kind > 1:
        return text
    raw = bytearray(text, draw(st.sampled_from(["utf-8"] * 5 + ["utf-16"])), "surrogatepass")
    for at, byte in draw(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=3)):
        raw[at % len(raw)] = byte
    return bytes(raw)
