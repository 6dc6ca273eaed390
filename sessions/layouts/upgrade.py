"""Brings a log of an older layout up to the newest, with alembic; imported only for that."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, exc

from sessions.layouts import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

ONE_AT_A_TIME = 0x666C6970
"""The advisory lock of who brings a database up: several processes may start at once."""


def upgrade_sqlite(connect: Callable[[], sqlite3.Connection], version: int) -> None:
    """Bring up a file of this layout, all at once or not at all. Raises sqlite3.Error."""
    with _connection("sqlite://", connect) as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        config = _config(db)
        command.stamp(config, str(version))
        command.upgrade(config, "head")
        db.exec_driver_sql("DROP TABLE alembic_version")  # user_version says it
        db.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        db.commit()


def upgrade_postgres(conninfo: str) -> None:
    """Bring up a database of any layout, or an empty one. Raises psycopg.Error."""
    with _connection("postgresql+psycopg://", lambda: psycopg.connect(conninfo)) as db:
        db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        command.upgrade(_config(db), "head")
        db.commit()


@contextmanager
def _connection(url: str, connect: Callable[[], Any]) -> Iterator[Connection]:
    """A connection of SQLAlchemy, whose errors are the driver's own."""
    engine = create_engine(url, creator=connect, poolclass=NullPool)
    try:
        with engine.connect() as db:
            yield db
    except exc.DBAPIError as error:
        raise error.orig or error from error


def _config(db: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = db
    return config
