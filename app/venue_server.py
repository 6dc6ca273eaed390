"""The check alone, served where no Flipchart runs: for `flipchart check-venue`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.requests import HTTPConnection
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from app import venue_routes
from app.access import let_host_in
from app.addresses import Addresses
from app.answers import answer_refusals
from app.gate import Gate
from app.keys import keys_of
from app.settings import Settings
from app.static import ForeverFiles
from app.venue_probe import Venue
from handouts.press import Press
from templates.face import digest
from templates.style import STATIC

LOOK_AROUND = 1.0
"""Seconds between two looks at which addresses this machine has."""


def create_check(settings: Settings, addresses: Addresses) -> ASGIApp:
    """A server of the check, behind the same gate as all else. Raises OSError."""
    keys = keys_of(settings)
    press = Press(settings.printed)

    async def host(connection: HTTPConnection) -> None:
        let_host_in(keys, connection)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        looking = asyncio.create_task(_look_around(addresses))
        yield
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        await press.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    answer_refusals(app)
    venue = Venue(settings, addresses, press)
    app.routes.extend(venue_routes.routes(venue, {venue_routes.PAGE: host}).routes)
    app.mount(f"/static/{digest()}", ForeverFiles(directory=STATIC))
    app.add_middleware(GZipMiddleware, minimum_size=500)
    return Gate(app, addresses.known, settings.body_bytes, settings.plan_bytes)


async def _look_around(addresses: Addresses) -> None:
    while True:
        await asyncio.sleep(LOOK_AROUND)
        await asyncio.to_thread(addresses.refresh)
