"""Opens a session at the command: by the server that runs, or here if none does."""

import asyncio
import json
import time
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from app.addresses import Addresses
from app.holding import Held, Running, hold, running, saying_why
from app.keys import read_keys
from app.now import now
from app.settings import Settings
from app.terminal import Stop
from facilitator.links import Links, links_of
from facilitator.planned_start import planned_start
from sessions.log import Log
from sessions.plan import Plan
from sessions.refused import Refused
from sessions.registry import Registry

PATIENCE = 10.0
"""Seconds that a command waits for a server that is just starting, or another command."""

PAUSE = 0.1
"""Seconds between two tries."""


def open_session(settings: Settings, plan: Plan, start: str) -> Links:
    """Open a session of a plan, with its start as someone typed it. Raises Stop or LogUnusable."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with hold(settings.data):
                return asyncio.run(_open_here(settings, plan, start))
        except Refused as refusal:
            raise Stop(str(refusal)) from refusal
        except Held as held:
            server = running(settings.data)
            if server is not None and (links := _open_there(settings, server, plan, start)):
                return links
            if time.monotonic() > until:
                raise Stop(f"{held} It does not answer.") from held
        time.sleep(PAUSE)


async def _open_here(settings: Settings, plan: Plan, start: str) -> Links:
    starts_at = planned_start(start, now())
    with saying_why(settings.data):
        keys = read_keys(settings.secret)
    log = Log(settings.log)
    sessions = Registry(log, now)
    try:
        session = await sessions.open(plan, starts_at)
        return links_of(session.code, keys.session(session.id), Addresses(settings))
    finally:
        await sessions.close()
        log.close()


def _open_there(settings: Settings, server: Running, plan: Plan, start: str) -> Links | None:
    """Let the running server do it; None where it does not answer (yet)."""
    name, value = read_keys(settings.secret).host_cookie()
    request = Request(  # noqa: S310 - the address is our own server's
        f"{server.url}/plans/sessions?{urlencode({'start': start})}",
        data=plan.text.encode(),
        headers={
            "Cookie": f"{name}={value}",
            "Content-Type": "text/markdown; charset=utf-8",
            "Accept": "application/json",
        },
    )
    try:
        # straight to this machine, whatever proxy the environment names
        with build_opener(ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
            return Links(**json.load(answer))
    except HTTPError as error:
        with error:
            raise Stop(_detail(error.read())) from error
    except (URLError, HTTPException, OSError):
        return None


def _detail(body: bytes) -> str:
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return "The Flipchart that is running could not open a session."
