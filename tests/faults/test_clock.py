"""The clock on the wall is set in mid-topic, and the laptop sleeps: the timer stays right."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.room import Clock, look
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

HOURS = ("-2h", "+3h", "-26h", "+0h")
LIBRARIES = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/lib/faketime/libfaketime.so.1")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="LD_PRELOAD is of Linux")


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    """A file that says how far off the wall clock of the server is."""
    path = tmp_path / "wall"
    path.write_text("+0h", encoding="utf-8")
    return path


def environment(wall: Path, engine: Mapping[str, str] | None = None) -> dict[str, str]:
    """What lets a server's wall clock be set; its steady clocks stay the machine's.

    `engine` has the settings of its log.
    """
    found = [path for pattern in LIBRARIES for path in Path("/").glob(pattern[1:])]
    assert found, "This test sets a server’s clock with libfaketime: apt-get install libfaketime"
    return {
        **(engine or {}),
        "LD_PRELOAD": str(found[0]),
        "FAKETIME_TIMESTAMP_FILE": str(wall),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


@contextmanager
def topic(
    data: Path, wall: Path, engine: Mapping[str, str] | None = None
) -> Iterator[tuple[Server, Workshop]]:
    """A server whose wall clock can be set, in the first topic of a workshop."""
    with running_server(data, env=environment(wall, engine)) as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            press(client, f"/c/{opened.code}/topics/1/start")
        yield server, opened


class Watch:
    """Looks at the projector's clock, and knows by a steady clock what it has to show."""

    def __init__(self, server: Server, opened: Workshop) -> None:
        self.path = f"/p/{opened.code}"
        self.began = time.monotonic()
        self.paused = 0.0
        self.first = self.clock(server)

    def clock(self, server: Server) -> Clock:
        return look(server, self.path).clock

    def is_right(self, server: Server) -> bool:
        """Whether the time left, and the server's time, went on as they do: to the second."""
        before = time.monotonic()
        clock = self.clock(server)
        passed = before - self.began
        slack = time.monotonic() - before + self.paused + 1
        times = (self.first.left - clock.left, clock.now - self.first.now)
        return all(abs(time / 1000 - passed) < slack for time in times)


def test_a_wall_clock_that_is_set_in_mid_topic_moves_no_timer(
    tmp_path: Path, wall: Path, engine: dict[str, str]
) -> None:
    with topic(tmp_path / "data", wall, engine) as (server, opened):
        watch = Watch(server, opened)
        for offset in HOURS:
            wall.write_text(offset, encoding="utf-8")
            assert watch.is_right(server), offset
            with facilitator(server, opened) as client:  # facts that are recorded meanwhile too
                before = time.monotonic()
                press(client, f"/c/{opened.code}/topics/1/pause")
                press(client, f"/c/{opened.code}/topics/1/resume")
                watch.paused += time.monotonic() - before  # at most
            assert watch.is_right(server), offset


def test_a_wall_clock_that_is_set_while_the_server_is_dead_moves_no_timer(
    tmp_path: Path, wall: Path, engine: dict[str, str]
) -> None:
    with topic(tmp_path / "data", wall, engine) as (server, opened):
        watch = Watch(server, opened)
        time.sleep(2)  # so that time has gone by since the last fact
        server.kill()
    for offset in ("-2h", "+3h"):
        wall.write_text(offset, encoding="utf-8")
        with running_server(tmp_path / "data", env=environment(wall, engine)) as server:
            assert watch.is_right(server), offset
            wall.write_text("+0h", encoding="utf-8")
            assert watch.is_right(server), offset
            server.kill()


def test_after_an_orderly_end_the_wall_clock_is_asked_anew(tmp_path: Path, wall: Path) -> None:
    data = tmp_path / "data"
    with topic(data, wall) as (server, opened):
        first = Watch(server, opened).first
        assert server.end() == 0
        assert not (data / "clock.json").exists()
    wall.write_text("+3h", encoding="utf-8")
    with running_server(data, env=environment(wall)) as server:
        passed = Watch(server, opened).first.now - first.now
        assert 3 * 3_600_000 <= passed < 3 * 3_600_000 + 60_000


def test_a_laptop_that_slept_has_lost_no_second(tmp_path: Path, wall: Path) -> None:
    with topic(tmp_path / "data", wall) as (server, opened):
        watch = Watch(server, opened)
        os.kill(server.process.pid, signal.SIGSTOP)
        time.sleep(2)
        os.kill(server.process.pid, signal.SIGCONT)
        assert watch.is_right(server)
