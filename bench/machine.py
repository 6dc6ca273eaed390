"""Everything in any order, 2,000 times: the state machine of `tests/sessions/machine.py`."""

from __future__ import annotations

import time

from bench.figures import figure, heading
from tests.sessions.aside import Aside
from tests.sessions.gathering import Gathering
from tests.sessions.machine import explore

EXAMPLES = 2_000


def main() -> None:
    """Print how long it took to play so many sessions through."""
    heading(f"{EXAMPLES} sessions of up to 30 decisions each, in any order")
    began = time.perf_counter()
    explore(Aside, EXAMPLES, anew=True)
    explore(Gathering, EXAMPLES // 8, anew=True)
    figure("no invariant broken, seconds", f"{time.perf_counter() - began:.0f}", "none broken")
