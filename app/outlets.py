"""Ways out to one who watches: what they take at the moment, and what holds it for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(slots=True)
class News:
    """One message for many: JSON, and the frame of it, made once for all who are sent that."""

    text: bytes
    _frame: bytes | None = None

    def framed(self, make: Callable[[bytes], bytes]) -> bytes:
        """The message in a frame, made where it is the first that wants one."""
        if self._frame is None:
            self._frame = make(self.text)
        return self._frame


class Outlet(Protocol):
    """An open connection that news goes out by."""

    @property
    def takes(self) -> bool:
        """Whether the other side keeps up, so that there is sense in giving it more."""

    def give(self, news: News) -> None:
        """Send this as soon as it can be sent, after all that was given before."""

    def close(self, code: int, reason: str = "") -> None:
        """Say that there is nothing more, by a code and a reason (RFC 6455, 7.4)."""


class Letterbox:
    """Holds what was given for whoever carries it on, one message after the other."""

    def __init__(self) -> None:
        self._news: list[News] = []
        self._came = asyncio.Event()
        self.code: int | None = None
        """What it was closed with, None as long as it is open."""
        self.reason = ""

    @property
    def takes(self) -> bool:
        """Whether all that was given has been carried on."""
        return not self._news

    def give(self, news: News) -> None:
        """Hold one more message."""
        self._news.append(news)
        self._came.set()

    def close(self, code: int, reason: str = "") -> None:
        """End, though not all may have been carried on."""
        self.code, self.reason = code, reason
        self._came.set()

    async def messages(self) -> AsyncIterator[bytes]:
        """Each message; who asks for the next one has carried on the last. Ends when closed."""
        while self.code is None:
            await self._came.wait()
            self._came.clear()
            while self._news and self.code is None:
                yield self._news[0].text
                del self._news[0]
