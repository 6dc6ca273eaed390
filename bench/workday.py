"""A day of a workshop, hour by hour: people come and go, and everything there is is done."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import httpx

from bench.playing import PLAYED, Play
from tests.faults.room import Phone, Room, join
from tests.faults.watching import Screen
from tests.server import Server
from tests.workshop import JSON, Workshop

COMING, IDEAS = 25, 1250
"""People who come in an hour, to stay for two, and ideas in it."""

SHEETS = ("external", "internal", "great", "awful")
TOPICS = 3
PASTED, HELD, DELAYED, REHEARSED = 20, 50, 50, 50
MUTED = 5
CHANGED = 20
"""Ideas of each hour that are hidden, corrected, moved or taken back."""


@dataclass(slots=True)
class Guest:
    """Someone in the room: sends, and watches."""

    phone: Phone
    screen: Screen
    watching: asyncio.Task[None]

    async def leave(self) -> None:
        """Go home."""
        self.watching.cancel()
        await self.screen.__aexit__()
        await self.phone.client.aclose()


@dataclass(slots=True)
class Day:
    """A session on a server, its trainer, and who is in the room."""

    server: Server
    workshop: Workshop
    trainer: httpx.AsyncClient
    room: Room
    screens: AsyncExitStack = field(default_factory=AsyncExitStack)
    guests: list[Guest] = field(default_factory=list)
    sent: int = 0

    async def begin(self) -> None:
        """Open console and projector."""
        self.room.up.set()
        key = {"key": self.workshop.key}
        (await self.trainer.post(f"/c/{self.room.code}/key", data=key)).raise_for_status()
        for surface, client in (("c", self.trainer), ("p", None)):
            screen = Screen(self.server, f"/{surface}/{self.room.code}", _cookie(client))
            await self.screens.enter_async_context(screen)
            watching = asyncio.create_task(screen.read_on())
            self.screens.callback(watching.cancel)

    async def hour(self, number: int) -> None:
        """Do everything once, and as many ideas as an hour has."""
        old = len(self.guests)
        await self._come()
        topic, sheet = number % TOPICS + 1, SHEETS[number % len(SHEETS)]
        await self._rehearse(topic, sheet)
        await self._run(topic)
        await Play(self, topic).everything()
        await self.press(f"sheets/{sheet}/open")
        await self._look_first(sheet)
        rest = IDEAS - PASTED - HELD - DELAYED - REHEARSED - MUTED - PLAYED
        await self._change(await self._send(rest, sheet), sheet)
        await self._show(sheet)
        await self._print()
        for guest in self.guests[:old]:
            await guest.leave()
        del self.guests[:old]

    async def end(self) -> None:
        """Everybody goes home, and the code that was on the wall is changed."""
        for guest in self.guests:
            await guest.leave()
        await self.press("end")
        answer = await self.trainer.post(f"/c/{self.room.code}/code")
        self.room.code = answer.raise_for_status().json()["go"].rpartition("/")[2]
        await self.screens.aclose()

    async def press(self, control: str, **fields: str) -> None:
        """Press a control of the console."""
        answer = await self.trainer.post(f"/c/{self.room.code}/{control}", data=fields)
        assert answer.status_code == 200, f"{control}: {answer.text}"

    async def file(self, name: str) -> bytes:
        """A paper or a file of the session."""
        answer = await self.trainer.get(f"/h/{self.room.code}/{name}")
        return answer.raise_for_status().content

    async def console(self) -> str:
        """The page of the console."""
        return (await self.trainer.get(f"/c/{self.room.code}")).raise_for_status().text

    async def shown(self, guest: int) -> str:
        """Everything that changes on a guest's phone, as HTML."""
        client = self.guests[guest].phone.client
        news = (await client.get(f"/j/{self.room.code}/news")).raise_for_status().json()
        return " ".join(news["html"].values())

    async def post(self, guest: int, what: str, **fields: str) -> None:
        """Send a form of a guest's phone, which has to be taken."""
        answer = await self._say(self.guests[guest].phone, what, **fields)
        assert answer.is_success, f"{what}: {answer.text}"

    async def _come(self) -> None:
        await self.press("lobby", locked="true")
        await self.press("lobby", locked="false")
        for number in range(COMING):
            phone = await join(self.server.url, self.room)
            screen = Screen(self.server, f"/j/{self.room.code}", _cookie(phone.client))
            await screen.open()
            self.guests.append(Guest(phone, screen, asyncio.create_task(screen.read_on())))
            if number % 2:
                named = await self._say(phone, "name", name=f"Guest {number}")
                assert named.is_success
            await phone.client.get(f"/j/{self.room.code}/news")

    async def _send(self, count: int, sheet: str) -> list[int]:
        """Have so many ideas sent by all who are here; their numbers."""
        before, crowd = len(self.room.answered), len(self.guests)

        async def some(place: int) -> None:
            for turn in range(place, count, crowd):
                again = turn % 5 == 0
                text = f"customers {turn % 50}" if again else f"idea {self.sent + turn}"
                await self.guests[place].phone.send(text, sheet)

        await asyncio.gather(*(some(place) for place in range(crowd)))
        self.sent += count
        return [one["seq"] for one in list(self.room.answered.values())[before:]]

    async def _rehearse(self, topic: int, sheet: str) -> None:
        await self.press("rehearse", on="true")
        await self.press(f"topics/{topic}/start")
        await self.press(f"sheets/{sheet}/open")
        await self._send(REHEARSED, sheet)
        await self.press("rehearse", on="false")

    async def _run(self, topic: int) -> None:
        await self.press(f"topics/{topic}/start")
        await self.press(f"topics/{topic}/cue", cue="1")
        await self.press(f"topics/{topic}/pause")
        await self.press(f"topics/{topic}/resume")
        await self.press(f"topics/{topic}/add", seconds="60", id=_once())
        for on in ("true", "false"):
            await self.press(f"checklist/{await self._line()}", on=on)
        await self.press("sheets", heading=f"Sheet {self.sent}", id=_once())

    async def _line(self) -> str:
        """A line of the checklist, by its key."""
        return (await self.console()).partition("/checklist/")[2].partition('"')[0]

    async def _look_first(self, sheet: str) -> None:
        """Ideas that wait: for approval, for a while, and those of one who is muted."""
        await self.press(f"sheets/{sheet}/approval", on="true")
        held = await self._send(HELD, sheet)
        for idea in held[:10]:
            await self.press(f"ideas/{idea}/approve")
        await self.press(f"sheets/{sheet}/approve")
        await self.press(f"sheets/{sheet}/approval", on="false")
        await self.press("delay", seconds="10")
        await self._send(DELAYED, sheet)
        await self.press("delay", seconds="0")
        await self.press(f"ideas/{held[0]}/mute", on="true")
        await self._send(MUTED, sheet)
        await self.press(f"ideas/{held[0]}/mute", on="false")
        await self.press(f"sheets/{sheet}/approve")

    async def _change(self, ideas: list[int], sheet: str) -> None:
        other = SHEETS[(SHEETS.index(sheet) + 1) % len(SHEETS)]
        for idea in ideas[:CHANGED]:
            await self.press(f"ideas/{idea}/hide")
        for idea in ideas[: CHANGED // 2]:
            await self.press(f"ideas/{idea}/restore")
        for idea in ideas[CHANGED : 2 * CHANGED]:
            await self.press(f"ideas/{idea}/correct", text=f"corrected {idea}")
            await self.press(f"ideas/{idea}/move", sheet=other)
        await self.press(f"ideas/{ideas[-1]}/hide", equals="true")
        for _ in range(CHANGED):
            await self.press("undo")
        for guest in self.guests[:CHANGED]:
            own = min(-int(key) for key in guest.screen.message.lists["own"])
            assert (await self._say(guest.phone, f"ideas/{own}/withdraw")).is_success
        await self.press(f"ideas/{ideas[-2]}/erase")
        pasted = "\n".join(f"written down {self.sent + n}" for n in range(PASTED))
        await self.press(f"sheets/{sheet}/ideas", text=pasted, id=_once())

    async def _show(self, sheet: str) -> None:
        await self.press("projector/show", sheet=sheet)
        await self.press(f"sheets/{sheet}/turn")
        spotlit = await self._send(1, sheet)
        await self.press("projector/spotlight", idea=str(spotlit[0]))
        await self.press("projector/spotlight")
        await self.press("projector/message", text="Back at ten")
        await self.press("projector/message")
        await self.press("projector/blank", on="true")
        await self.press("projector/blank", on="false")
        await self.press("quiet")
        await self.press("undo")
        await self.press(f"sheets/{sheet}/close")
        await self.press("takeaway", on="true")
        await self.press("takeaway", on="false")
        await self.press("end")
        await self.press("reopen")

    async def _print(self) -> None:
        for name in ("report", "takeaway", "ideas.csv", "session.xlsx", "facts.jsonl"):
            await self.file(name)

    async def _say(self, phone: Phone, what: str, **fields: str) -> httpx.Response:
        return await phone.client.post(f"/j/{self.room.code}/{what}", data=fields, headers=JSON)


def _cookie(client: httpx.AsyncClient | None) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items()) if client else ""


def _once() -> str:
    return secrets.token_urlsafe(16)
