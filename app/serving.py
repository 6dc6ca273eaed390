"""Serves: in this process or in several, until the server is asked to end."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Any

import uvicorn

from app import frames
from app.addresses import EVERYWHERE, Addresses
from app.ending import Ending
from app.heads import Heads
from app.holding import hold, saying_why
from app.keys import keys_of
from app.listening import listen
from app.logs import write_json, writes_json
from app.now import bridge
from app.process import (
    allow_many_connections,
    end_on_signals,
    keep_little_memory,
    open_browser,
)
from app.settings import Settings
from app.terminal import Stop, say
from sessions.log import LogUnusable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Pipe

PATIENCE = 2.0
"""Seconds that a start waits for a command that is just writing in the data directory."""

LAST_ANSWERS = 5
"""Seconds in which who waits is still answered once the server is asked to end."""

ONE_FILE = (
    "Several processes cannot share the log in a data directory, which only one may write. Give "
    "them a PostgreSQL with FLIPCHART_DATABASE, or leave out --workers: one process serves "
    "thousands of phones."
)
BEGUN = "Flipchart is running. Leave this window open; Ctrl+C ends it."
ENDED = "Flipchart has ended. All that was sent is stored."

logger = logging.getLogger(__name__)


def serve(settings: Settings, *, browser: bool) -> None:
    """Serve until asked to end. Raises Stop, Held, LogUnusable or CannotListen before it begins."""
    if settings.log_format == "json":
        write_json()
    if settings.workers > 1 and not settings.database:
        raise Stop(ONE_FILE)
    end_on_signals()
    with hold(settings.data, PATIENCE) as holding:
        sockets = listen(settings.host, settings.port)
        settings = _as_bound(settings, sockets[0])
        addresses = Addresses(settings)
        with saying_why(settings.data):
            console = f"{addresses.laptop}/c#{keys_of(settings).host()}"

        def ready() -> None:
            holding.announce(addresses.laptop)
            _print_addresses(addresses, console)
            if browser:
                open_browser(console)

        try:
            if settings.workers > 1:
                _serve_in_several(settings, sockets, ready)
            else:
                bridge(settings.clock)
                _serve_here(settings, addresses, sockets, ready)
        except SystemExit as end:  # which a signal leads to
            if not end.code:
                _tell(ENDED)
            raise
        finally:
            with suppress(OSError):
                settings.clock.unlink(missing_ok=True)


@contextmanager
def serve_check(settings: Settings) -> Iterator[str]:
    """Serve the check alone, beside what the block does; gives where. Raises CannotListen."""
    from app.venue_server import create_check  # noqa: PLC0415 - a server does without it

    sockets = listen(settings.host, settings.port)
    settings = _as_bound(settings, sockets[0])
    addresses = Addresses(settings)
    with saying_why(settings.data):
        app = create_check(settings, addresses)
    server = uvicorn.Server(_config(app, settings))
    serving = Thread(target=server.run, args=(sockets,))
    serving.start()
    try:
        yield addresses.laptop
    finally:
        server.should_exit = True
        serving.join()


def _serve_in_several(
    settings: Settings, sockets: list[socket.socket], ready: Callable[[], None]
) -> None:
    from app.figures import forget_process, shared_figures  # noqa: PLC0415 - one does without it
    from app.workers import keep_working  # noqa: PLC0415 - as above

    with shared_figures() if settings.metrics_token else nullcontext():
        work = partial(_work, settings, sockets)
        keep_working(settings.workers, work, ready, forget_process)


def _work(settings: Settings, sockets: list[socket.socket], began: "Pipe") -> None:
    """What one of several processes does."""
    if settings.log_format == "json":
        write_json()
    try:
        _serve_here(settings, Addresses(settings), sockets, partial(began.send, True))
    except LogUnusable as refusal:
        logger.error(str(refusal))  # noqa: TRY400 - it is a sentence
        raise SystemExit(1) from None


def _serve_here(
    settings: Settings,
    addresses: Addresses,
    sockets: list[socket.socket],
    ready: Callable[[], None],
) -> None:
    from app.main import create_app  # noqa: PLC0415 - a parent of workers does without it

    with saying_why(settings.data):
        app = create_app(settings, addresses)
    allow_many_connections()
    keep_little_memory()
    _Server(_config(app, settings), ready).run(sockets)


def _as_bound(settings: Settings, bound: socket.socket) -> Settings:
    """The settings with the port, and the address instead of a name, that were really taken."""
    host, port = bound.getsockname()[:2]
    if settings.host in EVERYWHERE:
        return settings.model_copy(update={"port": port})
    names = (*settings.names, settings.host)
    return settings.model_copy(update={"port": port, "host": host, "names": names})


class _Server(uvicorn.Server):
    """Says when it has begun to answer; when asked to end, takes nothing new and lets all go."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        if self.started:
            self._ending.begun = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await self._ending.let_go()  # or what never ends by itself holds up the end
        await super().shutdown(sockets)

    @property
    def _ending(self) -> Ending:
        ending: Ending = self.lifespan.state["ending"]
        return ending


def _config(app: Any, settings: Settings) -> uvicorn.Config:  # noqa: ANN401 - uvicorn's own type
    """How to serve: frames are small and not compressed, and pings find the dead within 25 s."""
    proxies = os.environ.get("FORWARDED_ALLOW_IPS")  # uvicorn reads it too
    written: dict[str, Any] = {"log_config": None} if writes_json() else {}
    return uvicorn.Config(
        app,
        settings.host,
        settings.port,
        http=Heads,
        ws=frames.protocol(),
        ws_per_message_deflate=False,
        ws_max_size=16_384,
        ws_ping_interval=10,
        ws_ping_timeout=15,
        timeout_keep_alive=75,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(proxies),
        timeout_graceful_shutdown=LAST_ANSWERS,
        backlog=2048,
        **written,
    )


def _tell(sentence: str) -> None:
    """Say something that holds no secret, the way that this server does."""
    if writes_json():
        logger.info(sentence)
    else:
        say(sentence)


def _print_addresses(addresses: Addresses, console: str) -> None:
    if writes_json():  # the console's has a key in it
        logger.info("Flipchart is running at %s. Its keys: flipchart key", addresses.laptop)
        return
    say(BEGUN)
    say()
    say(f"Console     {console}")
    say("            for you alone: this address holds your key")
    say(f"Projector   {addresses.laptop}/p/CODE")
    say("            with the code of your session; the console opens it")
    phones = addresses.note or f"{addresses.join}   {addresses.network}".rstrip()
    say(f"Phones      {phones}")
    others = [one for one in addresses.current if f"http://{one.host}" != addresses.join]
    for other in others:
        say(f"         or http://{other.host}   {other.network}")
