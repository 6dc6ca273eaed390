"""Runs every benchmark, or those named: `python -m bench [NAME…]`."""

import sys
from importlib import import_module

LIVE = (
    "live_60",
    "live_300",
    "live_1000",
    "live_full",
    "live_instant",
    "live_joins",
    "live_idle",
    "live_wire",
    "live_floor",
)

NAMES = (
    "room",
    "thousand",
    "quiz",
    "phone_page",
    "printing",
    "printing_live",
    "machine",
    "reconnect",
    "slow_readers",
    "day",
    "fuzz",
    "alike",
    "storm",
    "storm_many",
    "cloud",
    *LIVE,
    "many",
    "chart",
    "start",
    "growth",
    "opening",
    "phases",
    "sizing",
)

GROUPS = {
    "faults": ("storm", "storm_many", "machine", "reconnect", "slow_readers", "day", "fuzz"),
    "live": LIVE,
}
"""What is named together."""


def main() -> None:
    """Run the named benchmarks in turn."""
    asked = sys.argv[1:] or list(NAMES)
    wanted = [one for name in asked for one in GROUPS.get(name, (name,))]
    for name in wanted:
        if name not in NAMES:
            sys.exit(f"There is no benchmark “{name}”. There are: {', '.join(NAMES)}.")
        import_module(f"bench.{name}").main()


main()
