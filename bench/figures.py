"""How figures are worked out and printed: percentiles, samples, and what else the machine did."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that this share (0 to 1) of them does not exceed."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def heading(title: str) -> None:
    """Print what is measured, when, and on what."""
    load = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"\n{title}")
    print(
        f"  {datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {load}"
    )


def times(name: str, seconds: Sequence[float]) -> None:
    """Print a distribution of times in milliseconds."""
    p50, p99, most = (1000 * percentile(seconds, share) for share in (0.5, 0.99, 1))
    print(
        f"  {name}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, max {most:.1f} ms, {len(seconds)} samples"
    )


def figure(name: str, value: str, aim: str) -> None:
    """Print one figure beside what it is to reach."""
    print(f"  {name}: {value} (aim: {aim})")
