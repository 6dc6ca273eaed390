"""A projector and phones that stop reading on a real server, while ideas go on coming."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.faults.room import Phone, Room, join
from tests.faults.watching import Screen
from tests.server import Server, running_server
from tests.workshop import facilitator, open_workshop, press

pytestmark = pytest.mark.anyio

FAST = {"FLIPCHART_PERSON_BURST": "5000", "FLIPCHART_PERSON_RATE": "5000"}
PHONES, EACH = 10, 120
LONG = "who relies on what we do every day, and whom nobody has ever asked about it " * 2


@asynccontextmanager
async def opened(
    folder: Path, program: str, engine: dict[str, str]
) -> AsyncIterator[tuple[Server, Room, list[Phone]]]:
    """A session with an open sheet, and its phones."""
    with running_server(folder / "data", env={**FAST, **engine}, program=program) as server:
        workshop = open_workshop(server)
        with facilitator(server, workshop) as client:
            press(client, f"/c/{workshop.code}/sheets/external/open")
        room = Room(workshop.code)
        room.up.set()
        phones = [await join(server.url, room) for _ in range(PHONES)]
        try:
            yield server, room, phones
        finally:
            for phone in phones:
                await phone.client.aclose()


def cookie(client: httpx.AsyncClient) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


async def send_all(phones: list[Phone]) -> None:
    async def send(number: int, phone: Phone) -> None:
        for turn in range(EACH):
            await phone.send(f"{number} {turn} {LONG}")

    await asyncio.gather(*(send(number, phone) for number, phone in enumerate(phones)))


@pytest.mark.parametrize(
    ("program", "engine"), [("app", "SQLite"), ("tests.plainly", "PostgreSQL")], indirect=["engine"]
)
async def test_who_stops_reading_is_skipped_and_right_again_with_one_message(
    tmp_path: Path, program: str, engine: dict[str, str]
) -> None:
    async with (
        AsyncExitStack() as room_of,
        opened(tmp_path, program, engine) as (server, room, phones),
    ):

        async def screen(path: str, cookie: str = "") -> Screen:
            return await room_of.enter_async_context(Screen(server, path, cookie))

        reading, projector = [await screen(f"/p/{room.code}") for _ in range(2)]
        slow = [await screen(f"/j/{room.code}", cookie(phone.client)) for phone in phones]
        for one in (projector, *slow):
            one.stop()
        follow = asyncio.create_task(reading.read_on())
        await send_all(phones)
        follow.cancel()
        await reading.come_back()
        _, made = await projector.come_back()
        assert made == 1, "It was given everything that it had not read, one by one."
        assert len(projector.message.lists["lines-external"]) == PHONES * EACH
        assert projector.message.lists == reading.message.lists
        for one in slow:
            _, made = await one.come_back()
            assert made <= 1
            assert len(one.message.lists["own"]) == EACH
