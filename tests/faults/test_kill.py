"""Kill -9 with ideas arriving, and start again: what was acknowledged stands, once, in order."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.faults.room import Message, Phone, Room, ideas, join, look
from tests.server import Server, running_server
from tests.workshop import facilitator, open_workshop, press

pytestmark = pytest.mark.anyio

SEED, PHONES, EACH, KILLS = 20261121, 20, 30, 2
FAST = {"FLIPCHART_PERSON_BURST": "10000", "FLIPCHART_PERSON_RATE": "10000"}
SHEETS = ("external", "internal")
COUNTING = {"counts"}
"""The projector's region that counts ideas, which go on arriving."""


@dataclass(slots=True)
class Laptop:
    """A server that can die and be started again on the same port and data, with `env`."""

    env: dict[str, str]
    stack: ExitStack
    server: Server
    room: Room

    async def die(self) -> None:
        """As in a loss of power."""
        self.room.up.clear()
        await asyncio.to_thread(self.server.kill)

    async def start(self) -> None:
        """Start again, and let the phones through."""
        again = running_server(self.server.data, port=self.server.port, env=self.env)
        self.server = await asyncio.to_thread(self.stack.enter_context, again)
        self.room.up.set()


@asynccontextmanager
async def workshop(
    folder: Path, engine: dict[str, str]
) -> AsyncIterator[tuple[Laptop, httpx.Client, list[Phone]]]:
    """A workshop in its first topic, with two open sheets and a room of phones."""
    env = {**FAST, **engine}
    with ExitStack() as stack:
        server = stack.enter_context(running_server(folder / "data", env=env))
        opened = open_workshop(server)
        client = stack.enter_context(facilitator(server, opened))
        for path in ("topics/1/start", "sheets/external/open", "sheets/internal/open"):
            press(client, f"/c/{opened.code}/{path}")
        room = Room(opened.code)
        room.up.set()
        async with AsyncExitStack() as clients:
            phones = [await join(server.url, room) for _ in range(PHONES)]
            for one in phones:
                clients.push_async_callback(one.client.aclose)
            yield Laptop(env, stack, server, room), client, phones


async def test_ideas_that_arrive_while_the_server_dies_again_and_again_are_kept_once_in_one_order(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    dice = random.Random(SEED)
    async with workshop(tmp_path, engine) as (laptop, client, phones):
        sending = asyncio.gather(*(_send_all(one, n) for n, one in enumerate(phones)))
        stretch = PHONES * EACH // (KILLS + 1)
        for kill in range(KILLS):
            await laptop.room.reached(stretch * kill + dice.randint(PHONES, stretch))
            assert not sending.done()
            await _die_and_start(laptop)
        async with asyncio.timeout(60):
            await sending
        server, code = laptop.server, laptop.room.code
        stored = ideas(server.data, code, engine)
        screens = [look(server, f"/p/{code}"), look(server, f"/c/{code}", client)]

    expected = sorted(_text(n, idea) for n in range(PHONES) for idea in range(EACH))
    assert sorted(one["text"] for one in stored) == expected
    acknowledged = {id: answer["seq"] for id, answer in laptop.room.answered.items()}
    assert {one["id"]: one["seq"] for one in stored} == acknowledged
    for sheet in SHEETS:
        order = [one["seq"] for one in stored if one["sheet"] == sheet]
        assert order == sorted(order)
        for screen in screens:
            assert screen.order(sheet) == order


async def test_after_its_death_the_workshop_stands_as_it_did(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    async with workshop(tmp_path, engine) as (laptop, client, phones):
        server, code = laptop.server, laptop.room.code
        for n, one in enumerate(phones):
            await one.send(f"From phone {n}", SHEETS[n % 2])
        first, second, third, *_ = [one["seq"] for one in ideas(server.data, code, engine)]
        for path, fields in {
            "topics/1/add": {"seconds": "60", "id": "one-minute-more-please"},
            "topics/1/cue": {"cue": "3"},
            "checklist/check-1-2": {"on": "1"},
            f"ideas/{first}/hide": {},
            f"ideas/{second}/correct": {"text": "As it was meant"},
            f"ideas/{third}/move": {"sheet": "great"},
            "sheets": {"heading": "Parking lot", "id": "made-on-the-spot-1"},
            "topics/1/pause": {},
        }.items():
            press(client, f"/c/{code}/{path}", **fields)
        # The console first: it counts the projectors, of which none has been open yet.
        before = [look(server, f"/{one}/{code}", client) for one in "cp"]
        await laptop.die()
        await laptop.start()
        after = [look(server, f"/{one}/{code}", client) for one in "cp"]
        for old, new in zip(before, after, strict=True):
            assert _differing(old, new) == set()
            assert old.lists == new.lists
            assert old.clock.paused
            assert old.clock.left == new.clock.left
        press(client, f"/c/{code}/undo")
        assert not look(server, f"/p/{code}").clock.paused


async def _die_and_start(laptop: Laptop) -> None:
    """Kill it, look at what is on disk, start it, and look at the projector before and after."""
    path, began = f"/p/{laptop.room.code}", time.time()
    before = await asyncio.to_thread(look, laptop.server, path)
    await laptop.die()
    acknowledged = dict(laptop.room.answered)
    on_disk = await asyncio.to_thread(ideas, laptop.server.data, laptop.room.code, laptop.env)
    stored = {one["id"]: one for one in on_disk}
    for id, answer in acknowledged.items():
        assert answer.items() <= stored[id].items()
    await laptop.start()
    after = await asyncio.to_thread(look, laptop.server, path)
    passed = time.time() - began
    assert _differing(before, after) <= COUNTING
    for sheet in SHEETS:
        assert set(before.order(sheet)) <= set(after.order(sheet))
    assert before.clock.total == after.clock.total == 20 * 60_000
    assert abs((before.clock.left - after.clock.left) / 1000 - passed) < 1
    assert abs(after.now / 1000 - time.time()) < 1


def _differing(one: Message, other: Message) -> set[str]:
    assert one.html.keys() == other.html.keys()
    return {id for id in one.html if one.still(id) != other.still(id)}


async def _send_all(one: Phone, number: int) -> None:
    for idea in range(EACH):
        await one.send(_text(number, idea), SHEETS[idea % 2])


def _text(number: int, idea: int) -> str:
    return f"Phone {number} idea {idea}"
