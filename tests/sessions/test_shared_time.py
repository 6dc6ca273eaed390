"""Two processes go by the time of their database, a real PostgreSQL."""

import psycopg
import pytest

from tests.sessions.sharing import processes
from tests.sessions.story import START

pytestmark = pytest.mark.anyio


async def test_time_is_the_database_s_for_both(database: str) -> None:
    async with processes(database, follow=False, now=lambda: START) as (one, other):
        for each in (one, other):
            assert each.sessions.now() == START
            await each.sessions.set_clock()
        with psycopg.connect(database) as db:
            row = db.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone()
        assert row is not None
        assert one.sessions.now() <= other.sessions.now() <= row[0]
        session = await one.open()
        assert session.state.at >= one.sessions.now() > START


async def test_a_clock_of_the_database_that_is_set_back_slows_time_and_never_stops_it(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [START]
    async with processes(database, follow=False, now=lambda: here[0]) as (one, _):
        await one.sessions.set_clock()
        before = one.sessions.now()

        async def set_back() -> float:
            return before - 3600

        monkeypatch.setattr(one.log, "now", set_back)
        for second in range(1, 5):
            here[0] += 1
            await one.sessions.set_clock()
            assert one.sessions.now() == pytest.approx(before + 0.9 * second)


async def test_an_answer_of_the_database_that_takes_long_moves_no_clock(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [START]
    async with processes(database, follow=False, now=lambda: here[0]) as (one, _):
        for on_its_way, back in ((5, 0), (0, 5), (5, 0), (0, 0)):  # a connection is made first

            async def now(on_its_way: int = on_its_way, back: int = back) -> float:
                here[0] += on_its_way
                told = here[0] + 60
                here[0] += back
                return told

            monkeypatch.setattr(one.log, "now", now)
            await one.sessions.set_clock()
            assert one.sessions.now() == here[0] + 60
