"""The options that commands share, and the settings they come to."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app.listening import LAST_PORT
from app.settings import Settings
from app.terminal import Stop

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The directory that keeps everything.")
]
Host = Annotated[
    str | None,
    typer.Option("--host", metavar="HOST", help="Answer at this address of the computer alone."),
]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="PORT", min=0, max=LAST_PORT, help="8000 if not given; 0: any."),
]
WifiName = Annotated[
    str | None,
    typer.Option("--wifi-name", metavar="NAME", help="The Wi-Fi that the projector shows first."),
]
WifiPassword = Annotated[
    str | None,
    typer.Option("--wifi-password", metavar="WORD", help="Its password, shown with it."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", help="So many processes; with a database server alone."),
]
Wait = Annotated[
    float | None,
    typer.Option(
        "--wait", metavar="SECONDS", min=0, help="For a phone; until Ctrl+C if not given."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, for other programs.")]


def settings_of(data: Path | None, **options: str | int | None) -> Settings:
    """The settings of the environment, with the options that were given. Raises Stop."""
    given = {"data": data, **options}
    try:
        settings = Settings.model_validate(
            {name: value for name, value in given.items() if value is not None}
        )
    except ValidationError as error:
        first = error.errors()[0]
        name = "".join(f" FLIPCHART_{str(part).upper()}" for part in first["loc"][:1])
        said = first["msg"].removeprefix("Value error, ")
        raise Stop(f"The setting{name} cannot be used: {said}.") from error
    return settings.model_copy(update={"data": settings.data.expanduser().absolute()})
