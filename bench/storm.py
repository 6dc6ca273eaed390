"""100 phones, 20 ideas each, a bad network, five deaths of the server: 20 seeds, four mutants.

All of it with the log in SQLite, then in PostgreSQL.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from pathlib import Path

from bench.engines import Engine, engines
from bench.figures import figure, heading
from tests.faults.burst import Outcome
from tests.faults.storm import MUTANTS, Size, storm

SEEDS, WHOLE = 20, Size(phones=100, each=20, kills=5)


def main() -> None:
    """Print what became of each storm, and whether each broken promise was found in one."""
    for name, engine in engines():
        _all(name, engine)


def _all(name: str, engine: Engine) -> None:
    ideas = WHOLE.phones * WHOLE.each
    heading(
        f"{name}: {WHOLE.phones} phones x {WHOLE.each} ideas, {WHOLE.kills} kill -9, {SEEDS} seeds"
    )
    all_seeds = [_once(seed, engine) for seed in range(1, SEEDS + 1)]
    struck = sum((one.struck for one in all_seeds), Counter[str]())
    right = sum(not one.wrong for one in all_seeds)
    print("  faults of the network:", ", ".join(f"{n} {kind}" for kind, n in struck.items()))
    figure(f"seeds with all {ideas:,} once, in one order", f"{right}", f"{SEEDS}")
    for mutant, fault in MUTANTS.items():
        if (name, mutant) == ("PostgreSQL", "fold before commit"):
            continue  # which then decides anew for ever and answers nobody: see `storm_many`
        found = ", ".join(sorted(_once(1, engine, mutant).wrong)) or "nothing"
        figure(f"found with the promise broken: {mutant}", found, fault)


def _once(seed: int, engine: Engine, mutant: str = "") -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        came = asyncio.run(storm(Path(folder), seed, WHOLE, mutant, engine()))
    wrong = ", ".join(sorted(came.wrong)) or "nothing wrong"
    print(
        f"  seed {seed}{mutant and f', {mutant}'}: {wrong}; {came.connections} connections, "
        f"{came.again} ideas answered only the next time, {came.seconds:.0f} s",
        flush=True,
    )
    return came
