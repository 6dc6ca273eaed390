"""The figures of a server, kept as Prometheus asks for them; imported only where that is on.

Where several processes serve, each keeps its own in files of a folder that their parent names in
PROMETHEUS_MULTIPROC_DIR, and any of them answers with the sum.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.figures import SHARED
from sessions.facts import Record
from sessions.log import Log
from sessions.registry import Registry

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Upper ends of what times are counted by."""

EVERY = 2.0
"""Seconds between two counts of what another process may be asked for."""

REFUSED, STORED = 400, 201


@dataclass(slots=True)
class Metrics:
    """All figures of this process."""

    sessions: Registry
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    open: Gauge = field(init=False)
    watching: Gauge = field(init=False)
    ideas: Counter = field(init=False)
    refused: Counter = field(init=False)
    answer: Histogram = field(init=False)
    commit: Histogram = field(init=False)
    frame: Histogram = field(init=False)
    _committed: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.open = self._gauge("sessions", "Sessions in memory.")
        self.watching = self._gauge("watching", "Who watches, by surface.", "surface")
        self.ideas = self._counter("ideas", "Ideas that were stored.")
        self.refused = self._counter("refused", "What was sent and refused, by status.", "status")
        self.answer = self._histogram("answer", "From a POST to its answer, in seconds.")
        self.commit = self._histogram("commit", "From a commit's begin to its end, in seconds.")
        self.frame = self._histogram("frame", "From there to the projectors' frame, in seconds.")

    def figures(self) -> bytes:
        """All figures in Prometheus' text format, of all processes where several serve."""
        self.open.set(self.sessions.count)
        if SHARED not in os.environ:
            return generate_latest(self.registry)
        every = CollectorRegistry()
        MultiProcessCollector(every)  # type: ignore[no-untyped-call]
        return generate_latest(every)

    async def keep_up(self) -> None:
        """Count what changes without anything being asked, for as long as the server runs."""
        while True:
            self.open.set(self.sessions.count)
            await asyncio.sleep(EVERY)

    def measure(self, app: Starlette) -> None:
        """Count and time what an app is asked from now on."""
        app.add_middleware(Measured, metrics=self)

    def time(self, log: Log) -> None:
        """Time what a log appends from now on."""
        append = log.append

        async def timed(
            session: str, records: Sequence[Record], meanwhile: Callable[[], None] | None = None
        ) -> bool:
            with self.commit.time():
                appended = await append(session, records, meanwhile)
            self._committed[session] = perf_counter()
            return appended

        log.append = timed  # type: ignore[method-assign]

    def told(self, session: str) -> None:
        """Time how long after its commit here a change was given to its session's projectors."""
        committed = self._committed.pop(session, None)
        if committed is not None:
            self.frame.observe(perf_counter() - committed)

    def counted(self, surface: str, by: int) -> None:
        """Count one more who watches, or one less."""
        self.watching.labels(surface).inc(by)

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count the answer to a POST."""
        self.answer.observe(seconds)
        if status >= REFUSED:
            self.refused.labels(status).inc()
        elif status == STORED and path.endswith("/ideas"):
            self.ideas.inc()

    def _gauge(self, name: str, says: str, *labels: str) -> Gauge:
        named = f"flipchart_{name}"
        return Gauge(named, says, labels, registry=self.registry, multiprocess_mode="livesum")

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"flipchart_{name}", says, labels, registry=self.registry)

    def _histogram(self, name: str, says: str) -> Histogram:
        named = f"flipchart_{name}_seconds"
        return Histogram(named, says, registry=self.registry, buckets=SECONDS)


@dataclass(frozen=True, slots=True)
class Measured:
    """Wraps an app: counts and times what passes."""

    app: ASGIApp
    metrics: Metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it pass."""
        if scope["type"] == "http" and scope["method"] == "POST":
            send = self._timed(scope["path"], send)
        await self.app(scope, receive, send)

    def _timed(self, path: str, send: Send) -> Send:
        began = perf_counter()

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.metrics.answered(path, message["status"], perf_counter() - began)
            await send(message)

        return timed
