"""What a host can set, by the environment (prefix FLIPCHART_) or the command's options."""

from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Rate = Annotated[float, Field(gt=0, allow_inf_nan=False)]
"""So many a second."""

NO_ADDRESS = "it is no address that begins with postgresql://"

LEAST = 32
"""Symbols of a secret that a host gives: 128 bits where they are the digits of a random number."""


def _unguessable(given: SecretStr) -> SecretStr:
    """A secret that is long enough, or none. Raises ValueError with a sentence."""
    said = given.get_secret_value()
    if said and not (len(said) >= LEAST and said.isascii() and said.isprintable()):
        raise ValueError(
            f"it has to have at least {LEAST} letters and digits that nobody can guess, such as "
            "openssl rand -hex 32 prints"
        )
    return given


Secret = Annotated[SecretStr, AfterValidator(_unguessable)]
"""Long, random, and never printed."""


class Settings(BaseSettings):
    """The settings of one server.

    `names` are further host names it answers to, `wifi_*` what the lobby shows. `person_burst`
    and `person_rate` are ideas at once and a second from one participant, `session_rate` ideas a
    second in one session, `body_bytes` the largest request, `plan_bytes` the largest plan file's.
    `keys_over_http` lets a facilitator's key be used from another machine without TLS. `address`
    is the one shown to phones, where the host knows better than the program. A session is deleted
    `retention_days` after its last fact; 0 is never. `database` is the address of the
    PostgreSQL that has the log, with a password maybe; without one it is a file in `data`. With one
    so many `workers` serve. All keys
    and cookies are derived from `secret`, from a file in the data directory without it.
    `metrics_token` lets whoever has it read the figures of the server. What goes wrong is written
    down as sentences, or a JSON object a line (`log_format`).
    """

    model_config = SettingsConfigDict(env_prefix="FLIPCHART_", frozen=True)

    host: str = "0.0.0.0"  # noqa: S104 - phones come from the network
    port: int = 8000
    data: Path = user_data_path("flipchart", appauthor=False)
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    secret: Secret = SecretStr("")
    metrics_token: Secret = SecretStr("")
    log_format: Literal["sentences", "json"] = "sentences"
    names: tuple[str, ...] = ()
    address: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    keys_over_http: bool = False
    person_burst: Annotated[int, Field(ge=1)] = 20
    person_rate: Rate = 2
    session_rate: Rate = 1000
    body_bytes: int = 64 * 1024
    plan_bytes: int = 512 * 1024
    database: Annotated[str, Field(repr=False)] = ""
    retention_days: Annotated[int, Field(ge=0, le=36_500)] = 0

    @field_validator("database")
    @classmethod
    def _is_address(cls, database: str) -> str:
        if database and not database.startswith(("postgresql://", "postgres://")):
            raise ValueError(NO_ADDRESS)
        return database

    @property
    def log(self) -> Path:
        """The file with every session's facts."""
        return self.data / "flipchart.db"

    @property
    def plans(self) -> Path:
        """The folder of plan files that were chosen in the console."""
        return self.data / "plans"

    @property
    def words(self) -> Path:
        """The folder with the host's own lists of words to flag."""
        return self.data / "words"

    @property
    def printed(self) -> Path:
        """The folder of documents that were printed already; it may be removed at any time."""
        return self.data / "printed"

    @property
    def secret_file(self) -> Path:
        """The file that all keys and cookies are derived from, unless a secret is given."""
        return self.data / "secret"

    @property
    def deletions(self) -> Path:
        """The file with a receipt for each session that was deleted, as JSON lines."""
        return self.data / "deletions.jsonl"

    @property
    def damage(self) -> Path:
        """The file with what is told of a damaged log, until it is dismissed."""
        return self.data / "damage.json"

    @property
    def clock(self) -> Path:
        """The file with the instant that a running server goes by."""
        return self.data / "clock.json"

    @property
    def address_choice(self) -> Path:
        """The file with the address that was chosen for phones."""
        return self.data / "address.json"
