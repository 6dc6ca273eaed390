"""Printing on a real server, while workers and the server itself are killed, and all at once."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.faults.storage import FAULTS, nothing_can_be_stored
from tests.handouts.pages import read_out
from tests.server import Server, running_server
from tests.workers import has_ended, until, workers
from tests.workshop import Workshop, facilitator, open_workshop, press

HEAD = "---\nformat: flipchart-plan/1\ntitle: A plan\n---\n"
TOPIC = "\n## Topic {} (20 min)\n\n### Ideas to share\n" + ("word " * 200 + "\n\n") * 8
LONG = HEAD + "".join(map(TOPIC.format, range(7)))
"""A plan whose guide takes more than a second."""

SHORT = f"{HEAD}\n## Who? (20 min)\n\n### Flip chart\n- `external` Who?\n"

KINDS = ("handout", "map", "quiz", "key", "checklist")
OF_SESSION = ("takeaway", "report", "join-cards", "certificate")
TWENTY = [f"{kind}.pdf?paper={paper}" for kind in KINDS + OF_SESSION for paper in ("a4", "letter")]
TWENTY += ["handout.pdf?easy=1", "takeaway.pdf?easy=1"]

Place = tuple[Server, Workshop, httpx.Client]


@contextmanager
def open_place(folder: Path, program: str = "tests.promptly") -> Iterator[Place]:
    """A server with a long plan and a session of a short one, and who holds all keys.

    Whatever happened to it and to its workers, they leave nothing among the temporary files.
    """
    (folder / "data" / "plans").mkdir(parents=True)
    (folder / "temporary").mkdir()
    for name, text in {"long": LONG, "short": SHORT}.items():
        (folder / "data" / "plans" / f"{name}.md").write_text(text, "utf-8")
    env = {"TMPDIR": str(folder / "temporary")}
    with running_server(folder / "data", env=env, program=program) as server:
        opened = open_workshop(server, "short")
        with facilitator(server, opened) as client:
            client.post("/c/key", data={"key": server.host_key}).raise_for_status()
            client.timeout = httpx.Timeout(120)
            yield server, opened, client
    assert list((folder / "temporary").iterdir()) == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One for all that leave the server in order."""
    with open_place(tmp_path_factory.mktemp("printing")) as place:
        yield place


@contextmanager
def printing(place: Place) -> Iterator[tuple["Future[httpx.Response]", int]]:
    """The long guide, at its second page or further, and the worker that does it."""
    server, _, client = place
    with ThreadPoolExecutor(1) as asking:
        coming = asking.submit(client.get, "/plans/long/guide.pdf?job=long")

        def page() -> bool:
            return bool(client.get("/plans/long/printing/long").json().get("page", 0) > 1)

        until(page)
        (worker,) = workers(server.process.pid)
        yield coming, worker


def is_pdf(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    return answer.content.startswith(b"%PDF") and answer.content.rstrip().endswith(b"%%EOF")


def errors(server: Server) -> str:
    return (server.data.parent / f"{server.data.name}.errors").read_text("utf-8")


def test_a_document_that_killed_two_workers_is_a_sentence_and_the_next_is_printed(
    place: Place,
) -> None:
    server, opened, client = place
    with printing(place) as (coming, first):
        os.kill(first, signal.SIGKILL)
        (second,) = until(lambda: [w for w in workers(server.process.pid) if w != first])
        os.kill(second, signal.SIGKILL)
        refused = coming.result()
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) >= 1
    assert refused.json()["detail"].startswith("Printing stopped before the document was ready")
    assert is_pdf(client.get(f"/h/{opened.code}/checklist.pdf"))


def test_a_worker_that_is_killed_costs_nobody_the_document(place: Place) -> None:
    server, opened, client = place
    with printing(place) as (coming, worker):
        os.kill(worker, signal.SIGKILL)
        assert is_pdf(coming.result())
    (worker,) = workers(server.process.pid)
    os.kill(worker, signal.SIGKILL)
    until(lambda: has_ended(worker))
    assert is_pdf(client.get("/plans/long/guide.pdf")), "It was kept, and needs no worker."
    assert workers(server.process.pid) == []
    assert is_pdf(client.get(f"/h/{opened.code}/key.pdf"))


def test_a_server_that_is_killed_leaves_no_worker_behind(tmp_path: Path) -> None:
    with open_place(tmp_path) as place, printing(place) as (coming, worker):
        place[0].kill()
        until(lambda: has_ended(worker))
        assert isinstance(coming.exception(), httpx.TransportError)
        assert errors(place[0]) == ""


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_asked_to_end_hands_out_what_it_prints_first(
    tmp_path: Path, asked: signal.Signals
) -> None:
    with open_place(tmp_path, "tests.patiently") as place, ThreadPoolExecutor(1) as asking:
        server, _, client = place
        coming = asking.submit(client.get, "/plans/short/checklist.pdf")
        (worker,) = until(lambda: workers(server.process.pid))
        for process in (server.process.pid, worker):  # on a terminal, Ctrl+C goes to all
            if process == server.process.pid or asked == signal.SIGINT:
                os.kill(process, asked)
        assert is_pdf(coming.result())
        assert server.process.wait(20) == 0
        assert has_ended(worker)
        assert errors(server) == ""


def test_a_server_that_is_asked_to_end_does_not_wait_for_what_takes_too_long(
    tmp_path: Path,
) -> None:
    with open_place(tmp_path) as place, printing(place) as (coming, worker):
        os.kill(worker, signal.SIGSTOP)
        assert place[0].end() == 0
        assert coming.result().status_code == 503
        assert coming.result().json()["detail"].startswith("Printing stopped")
        assert has_ended(worker)
        assert "Traceback" not in errors(place[0])


def test_twenty_phones_take_the_same_handout_home_at_once(place: Place) -> None:
    server, _, _ = place
    opened = open_workshop(server)
    with facilitator(server, opened) as client, ExitStack() as room:
        press(client, f"/c/{opened.code}/topics/1/start")
        path = f"/c/{opened.code}/sheets/external/ideas"
        press(client, path, text="The people next door", id="0123456789abcdef")
        press(client, f"/c/{opened.code}/takeaway", on="1")
        press(client, f"/c/{opened.code}/end")
        phones = [
            room.enter_context(httpx.Client(base_url=server.url, timeout=120)) for _ in range(20)
        ]
        for phone in phones:
            phone.get(f"/j/{opened.code}").raise_for_status()
        before = kept(server)
        address = f"/h/{opened.code}/takeaway.pdf"
        answers = at_once([partial(phone.get, address) for phone in phones])
    assert all(is_pdf(answer) for answer in answers)
    assert len({answer.content for answer in answers}) == 1
    assert "The people next door" in read_out(answers[0].content)
    (file,) = kept(server) - before
    assert file.read_bytes() == answers[0].content
    assert file.parent.stat().st_mode & 0o077 == 0


def test_twenty_different_documents_at_once_all_come_or_are_asked_to_come_again(
    place: Place,
) -> None:
    server, _, _ = place
    opened = open_workshop(server, "short")
    with facilitator(server, opened) as client:
        client.timeout = httpx.Timeout(120)
        asking = [partial(client.get, f"/h/{opened.code}/{one}") for one in TWENTY]
        answers = at_once(asking)
        again = [ask() for ask in asking]
    for answer in answers:
        if answer.status_code == 503:
            assert int(answer.headers["Retry-After"]) >= 1
            assert "try again" in answer.json()["detail"]
        else:
            assert is_pdf(answer)
    assert sum(answer.status_code == 200 for answer in answers) >= 16
    assert all(is_pdf(answer) for answer in again)
    assert len({answer.content for answer in again}) == len(TWENTY) == 20
    assert len(workers(server.process.pid)) == 1


def kept(server: Server) -> set[Path]:
    return set((server.data / "printed").rglob("*.pdf"))


def at_once(asking: Sequence[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    with ThreadPoolExecutor(len(asking)) as crowd:
        return list(crowd.map(lambda ask: ask(), asking))


@pytest.mark.parametrize("fault", [one for one in (*FAULTS, "file") if one != "held"])
def test_where_nothing_can_be_kept_every_document_still_comes(tmp_path: Path, fault: str) -> None:
    with open_place(tmp_path) as (server, opened, client):
        address = f"/h/{opened.code}/key.pdf"
        if fault == "file":
            (server.data / "printed").write_text("This is no folder.", "utf-8")
            first, second = client.get(address), client.get(address)
        else:
            assert is_pdf(client.get(f"/h/{opened.code}/checklist.pdf")), "A worker is there."
            with nothing_can_be_stored(server, fault):
                first, second = client.get(address), client.get(address)
        assert is_pdf(first)
        assert first.content == second.content
        assert fault == "full" or "could not be kept" in errors(server)
        assert len(list(server.data.rglob("printed/*/*"))) == (fault == "full")
        assert "Traceback" not in errors(server)


def test_a_kept_file_that_was_cut_off_is_printed_anew(place: Place) -> None:
    server, opened, client = place
    before, address = kept(server), f"/h/{opened.code}/map.pdf"
    whole = client.get(address).content
    (file,) = kept(server) - before
    for found in (whole[: len(whole) // 2], b"", b"%PDF-1.7\n<script>%%EOF</script>"):
        file.write_bytes(found)
        assert client.get(address).content == whole
        assert file.read_bytes() == whole
