"""Everything in any order, 2,000 times: the state machine of `tests/sessions/test_machine.py`."""

from __future__ import annotations

import os
import time

from bench.figures import figure, heading

EXAMPLES = 2_000


def main() -> None:
    """Print how many sessions were played through, and how long that took."""
    os.environ.setdefault("FLIPCHART_EXAMPLES", str(EXAMPLES))  # drawn anew each time
    from tests.sessions.test_machine import EXAMPLES as examples  # noqa: N811, PLC0415
    from tests.sessions.test_machine import explore

    heading(f"{examples} sessions of up to 30 decisions each, in any order")
    began = time.perf_counter()
    explore(examples)
    figure("no invariant broken in", f"{time.perf_counter() - began:.0f} s", "none")
