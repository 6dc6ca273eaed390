"""Two servers on one database: whichever one is asked, it is the same workshop."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from templates.filters import threes
from tests.faults.pair import Pair, idea, pair, screen
from tests.faults.room import look
from tests.postgres import Postgres
from tests.server import run
from tests.workshop import facilitator, open_workshop, press


@pytest.fixture(scope="module")
def there(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with pair(tmp_path_factory.mktemp("pair"), postgres.database()) as running:
        press(running.consoles[0], f"/c/{running.opened.code}/sheets/external/open")
        yield running


def test_an_idea_sent_to_one_is_on_the_projector_of_the_other(there: Pair) -> None:
    code = there.opened.code
    with screen(there.servers[1], f"/p/{code}") as shows, there.phone(0) as ann:
        sent = idea("Sent to the first")
        assert ann.post(f"/j/{code}/ideas", data=sent).status_code == 201
        shows("Sent to the first")
        again = ann.post(f"{there.servers[1].url}/j/{code}/ideas", data=sent)
        assert again.status_code == 200, "The other one knows that it was sent already."


def test_what_the_facilitator_does_at_one_counts_at_the_other_at_once(there: Pair) -> None:
    one, two = there.consoles
    code = there.opened.code
    press(one, f"/c/{code}/topics/1/start")
    press(two, f"/c/{code}/topics/1/add", seconds="300", id="five-more-minutes")
    with there.phone(1) as ben:
        press(one, f"/c/{code}/sheets/internal/open")
        assert ben.post(f"/j/{code}/ideas", data=idea("Open", "internal")).status_code == 201
        press(two, f"/c/{code}/sheets/internal/close")
        late = ben.post(f"{there.servers[0].url}/j/{code}/ideas", data=idea("Late", "internal"))
        assert late.status_code == 409
        assert "takes no ideas" in late.json()["detail"]
    clocks = [look(each, f"/p/{code}").clock for each in there.servers]
    assert clocks[0].total == clocks[1].total
    assert abs(clocks[0].left - clocks[1].left) < 60_000


def test_dots_that_were_placed_at_one_are_moved_at_the_other(there: Pair) -> None:
    code, console = there.opened.code, there.consoles[0]
    press(
        console, f"/c/{code}/sheets/external/ideas", text="Buyers\nCallers", id="two-more-lines-0"
    )
    press(console, f"/c/{code}/votes/start", sheet="external", dots="3", most="3")
    facts = _facts(there)
    vote = next(one["number"] for one in facts if one["kind"] == "VoteOpened")
    line = next(one["number"] for one in facts if one["kind"] == "IdeaAdded")
    with there.phone(0) as ann:
        said = []
        for at, counter, dots in ((0, 1, 2), (1, 3, 3), (0, 2, 1)):  # the last one comes too late
            url = f"{there.servers[at].url}/j/{code}/votes/{vote}"
            said.append(ann.post(url, data={"counter": counter, f"on-{line}": dots}).text)
    placed = [one for one in _facts(there) if one["kind"] == "DotsPlaced"]
    assert [one["body"]["counter"] for one in placed] == [1, 3], said
    press(there.consoles[1], f"/c/{code}/votes/close")


def test_who_has_a_phone_at_the_other_counts_as_here(there: Pair) -> None:
    code = there.opened.code
    with (
        there.phone(1) as ben,
        screen(there.servers[0], f"/c/{code}", there.consoles[0]) as shows,
        screen(there.servers[1], f"/j/{code}", ben),
    ):
        shows("<b>1</b> phone here")


def test_a_code_that_is_changed_at_one_opens_the_other_and_the_former_one_nothing(
    there: Pair,
) -> None:
    opened = open_workshop(there.servers[0])
    with ExitStack() as ending:
        one, two = (ending.enter_context(facilitator(each, opened)) for each in there.servers)
        shows = ending.enter_context(screen(there.servers[1], f"/p/{opened.code}", two))
        wall = ending.enter_context(screen(there.servers[1], f"/p/{opened.code}"))
        code = (
            one.post(f"/c/{opened.code}/code").raise_for_status().json()["go"].removeprefix("/c/")
        )
        shows(threes(code))
        with pytest.raises(ConnectionClosed):
            wall("what never comes")
    assert httpx.get(f"{there.servers[1].url}/p/{code}").status_code == 200
    assert httpx.get(f"{there.servers[1].url}/p/{opened.code}").status_code == 404


def test_commands_reach_the_database_without_any_server(there: Pair, tmp_path: Path) -> None:
    code, data = there.opened.code, ("--data", str(tmp_path / "mine"))
    press(there.consoles[0], f"/c/{code}/sheets/external/open")

    def ask(*command: str) -> str:
        ended = run(*command, *data, env=there.env)
        assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
        return ended.stdout

    with there.phone(0) as ann:
        ann.post(f"/j/{code}/ideas", data=idea("Unmistakable")).raise_for_status()
    found = json.loads(ask("session", "ideas", code, "--json"))
    number = next(one["seq"] for one in found if one["text"] == "Unmistakable")
    with screen(there.servers[1], f"/c/{code}", there.consoles[1]) as shows:
        assert "Erased" in ask("session", "erase", code, str(number), "--yes")
        shows(f'"{number}"')
        page = there.consoles[1].get(f"/c/{code}", headers={"Accept": "text/html"}).text
        assert "Unmistakable" not in page
    refused = run("backup", *data, env=there.env)
    assert (refused.returncode, "pg_dump" in refused.stderr) == (1, True)
    opened = json.loads(ask("session", "open", "who-we-are", "--json"))
    other = opened["console"].rpartition("/c/")[2][:6]
    with screen(there.servers[1], f"/p/{other}") as shows:
        shows("html")
        assert "Deleted" in ask("session", "delete", other, "--yes")
        with pytest.raises(ConnectionClosed):
            shows("what never comes")
    for server in there.servers:
        assert httpx.get(f"{server.url}/p/{other}").status_code == 404


def test_while_the_database_is_gone_ideas_stay_on_phones_and_go_in_once_it_is_back(
    postgres: Postgres, there: Pair
) -> None:
    code = there.opened.code
    press(there.consoles[0], f"/c/{code}/sheets/external/open")
    with there.phone(0) as ann, screen(there.servers[1], f"/p/{code}") as shows:
        sent = idea("Sent while it was gone")
        postgres.stop()
        refused = ann.post(f"/j/{code}/ideas", data=sent)
        assert (refused.status_code, "kept" in refused.json()["detail"]) == (503, True)
        postgres.start()
        assert _sent(ann, f"/j/{code}/ideas", sent).status_code == 201
        shows("Sent while it was gone")
        again = ann.post(f"{there.servers[1].url}/j/{code}/ideas", data=sent)
        assert again.status_code == 200


def _sent(phone: httpx.Client, path: str, sent: dict[str, str]) -> httpx.Response:
    """The answer to an idea that is sent again, as phones do it, until it can be stored."""
    until = time.monotonic() + 60
    while (answer := phone.post(path, data=sent)).status_code == 503:
        assert time.monotonic() < until, "It could never be stored."
        time.sleep(0.2)  # a phone waits longer
    return answer


def _facts(there: Pair) -> list[dict[str, Any]]:
    lines = there.consoles[1].get(f"/h/{there.opened.code}/facts.jsonl").text
    return [json.loads(line) for line in lines.splitlines()]
