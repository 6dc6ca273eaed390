"""Every activity of a workshop, played once by whoever is in the room.

A new activity is to be added here, so that a day has it.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bench.workday import Day

VOTED_ON, UNSEEN, PARKED, WRITTEN = 24, 20, 4, 4
"""Ideas that come in for the dot vote, unseen, for the parking lot, and from small groups."""

PLAYED = VOTED_ON + UNSEEN + PARKED + WRITTEN
"""Ideas that one round of everything brings."""

LINES, DOTS, CHOICES = 8, 2, 2
"""Lines that are voted on, dots that each places, and choices that the room's answers fall on."""

FEELINGS = ("fast", "lost", "fine")


@dataclass(frozen=True, slots=True)
class Play:
    """One round of everything, in the topic that runs. The sheet made last has to be open."""

    day: Day
    topic: int

    async def everything(self) -> None:
        """Play all of them. Sheets are closed and other things are on the projector then."""
        await self._vote_on_groups()
        await self._ball()
        await self._unseen()
        await self._small_groups()
        await self._quiz()
        await self._told_and_missed()
        await self._late()

    async def _vote_on_groups(self) -> None:
        press = self.day.press
        sheet = (await self._on_phone(r'value="(sheet-\d+)"'))[0]
        await self._send(VOTED_ON, lambda n: f"line {n % LINES} of {sheet}", sheet)
        await press("grouping/start", sheet=sheet)
        await press("grouping/propose")
        await press("grouping/accept")
        await press("votes/start", sheet=sheet, dots=str(DOTS), most="1", hidden="1")
        vote = (await self._on_phone(r"/votes/(\d+)"))[0]
        options = await self._on_phone(r'name="(on-\d+)"')

        async def place(guest: int) -> None:
            dots = {options[(guest + n) % len(options)]: "1" for n in range(DOTS)}
            await self.day.post(guest, f"votes/{vote}", counter="1", **dots)

        await self._all(place)
        await press(f"votes/count/{options[0].removeprefix('on-')}", dots="2")
        await press("votes/close")

    async def _ball(self) -> None:
        await self.day.press("icebreaker/start")
        await self.day.press("icebreaker/deck", questions=f"What of number {self.day.sent}?")
        for control in ("question", "next"):
            page = await self.day.console()
            circle, turn = re.findall(
                r'name="circle" value="(\d+)">.*?name="turn" value="(\d+)"', page
            )[0]
            await self.day.press(f"icebreaker/{control}", circle=circle, turn=turn)
        for guest in range(len(self.day.guests)):
            for turn in await self._on_phone(r"/icebreaker/(\d+)", guest):
                await self.day.post(guest, f"icebreaker/{turn}")
        await self.day.press("icebreaker/stop")

    async def _unseen(self) -> None:
        press = self.day.press
        await press("sheets/great/open")
        await press("unseen", sheet="great", sparks="2")
        await self._send(UNSEEN, lambda n: f"word{n % 15}", "great")
        await press("sheets/great/reveal")
        for form in ("cloud", "tally"):
            await press("cloud/show", sheet="great", form=form)
        await self._send(PARKED, lambda n: f"Who pays for {self.day.sent + n}?", "parking-lot")
        await self._all(lambda n: self.day.post(n, f"pulse/{FEELINGS[n % len(FEELINGS)]}"))

    async def _small_groups(self) -> None:
        press = self.day.press
        await press("groups/start", by="number", count=str(WRITTEN), minutes="180", sheets="1")
        await press("groups/shuffle")
        for guest in range(WRITTEN):
            await self.day.post(guest, "groups/pen")
            sheet = (await self._on_phone(r'name="sheet" value="([^"]+)"', guest))[0]
            await self.day.guests[guest].phone.send(f"A job that guest {guest} knows", sheet)
        await press("groups/time", seconds="60")
        for group in range(WRITTEN):
            await press(f"groups/{group}/report")
        await press("groups/end")

    async def _quiz(self) -> None:
        await self.day.press("quiz/start", source="lesson", led="1")
        quiz = (await self._on_phone(r"/quiz/(\d+)/1\""))[0]
        questions = int((await self._on_phone(r"Question 1 of (\d+)"))[0])
        for question in range(1, questions + 1):
            if question > 1:
                await self.day.press("quiz/show", question=str(question))
            await self._answer(f"quiz/{quiz}/{question}")
            await self.day.press("quiz/reveal")

    async def _answer(self, question: str) -> None:
        async def answer(guest: int) -> None:
            await self.day.post(guest, question, counter="1", choice=str(guest % CHOICES))

        await self._all(answer)

    async def _told_and_missed(self) -> None:
        for passage, topic in (("story", "2"), ("illustration", "3")):
            await self.day.press("story/show", passage=passage, topic=topic)
        await self.day.press("missed/1/compare")
        await self.day.press("missed/1/hear", cue="2", place="1", on="true")
        await self.day.press("missed/1/show")

    async def _late(self) -> None:
        await self.day.press("repair/skip", topic=str(self.topic), line="1")
        await self.day.press("undo")
        await self.day.press("repair/end", seconds="300")
        await self.day.press("undo")
        await self.day.press("breaks/start", minutes="10")
        await self.day.press("breaks/end")

    async def _send(self, count: int, text: Callable[[int], str], sheet: str) -> None:
        guests = self.day.guests
        for number in range(count):
            await guests[number % len(guests)].phone.send(text(number), sheet)

    async def _all(self, does: Callable[[int], Awaitable[None]]) -> None:
        await asyncio.gather(*(does(guest) for guest in range(len(self.day.guests))))

    async def _on_phone(self, pattern: str, guest: int = 0) -> list[str]:
        """What a guest's phone shows that fits a pattern."""
        return re.findall(pattern, await self.day.shown(guest))
