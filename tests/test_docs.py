"""Promises that the documents make: every setting and every address is in them, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from app.gate import Gate
from app.main import create_app
from app.settings import Settings
from tests.faults.interface import PLAIN

DOCS = Path(__file__).parent.parent / "docs"
CONTROLS = "/c/*/"


@pytest.fixture
def addresses(tmp_path: Path) -> set[str]:
    """The address of everything that answers HTTP; a star stands for what varies in it."""
    gate = create_app(Settings(data=tmp_path))
    assert isinstance(gate, Gate)
    assert isinstance(gate.app, FastAPI)
    return {re.sub(r"\{\w+\}", "*", path) for path in (*gate.app.openapi()["paths"], *PLAIN)}


def written(document: str) -> Iterator[str]:
    """The addresses in the first column of a document's tables; controls are written short."""
    short = False
    for line in document.splitlines():
        short = line.startswith("|") and (short or "`POST /c/CODE/…`" in line)
        if line.startswith("| `") and "…" not in line.split("|")[1]:
            for span in re.findall(r"`((?:(?:GET|POST) )?[^`]+)`", line.split("|")[1]):
                method, _, path = span.rpartition(" ")
                if method or short:
                    yield re.sub(r"\b[A-Z]+\b", "*", path if method else CONTROLS + path)


def test_every_address_is_in_the_protocol_and_no_other(addresses: set[str]) -> None:
    protocol = (DOCS / "protocol.md").read_text("utf-8")
    said = {one.partition("?")[0] for one in written(protocol)}
    pages = {"/p/*"}  # named in a sentence
    assert addresses - pages - said == set(), "not in docs/protocol.md"
    assert {one for one in said if not one.endswith("/live")} - addresses == set(), "not there"


def settings(file: Path) -> set[str]:
    """The settings that a file names."""
    return set(re.findall(r"FLIPCHART_\w+", file.read_text("utf-8")))


def test_every_setting_is_in_the_host_s_table_and_no_other() -> None:
    ours = {f"FLIPCHART_{name.upper()}" for name in Settings.model_fields}
    assert settings(DOCS / "host.md") == ours
    for file in (DOCS / "host").iterdir():
        assert settings(file) <= ours, file
