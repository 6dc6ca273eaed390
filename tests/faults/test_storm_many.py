"""Two servers, their database and the nginx before them die: nothing lost, once, in one order.

It goes red where PostgreSQL does not wait for its disk. `make bench ONLY=storm_many` has 40 phones,
3 rounds, 10 seeds, and more broken promises.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.site import MORTALS
from tests.faults.storm_many import MUTANTS, Size, storm_many
from tests.postgres import Postgres, cluster

pytestmark = pytest.mark.anyio

SEED = 20261126


@pytest.fixture(scope="module")
def mortal_postgres() -> Iterator[Postgres]:
    """A PostgreSQL that nobody else depends on."""
    with cluster() as running:
        yield running


async def test_ideas_that_come_while_servers_database_and_proxy_die_are_kept_once_in_one_order(
    tmp_path: Path, mortal_postgres: Postgres
) -> None:
    came = await storm_many(tmp_path, mortal_postgres, SEED, Size(20, rounds=1))
    assert came.wrong == set()
    assert came.struck.keys() == set(MORTALS)
    assert came.again, "No answer was lost, so that nothing had to be told apart."


async def test_a_database_that_does_not_wait_for_its_disk_is_found(
    tmp_path: Path, mortal_postgres: Postgres
) -> None:
    mutant, size = "answer before the disk", Size(20, rounds=1, held=0, mortals=("PostgreSQL",))
    came = await storm_many(tmp_path, mortal_postgres, SEED, size, mutant)
    assert MUTANTS[mutant] in came.wrong
