"""Runs every benchmark, or those named: `python -m bench [NAME…]`."""

import sys
from importlib import import_module

NAMES = ("room", "thousand", "phone_page", "printing", "printing_live", "fuzz")


def main() -> None:
    """Run the named benchmarks in turn."""
    wanted = sys.argv[1:] or list(NAMES)
    for name in wanted:
        if name not in NAMES:
            sys.exit(f"There is no benchmark “{name}”. There are: {', '.join(NAMES)}.")
        import_module(f"bench.{name}").main()


main()
