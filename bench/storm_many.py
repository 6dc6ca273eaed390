"""Two servers, their database and the nginx before them die in a burst: 10 seeds, five mutants."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from bench.figures import figure, heading
from tests.faults.burst import Outcome
from tests.faults.storm_many import MUTANTS, Size, storm_many
from tests.postgres import Postgres, cluster

SEEDS, WHOLE = 10, Size(phones=40, rounds=3)


def main() -> None:
    """Print what became of each storm, and whether each broken promise was found in one."""
    heading(
        f"{WHOLE.phones} phones through nginx to two servers on one PostgreSQL; a server, "
        f"PostgreSQL and nginx kill -9 {WHOLE.rounds} times each, {SEEDS} seeds"
    )
    with cluster() as postgres:
        all_seeds = [_once(postgres, seed, WHOLE) for seed in range(1, SEEDS + 1)]
        struck = sum((one.struck for one in all_seeds), Counter[str]())
        ideas = sum(one.ideas for one in all_seeds)
        print("  deaths:", ", ".join(f"{n} of {mortal}" for mortal, n in struck.items()))
        right = sum(not one.wrong for one in all_seeds)
        figure(f"seeds with all of {ideas:,} ideas once, in one order", f"{right}", f"{SEEDS}")
        for mutant, fault in MUTANTS.items():
            held = 0 if mutant == "answer before the disk" else 1
            once = _once(postgres, 1, replace(WHOLE, rounds=1, held=held), mutant)
            found = ", ".join(sorted(once.wrong)) or "nothing"
            figure(f"found with the promise broken: {mutant}", found, fault)


def _once(postgres: Postgres, seed: int, size: Size, mutant: str = "") -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        came = asyncio.run(storm_many(Path(folder), postgres, seed, size, mutant))
    wrong = ", ".join(sorted(came.wrong)) or "nothing wrong"
    print(
        f"  seed {seed}{mutant and f', {mutant}'}: {wrong}; {came.ideas} ideas, {came.again} "
        f"answered only the next time, {came.connections} connections of 3 screens, "
        f"{came.seconds:.0f} s",
        flush=True,
    )
    return came
