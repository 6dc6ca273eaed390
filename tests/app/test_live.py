"""What a socket says first: everything that the page shows, in one message."""

from pathlib import Path

import httpx

from tests.faults.room import look
from tests.server import running_server
from tests.workshop import JSON, facilitator, open_workshop, press


def test_a_phones_first_message_has_the_question_and_its_own_ideas(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as trainer:
            press(trainer, f"/c/{opened.code}/sheets/external/open")
        with httpx.Client(base_url=server.url, headers=JSON) as phone:
            phone.get(f"/j/{opened.code}")
            idea = {"id": "first-message-0001", "sheet": "external", "text": "Suppliers"}
            sent = phone.post(f"/j/{opened.code}/ideas", data=idea).raise_for_status().json()
            first = look(server, f"/j/{opened.code}", phone)
    assert "External customers" in first.html["question"]
    assert "Suppliers" in first.lists["own"][str(-sent["seq"])]
