"""Draws how soon ideas are on the projector, ours beside the plain server's, for the README.

From docs/measurements/live.json, which the parts of `live` write. matplotlib is used here alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from statistics import median
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.live.results import RESULTS
from tests.server import ROOT

CHART = ROOT / "docs" / "pictures" / "live.svg"
PAPER, SQUARE, INK, SOFT, BLUE = "#fdfcf9", "#e1ebf5", "#172440", "#49546b", "#1043a8"
"""The product's own colours."""

MEASURED = "DejaVu Sans"
"""The font that matplotlib brings: wider than what a browser takes for `system-ui`."""

LEAST, MOST = 0.35, 60_000.0
"""Milliseconds at the two ends."""

MADE = (
    "Medians of the rounds of “make bench ONLY=live”: every idea stored first, "
    "server and driver on a core each."
)

APART = 0.17
"""How far the two bars of a room are from its line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One side of a room: medians over the rounds, in milliseconds, and the share delivered."""

    p50: float
    p99: float
    delivered: float

    @classmethod
    def of(cls, rounds: Sequence[Mapping[str, float]]) -> Bar:
        """The bar of some rounds."""
        return cls(*(median(one[name] for one in rounds) for name in ("p50", "p99", "delivered")))


def main() -> None:
    """Draw it."""
    CHART.write_text(draw(json.loads(RESULTS.read_text("utf-8"))), "utf-8")
    print(f"\n{CHART.relative_to(ROOT)} is drawn from {RESULTS.relative_to(ROOT)}")


def draw(kept: Mapping[str, Mapping[str, Any]]) -> str:
    """The chart as SVG, its text as text; the same figures make the same file."""
    rooms = sorted(kept.values(), key=lambda room: (room["phones"] * room["rate"], room["phones"]))
    drawn = StringIO()
    with mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "live",
            "font.family": MEASURED,
            "text.color": INK,
        }
    ):
        _figure(rooms).savefig(drawn, format="svg", metadata={"Date": None})
    text = drawn.getvalue().replace(f"'{MEASURED}'", "system-ui")
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _figure(rooms: Sequence[Mapping[str, Any]]) -> Figure:
    figure = Figure(figsize=(9, 1.9 + 0.72 * len(rooms)), facecolor=PAPER)
    height = figure.get_figheight()
    axes = figure.add_axes((0.19, 0.72 / height, 0.77, 1 - 1.75 / height), facecolor=PAPER)
    _paper(axes, len(rooms))
    for place, room in enumerate(rooms):
        names = (f"{room['phones']:,} phones", f"{room['rate']:,.0f} ideas a second")
        for name, above in zip(names, (-APART, APART), strict=True):
            across = axes.get_yaxis_transform()
            axes.text(-0.015, place + above, name, transform=across, ha="right", va="center")
        _bar(axes, place - APART, Bar.of(room["ours"]), BLUE, bold=True)
        if room["plain"]:
            _bar(axes, place + APART, Bar.of(room["plain"]), SOFT, bold=False)
    top = 1 - 0.4 / height
    figure.text(0.03, top, "From sending an idea until it is on the projector", size=15, weight=700)
    below = 1 - 0.75 / height
    look: dict[str, Any] = {"size": 11, "color": SOFT}
    figure.text(0.03, below, "▬ Flipchart", size=11, weight=700, color=BLUE)
    figure.text(
        0.165, below, "▬ a plain server: a commit and a send to each, for each idea", **look
    )
    figure.text(0.7, below, "● half of them   ┃ 99 of 100", **look)
    figure.text(0.03, 0.13 / height, MADE, size=9, color=SOFT)
    return figure


def _paper(axes: Axes, rooms: int) -> None:
    """Squared paper, a heavier line for each power of ten."""
    axes.set_xscale("log")
    axes.set_xlim(LEAST, MOST)
    axes.set_ylim(rooms - 0.5, -0.5)
    axes.set_yticks([])
    marks = {1: "1 ms", 10: "10 ms", 100: "100 ms", 1000: "1 s", 10_000: "10 s"}
    axes.set_xticks(list(marks), list(marks.values()), size=10.5, color=SOFT)
    axes.grid(axis="x", which="major", color=SQUARE, linewidth=1.4)
    axes.grid(axis="x", which="minor", color=SQUARE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(which="both", length=0)
    for line in range(1, rooms):
        axes.axhline(line - 0.5, color=SQUARE, linewidth=0.8, zorder=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _bar(axes: Axes, place: float, bar: Bar, colour: str, *, bold: bool) -> None:
    """From the half to the 99 of 100, with both in figures."""
    axes.plot([bar.p50, bar.p99], [place, place], color=colour, linewidth=4.5 if bold else 3)
    axes.plot([bar.p50], [place], "o", color=colour, markersize=8.5 if bold else 7)
    axes.plot([bar.p99], [place], "|", color=colour, markersize=13, markeredgewidth=3)
    missing = "" if bar.delivered == 1 else f"{100 * bar.delivered:.0f} % came: "
    look: dict[str, Any] = {"va": "center", "size": 10.5, "color": colour}
    look |= {"textcoords": "offset points", "weight": 700 if bold else 400}
    axes.annotate(missing + _said(bar.p50), (bar.p50, place), (-9, 0), ha="right", **look)
    axes.annotate(_said(bar.p99), (bar.p99, place), (8, 0), ha="left", **look)


def _said(milliseconds: float) -> str:
    """A time with two digits that count."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{milliseconds:.1f} ms" if milliseconds < 9.95 else f"{milliseconds:.0f} ms"
