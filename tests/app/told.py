"""Runs Flipchart, and writes at its end what it has imported, and that garbage is collected."""

import atexit
import gc
import json
import os
import sys
from pathlib import Path

from app.__main__ import main

if __name__ == "__main__":

    def tell() -> None:
        told = {"collects": gc.isenabled(), "modules": sorted(sys.modules)}
        Path(os.environ["TOLD"]).write_text(json.dumps(told), encoding="utf-8")

    atexit.register(tell)
    main()
