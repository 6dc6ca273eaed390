"""Anything at all is sent to every address: never a fault, always a sentence."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.sync.client import connect

from app.main import create_app
from app.settings import Settings
from tests.server import running_server
from tests.workshop import open_workshop

EXAMPLES = int(os.environ.get("FLIPCHART_EXAMPLES", "300"))
FREE = {"FLIPCHART_PERSON_BURST": "100000", "FLIPCHART_PERSON_RATE": "100000"}

USUAL = """
0 1 2 3 5 7 60 -60 external internal jobs check-1-1 bring-2-1 who-we-are 10:30 Suppliers
0123456789abcdef fedcba9876543210
"""
ODD = """
-1 999999999999999 1e308 nan inf ٣ १ 0x10 true {{7*7}} %(sheet)s {0} ../../secret sheet- =1+1
<script>alert(1)</script>
"""
ODDER = [
    *("", " ", "\x00", "external\x00", "\u202e", "\ud800", "a\nb\n" * 600, "9" * 400, "a" * 5000),
    *("a" + "\N{COMBINING ACUTE ACCENT}" * 300, "\N{WOMAN}\N{ZERO WIDTH JOINER}" * 60),
]
VALUES = (
    st.sampled_from(USUAL.split()) | st.sampled_from(ODD.split() + ODDER) | st.text(max_size=40)
)
ALSO = ["id", "sheet", "text", "name", "start", "nothing"]
"""Fields that are read by hand, and one that nobody reads."""

HEADERS = st.fixed_dictionaries(
    {
        "Accept": st.sampled_from(["application/json", "text/html", "*/*", ""]),
        "Accept-Language": st.sampled_from(
            ["", "en", "de-CH,de;q=0.9", "*", "x" * 90, "_,;-=", "zh"]
        ),
        "Content-Type": st.sampled_from(
            ["application/x-www-form-urlencoded"] * 8
            + ["", "text/plain", "application/json", "multipart/form-data; boundary=x"]
            + ["multipart/form-data", "application/x-www-form-urlencoded; charset=klingon"]
        ),
    }
)


def takers() -> dict[str, list[str]]:
    """Every address that takes a POST, with the fields that it declares."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        gate: Any = create_app(Settings(data=Path(folder)))
        described = gate.app.openapi()
    found = {}
    for path, methods in described["paths"].items():
        for media in methods.get("post", {}).get("requestBody", {}).get("content", {}).values():
            schema = media["schema"].get("$ref", "").rpartition("/")[2]
            found[path] = sorted(described["components"]["schemas"][schema]["properties"])
        if "post" in methods:
            found.setdefault(path, [])
    return found


TAKERS = takers()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, str]]:
    """Somebody who holds every key, and the code of a session."""
    with running_server(tmp_path_factory.mktemp("anything") / "data", env=FREE) as server:
        opened = open_workshop(server)
        with httpx.Client(base_url=server.url, timeout=20) as client:
            client.post("/c/key", data={"key": server.host_key}).raise_for_status()
            client.post(f"/c/{opened.code}/key", data={"key": opened.key}).raise_for_status()
            client.get(f"/j/{opened.code}").raise_for_status()
            client.post(f"/c/{opened.code}/sheets/external/open")
            with ExitStack() as watching:
                for surface in "cpj":
                    watching.enter_context(watched(client, f"/{surface}/{opened.code}/live"))
                yield client, opened.code


@contextmanager
def watched(client: httpx.Client, path: str) -> Iterator[None]:
    """A screen that is open all the while, and that the server must not let down."""
    address = str(client.base_url).replace("http", "ws") + path
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    with connect(
        address, additional_headers={"Cookie": cookies}, max_size=None, proxy=None
    ) as socket:
        reading = Thread(target=lambda: [json.loads(frame) for frame in socket], daemon=True)
        reading.start()
        yield
        assert reading.is_alive(), f"{path} was closed by the server."


def test_every_address_that_takes_something_is_known() -> None:
    assert len(TAKERS) > 30
    assert "/j/{code}/ideas" in TAKERS


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FLIPCHART_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.sampled_from(sorted(TAKERS)), drawn=st.data(), headers=HEADERS)
def test_anything_is_answered_with_a_sentence_and_the_pages_go_on(
    place: tuple[httpx.Client, str], path: str, drawn: st.DataObject, headers: dict[str, str]
) -> None:
    client, code = place
    names = drawn.draw(st.lists(st.sampled_from(TAKERS[path] + ALSO), max_size=4), "further fields")
    fields = [(name, drawn.draw(VALUES, name)) for name in TAKERS[path] + names]
    for name in ("topic", "line", "sheet", "idea", "number"):
        if f"{{{name}}}" in path:
            value = drawn.draw(VALUES, name).encode("utf-8", "surrogatepass")
            path = path.replace(f"{{{name}}}", quote(value, safe="") or "0")
    body = urlencode(fields, errors="surrogatepass").encode()
    answer = client.post(path.replace("{code}", code), content=body, headers=headers)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400 and answer.headers["content-type"] == "application/json":
        sentence = answer.json()["detail"]
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith(".")
    for surface in "cpj":
        page = client.get(f"/{surface}/{code}")
        assert page.status_code == 200, page.text
        assert "<script>alert" not in page.text
