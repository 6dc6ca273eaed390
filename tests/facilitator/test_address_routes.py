"""Choosing the address that phones are shown is answered like every other control."""

from pathlib import Path

import httpx

from tests.server import running_server
from tests.workshop import facilitator, open_workshop


def test_a_choice_is_answered_with_a_sentence_and_an_unknown_address_refused(
    tmp_path: Path,
) -> None:
    given = {"FLIPCHART_ADDRESS": ""}
    with running_server(tmp_path / "data", env=given) as server:
        opened = open_workshop(server)
        shown = httpx.URL(opened.phone).netloc.decode()
        with facilitator(server, opened) as console:
            unknown = console.post(f"/c/{opened.code}/address", data={"host": "203.0.113.9"})
            assert unknown.status_code == 422
            assert "does not have that address" in unknown.json()["detail"]
            if not shown.startswith("localhost"):
                known = console.post(f"/c/{opened.code}/address", data={"host": shown})
                assert known.json() == {"done": f"Phones are shown {shown} now."}
