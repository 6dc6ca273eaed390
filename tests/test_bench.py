"""The benchmarks of the live path measure what they say: a small room on each of their servers."""

import asyncio
import time
from xml.etree import ElementTree as ET

import pytest
import uvloop

from bench.chart import draw
from bench.live.alarm import Alarm
from bench.live.beside import Size, once
from bench.live.joining import Came, come_in
from bench.live.load import Sent, send_ideas
from bench.live.room import filled
from bench.live.several import Spread, send_to_all, sessions, two_servers
from bench.live.sheets import Sheets
from bench.live.sides import Place, Side, floor, ours, plain

SMALL = Size(12, 60, 0.5)


@pytest.mark.parametrize("side", [plain, floor], ids=["plain", "floor"])
def test_what_others_deliver_is_counted(side: Side) -> None:
    with side() as place:
        sent = once(place, SMALL, SMALL.seconds, 1)
    assert sent.whole, sent.line()
    assert sent.frames >= sent.ideas * SMALL.phones, "somebody was not shown each idea"


async def evening(place: Place) -> tuple[Sent, Sheets, Sent, Came]:
    """Ideas in two rooms of one session, changes of sheets, a sheet that is closed, newcomers."""
    async with filled(place, SMALL.phones, lines=4) as room:
        taken = await send_ideas(room, [0.02 * n for n in range(30)])
        sheets = Sheets.of(room)
        await sheets.change(4, 0.1)
        closed = next(one for one in ("external", "internal", "great") if one != place.sheet)
        place.sheet = closed
    async with filled(place, SMALL.phones, lines=4) as room:
        refused = await send_ideas(room, [0.0], first=30, patience=0.3)
        came = await come_in(place, [0.0, 0.05])
        await asyncio.gather(*(phone.leave() for phone in came.phones))
        return taken, sheets, refused, came


def test_what_ours_delivers_refuses_and_changes_is_counted() -> None:
    with ours() as place:
        taken, sheets, refused, came = uvloop.run(evening(place))
    assert taken.whole, taken.line()
    assert [kind for kind, _ in sheets.took] == ["closed", "reopened", "swapped", "closed"]
    assert {len(took) for _, took in sheets.took} == {SMALL.phones}
    assert (refused.statuses, refused.shown, refused.whole) == ({409: 1}, [], False)
    assert (len(came.phones), came.refused) == (2, [])


async def at_two_servers() -> Spread:
    """Ideas in two sessions, posted where the projector is and at the other process in turn."""
    with two_servers() as hosts:
        async with sessions(hosts, 2, phones=4) as those:
            return await send_to_all(hosts, those, [0.02 * n for n in range(32)], 0)


def test_what_two_servers_deliver_to_each_other_is_counted() -> None:
    spread = uvloop.run(at_two_servers())
    assert (len(spread.here), len(spread.across)) == (16, 16)
    assert (spread.delivered, spread.statuses, spread.lost) == (1, {201: 32}, [])
    assert spread.shares is not None
    assert all(spent > 0 for spent in spread.shares.programs.values())


def test_an_alarm_rings_in_order_and_never_early() -> None:
    rung: list[float] = []
    begin = time.perf_counter()
    due = [begin + offset for offset in (-1, 0.01, 0.01, 0.0205)]
    alarm = Alarm(due, lambda _n: rung.append(time.perf_counter()))
    uvloop.run(alarm.run())
    assert all(at >= wanted for at, wanted in zip(rung, due, strict=True))
    assert len(alarm.late) == len(due)


def test_the_chart_says_rooms_times_and_what_did_not_come() -> None:
    quick = [{"p50": 2.84, "p99": 14, "delivered": 1.0}]
    slow = [{"p50": 7800, "p99": 17000, "delivered": 0.72}]
    drawn = draw({"one": {"phones": 1000, "rate": 200.0, "ours": quick, "plain": slow}})
    said = " ".join(text for text in ET.fromstring(drawn).itertext() if text.strip())
    for part in ("1,000 phones", "200 ideas a second", "2.8 ms", "14 ms", "72 % came: 7.8 s"):
        assert part in said
