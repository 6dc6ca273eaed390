"""The `flipchart` command: serves, and does everything else it can be asked."""

import logging
import sys

import typer

from app import (
    backup_commands,
    key_command,
    plan_commands,
    print_command,
    quiz_commands,
    session_commands,
    upkeep_commands,
)
from app.addresses import EVERYWHERE, Addresses
from app.frames import Connection
from app.heads import Heads
from app.holding import Held, hold, saying_why
from app.keys import read_keys
from app.listening import CannotListen, listen
from app.now import bridge
from app.options import Data, Host, Port, Wait, WifiName, WifiPassword, settings_of
from app.process import (
    allow_many_connections,
    end_on_signals,
    keep_little_memory,
    open_browser,
    pass_over_refused_sockets,
)
from app.settings import Settings
from app.terminal import Stop, be_plain, complain
from sessions.log import LogUnusable

logger = logging.getLogger(__name__)

commands = typer.Typer(
    name="flipchart",
    help="Run a workshop: plan, console, phones and projector, live.",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
commands.add_typer(plan_commands.commands, name="plan")
upkeep_commands.add_to(session_commands.commands)
commands.add_typer(session_commands.commands, name="session")
commands.add_typer(quiz_commands.commands, name="quiz")
commands.command("print")(print_command.print_)
commands.command("backup")(backup_commands.backup)
commands.command("restore")(backup_commands.restore)
commands.command("key")(key_command.key)


def main() -> None:
    """Run the command; whatever goes wrong is said in a sentence, and the exit code is 1."""
    be_plain()
    try:
        commands(prog_name="flipchart")
    except (Stop, Held, LogUnusable, CannotListen) as refusal:
        _complain(str(refusal))
    except Exception as error:  # noqa: BLE001 - nobody at a terminal is served by a traceback
        _complain(f"Flipchart could not do this: {error or type(error).__name__}.")
    sys.exit(1)


@commands.callback(invoke_without_command=True)
def begin(  # noqa: PLR0913, PLR0917 - one option each
    context: typer.Context,
    host: Host = None,
    port: Port = None,
    data: Data = None,
    wifi_name: WifiName = None,
    wifi_password: WifiPassword = None,
) -> None:
    """Serve, and open the console in the browser."""
    options = {"host": host, "port": port, "wifi_name": wifi_name, "wifi_password": wifi_password}
    if context.invoked_subcommand is None:
        _serve(settings_of(data, **options), browser=True)
    elif any(value is not None for value in (data, *options.values())):
        raise Stop("Write options after the command: flipchart serve --port 8001.")


@commands.command()
def serve(  # noqa: PLR0913, PLR0917 - one option each
    host: Host = None,
    port: Port = None,
    data: Data = None,
    wifi_name: WifiName = None,
    wifi_password: WifiPassword = None,
    workers: Workers = None,
) -> None:
    """Serve, and print the addresses."""
    settings = settings_of(
        data,
        host=host,
        port=port,
        wifi_name=wifi_name,
        wifi_password=wifi_password,
        workers=workers,
    )
    _serve(settings, browser=False)


@commands.command("check-venue")
def check_venue(host: Host = None, port: Port = None, data: Data = None, wait: Wait = None) -> None:
    """Check the room before people arrive: network, phones, disk, printing, port."""
    from app import serving, venue_command  # noqa: PLC0415 - others answer sooner without them

    settings = settings_of(data, host=host, port=port)
    raise typer.Exit(venue_command.check(settings, wait, serving.serve_check))


def _serve(settings: Settings, *, browser: bool) -> None:
    from app.serving import serve  # noqa: PLC0415 - other commands answer sooner without it

    serve(settings, browser=browser)


def _as_bound(settings: Settings, bound: socket.socket) -> Settings:
    """The settings with the port, and the address instead of a name, that were really taken."""
    host, port = bound.getsockname()[:2]
    if settings.host in EVERYWHERE:
        return settings.model_copy(update={"port": port})
    names = (*settings.names, settings.host)
    return settings.model_copy(update={"port": port, "host": host, "names": names})


class _Server(uvicorn.Server):
    """Says when it has begun to answer, and when it has ended."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for let_go in self.lifespan.state.values():  # or open streams of events hold up the end
            await let_go()
        await super().shutdown(sockets)
        say("Flipchart has ended. All that was sent is stored.")


def _config(app: Any, settings: Settings) -> uvicorn.Config:  # noqa: ANN401 - uvicorn's own type
    """How to serve: frames are small and not compressed, and pings find the dead within 25 s."""
    proxies = os.environ.get("FORWARDED_ALLOW_IPS")  # uvicorn reads it too
    return uvicorn.Config(
        app,
        settings.host,
        settings.port,
        http=Heads,
        ws=Connection,
        ws_per_message_deflate=False,
        ws_max_size=16_384,
        ws_ping_interval=10,
        ws_ping_timeout=15,
        timeout_keep_alive=75,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(proxies),
        timeout_graceful_shutdown=5,
        backlog=2048,
    )


def _print_addresses(addresses: Addresses, console: str) -> None:
    say("Flipchart is running. Leave this window open; Ctrl+C ends it.")
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


if __name__ == "__main__":
    main()
