"""A bad network and a server that dies again and again: nothing lost, once, in one order.

The same storm goes red for each promise that is broken on purpose, so that it would go red for one
that broke by itself. `make bench ONLY=storm` has 100 phones, 20 ideas each, 5 deaths, 20 seeds.
"""

from pathlib import Path

import pytest

from tests.faults.proxy import FAULTS
from tests.faults.storm import MUTANTS, Size, storm

pytestmark = pytest.mark.anyio

SEED = 20261125


async def test_ideas_that_come_through_a_bad_network_to_a_dying_server_are_kept_once_in_one_order(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    came = await storm(tmp_path, SEED, Size(30, 8, 2), env=engine)
    assert came.wrong == set()
    assert came.struck.keys() == FAULTS.keys() - {"fair"}, "The weather was too fair."
    assert came.again, "No answer was lost, so that nothing had to be told apart."


@pytest.mark.parametrize("mutant", MUTANTS)
async def test_a_broken_promise_is_found_as_soon_as_the_server_has_died(
    tmp_path: Path, mutant: str
) -> None:
    came = await storm(tmp_path, SEED, Size(8, 6, 1), mutant)
    assert came.wrong == {MUTANTS[mutant]}


async def test_a_broken_promise_is_found_with_a_database_too(tmp_path: Path, database: str) -> None:
    settings = {"FLIPCHART_DATABASE": database}
    came = await storm(tmp_path, SEED, Size(8, 6, 1), "wake before commit", settings)
    assert came.wrong == {MUTANTS["wake before commit"]}
