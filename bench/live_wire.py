"""What a phone costs on the wire in an hour, among 50 people who send an idea a minute each."""

from __future__ import annotations

import uvloop

from bench.figures import figure, heading
from bench.live.cores import driving
from bench.live.joining import come_in
from bench.live.load import by_chance, send_ideas
from bench.live.room import Room, filled
from bench.live.sides import Place, ours

PHONES, MINUTES = 50, 3
PACKET = 104
"""Bytes of IPv4 and TCP with its usual options around what is sent, and around its receipt."""

HEADERS = (
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/143.0.0.0 Mobile Safari/537.36\r\n"
    "Accept-Encoding: gzip, deflate\r\nAccept-Language: en-GB,en;q=0.9,de-DE;q=0.8,de;q=0.7\r\n"
    "Cache-Control: no-cache\r\nPragma: no-cache\r\n"
)
"""What a phone's browser says beside what we do."""


def main() -> None:
    """Print bytes a phone and hour, scaled from these minutes."""
    heading(f"{PHONES} phones, one idea a minute each, {MINUTES} minutes scaled to an hour")
    with driving(), ours() as place:
        uvloop.run(_watch(place))


async def _watch(place: Place) -> None:
    place.headers = HEADERS
    scale = 60 / MINUTES / PHONES
    first = await come_in(place, [0.0])
    page = first.page_bytes[0]
    await first.phones[0].leave()
    async with filled(place, PHONES, lines=PHONES) as room:
        before = _carried(room)
        sent = await send_ideas(room, by_chance(PHONES / 60, 60 * MINUTES, 50))
        after = _carried(room)
        news, count, posts = (b - a for a, b in zip(before, after, strict=True))
    packets = PACKET * (count + 2 * sent.ideas)
    print(f"  {sent.line()}")
    print(f"  news {news * scale / 1000:.0f} kB, {count * scale:.0f} messages, a phone and hour")
    print(f"  posts and their answers {posts * scale / 1000:.0f} kB, HTTP headers included")
    print(f"  about {packets * scale / 1000:.0f} kB of packet headers and receipts, not measured")
    print(f"  beside it, once: the page {page / 1000:.1f} kB, gzip, without what it loads")
    figure("news and posts", f"{(news + posts) * scale / 1e6:.3f} MB", "at most 0.3 MB")
    figure("with packets", f"{(news + posts + packets) * scale / 1e6:.3f} MB", "at most 0.3 MB")


def _carried(room: Room) -> tuple[int, int, int]:
    """Bytes and messages of the news that phones were given, and bytes of posts, so far."""
    news = sum(phone.received for phone in room.phones)
    return news, sum(phone.frames for phone in room.phones), room.lines.carried
