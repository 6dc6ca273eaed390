"""The `flipchart` command: serves, and does everything else it can be asked."""

import gc

gc.disable()  # what is imported stays, and to look for garbage in it takes a tenth of a start

import logging
import sys

import typer

from app.holding import Held
from app.listening import CannotListen
from app.logs import writes_json
from app.options import Data, Host, Port, Wait, WifiName, WifiPassword, Workers, settings_of
from app.settings import Settings
from app.terminal import Stop, be_plain, complain
from sessions.log import LogUnusable

gc.freeze()
gc.enable()

logger = logging.getLogger(__name__)

commands = typer.Typer(
    name="flipchart",
    help="Run a workshop: plan, console, phones and projector, live.",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command; whatever goes wrong is said in a sentence, and the exit code is 1."""
    be_plain()
    if sys.argv[1:] and sys.argv[1] != "serve":
        _add_others()
    try:
        commands(prog_name="flipchart")
    except (Stop, Held, LogUnusable, CannotListen) as refusal:
        _complain(str(refusal))
    except Exception as error:  # noqa: BLE001 - nobody at a terminal is served by a traceback
        _complain(f"Flipchart could not do this: {error or type(error).__name__}.")
    sys.exit(1)


def _add_others() -> None:
    """Add the commands that do not serve: a server starts quicker without them."""
    from app import (  # noqa: PLC0415 - as it says
        backup_commands,
        key_command,
        plan_commands,
        print_command,
        quiz_commands,
        session_commands,
        upkeep_commands,
    )

    commands.add_typer(plan_commands.commands, name="plan")
    upkeep_commands.add_to(session_commands.commands)
    commands.add_typer(session_commands.commands, name="session")
    commands.add_typer(quiz_commands.commands, name="quiz")
    commands.command("print")(print_command.print_)
    commands.command("backup")(backup_commands.backup)
    commands.command("restore")(backup_commands.restore)
    commands.command("key")(key_command.key)


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
    gc.disable()  # as above, until it serves
    from app.serving import serve  # noqa: PLC0415 - other commands answer sooner without it

    serve(settings, browser=browser)


def _complain(sentence: str) -> None:
    if writes_json():
        logger.error(sentence)
    else:
        complain(sentence)


if __name__ == "__main__":
    main()
