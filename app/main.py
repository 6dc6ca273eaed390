"""Puts everything together: the only module that knows every other."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from app import figures, health, sockets, venue_routes
from app.access import Access
from app.addresses import Addresses
from app.answers import answer_refusals, refused_page
from app.ending import Ending
from app.gate import Gate
from app.keys import keys_of
from app.leaving import let_go_in_time
from app.leftovers import remove_leftovers
from app.live import Live
from app.mending import open_log, read_damage
from app.now import now
from app.presence import keep_aware
from app.process import keep_collections_short
from app.remembering import Memory
from app.retention import DAY, delete_old_daily
from app.rooms import unwatched_room
from app.settings import Settings
from app.static import ForeverFiles
from app.upkeep import Upkeep
from app.venue_probe import Venue
from facilitator import (
    activities,
    address_routes,
    console_routes,
    controls,
    entry_controls,
    host_routes,
    key_routes,
    library_routes,
    projector_routes,
    words_routes,
)
from facilitator.library_page import LibraryPage
from facilitator.pressing import do
from handouts import plan_routes, session_routes
from handouts.press import Press
from participant import join
from participant import routes as phone_routes
from sessions.library import Library
from sessions.library_words import WordLists
from sessions.log import Log
from sessions.registry import Registry
from sessions.room import Room
from sessions.session import Session
from templates.face import digest, load_all
from templates.style import STATIC

if TYPE_CHECKING:
    from app.metrics import Metrics

LOAD_AFTER, LOAD_EVERY = 0.5, 0.002
"""Seconds after the start from which templates are loaded, and between two of them: half a
millisecond that whoever first sees something drawn need not wait for."""

LOOK_AROUND = 1.0
"""Seconds between two looks at which addresses this machine has; one costs a quarter of a ms."""

EXPECTED_FOR = 1800.0
"""Seconds after a change of address from which phones that have not come back are left alone."""


def create_app(settings: Settings, addresses: Addresses | None = None) -> ASGIApp:
    """A server of one data directory. Raises LogUnusable or OSError where it can't be used."""
    settings.data.mkdir(parents=True, exist_ok=True)
    remove_leftovers(settings.data)
    keys = keys_of(settings)
    log = open_log(settings)
    found = addresses or Addresses(settings)
    sessions = Registry(log, now)
    access = Access.of(sessions, keys, settings)
    press = Press(settings.printed)
    words = WordLists(settings.words)
    memory = Memory(sessions)

    def room_of(session: Session) -> Room:
        memory.want()
        flagged = words.of(session.state.plan.lang)
        room = unwatched_room(session.code, found, settings, session.name, flagged)
        return _remembering(memory, session, room)

    live = Live(room_of, sessions.now)
    ending = Ending(live.close)
    metrics = _metrics(settings, sessions, log, live)
    upkeep = Upkeep(settings, sessions, press.forget, live.drop)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[Mapping[str, Ending]]:
        await sessions.set_clock()
        keep_collections_short()
        async with _alongside(
            _look_around(found, live),
            _load_templates(),
            delete_old_daily(upkeep, live.watched, now),
            let_go_in_time(sessions, live),
            memory.keep_up(partial(live.update_rooms, partial(_remembering, memory))),
            sessions.follow(partial(_show_code, live), upkeep.let_go),
            keep_aware(live, log),
            *([metrics.keep_up()] if metrics else []),
        ):
            yield {"ending": ending}
        await press.close()
        await live.close()
        await sessions.close()
        await log.close()

    app = answer_refusals(
        FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    )
    library = Library(settings.plans)
    page = LibraryPage(
        sessions,
        library,
        keys,
        found,
        settings.retention_days * DAY,
        partial(read_damage, settings.damage),
        memory.look,
    )
    venue = Venue(settings, found, press)
    venue_pages = {venue_routes.PAGE: access.host, "/c/{code}/venue": access.facilitator}
    for router in (
        join.routes(access.find),
        phone_routes.routes(access.participant, access.welcome, live.moment, refused_page),
        sockets.routes(access, live),
        library_routes.routes(access.host, page),
        venue_routes.routes(venue, venue_pages),
        host_routes.routes(access.host, access.facilitator, sessions, upkeep),
        words_routes.routes(access.host, words, partial(_reread, words, live)),
        key_routes.routes(access.session, access.open_session, access.open_host),
        projector_routes.routes(access.session, live.moment),
        console_routes.routes(access.facilitator, live.moment),
        controls.routes(access.facilitator),
        activities.routes(access.facilitator, do),
        health.routes(log.check, ending),
        figures.routes(settings.metrics_token, metrics.figures if metrics else None),
        entry_controls.routes(access.facilitator, partial(_change_code, sessions, live)),
        address_routes.routes(access.facilitator, partial(_choose, found, live)),
        plan_routes.routes(access.host, library, press, memory.look),
        session_routes.routes(access.facilitator, access.participant, live.moment, press),
    ):
        # as they are: `include_router` makes each once more, in the middle of the first requests
        app.routes.extend(router.routes)
    app.mount(f"/static/{digest()}", ForeverFiles(directory=STATIC))
    # the usual level, 9, takes half as long again to save 2 %
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=7)
    if metrics:
        metrics.measure(app)
    return Gate(app, found.known, settings.body_bytes, settings.plan_bytes)


@asynccontextmanager
async def _alongside(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do what goes on for ever, for as long as this lasts."""
    tasks = [asyncio.create_task(one) for one in work]
    yield
    for task in tasks:
        task.cancel()


def _metrics(settings: Settings, sessions: Registry, log: Log, live: Live) -> "Metrics | None":
    """The figures of this server, where its host wants them: only then is their library loaded."""
    if not settings.metrics_token:
        return None
    from app.metrics import Metrics  # noqa: PLC0415 - see above

    metrics = Metrics(sessions)
    metrics.time(log)
    live.counted, live.told = metrics.counted, metrics.told
    return metrics


def _choose(addresses: Addresses, live: Live, host: str) -> None:
    """Show phones another address, on every screen at once."""
    addresses.choose(host)
    _tell(addresses, live)


async def _change_code(sessions: Registry, live: Live, session: Session) -> None:
    """Give a session another join code, and show it on every screen at once."""
    await sessions.change_code(session)
    _show_code(live, session)


def _show_code(live: Live, session: Session) -> None:
    channel = live.channel(session)
    channel.update(replace(channel.room, code=session.code))


async def _load_templates() -> None:
    await asyncio.sleep(LOAD_AFTER)
    for _ in load_all():
        await asyncio.sleep(LOAD_EVERY)


async def _look_around(addresses: Addresses, live: Live) -> None:
    """Notice when this machine gets other addresses, and tell every screen."""
    while True:
        await asyncio.sleep(LOOK_AROUND)
        if await asyncio.to_thread(addresses.refresh):
            _tell(addresses, live)


def _tell(addresses: Addresses, live: Live) -> None:
    join, current = addresses.join, addresses.current
    live.update_rooms(lambda _, room: room.moved(join, current))
    loop = asyncio.get_running_loop()
    loop.call_later(EXPECTED_FOR, live.update_rooms, lambda _, room: room.given_up(join))


def _remembering(memory: Memory, session: Session, room: Room) -> Room:
    """The room with what earlier sessions of the plan took."""
    remembered = memory.of(session.state.plan.title, but=session.id)
    return room if remembered == room.remembered else replace(room, remembered=remembered)


def _reread(words: WordLists, live: Live) -> None:
    """Flag by the lists of words as they are now, on every console at once."""
    live.update_rooms(lambda session, room: replace(room, words=words.of(session.state.plan.lang)))
