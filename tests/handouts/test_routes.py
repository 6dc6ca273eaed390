"""Who may have which paper, on a real server; what is refused is refused with a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest

from handouts.kinds import KINDS, OF_PLAN, OF_SESSION
from handouts.tables import NAMES
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press

DOCUMENTS = [name + ending for name in KINDS for ending in ("", ".pdf")]
TAKEAWAY = ("takeaway", "takeaway.pdf", "takeaway?easy=1", "takeaway.pdf?paper=letter")
FAULTY = "---\nformat: flipchart-plan/1\ntitle: Faulty\n---\n\n## A topic without minutes\n"
UNKNOWN = ["nothing", "guide.pdf.pdf", "GUIDE", "guide.html", ".pdf", "ideas.csv.pdf", "%00"]
UNKNOWN += ["secret", "..%2Fsecret", "x" * 500, "%F0%9F%8D%8E", "printing", "key/guide"]


@dataclass(frozen=True)
class Place:
    """A server with two sessions, and whoever may ask it for paper."""

    server: Server
    opened: Workshop
    host: httpx.Client
    trainer: httpx.Client
    other: Workshop
    other_trainer: httpx.Client

    @contextmanager
    def stranger(self) -> Iterator[httpx.Client]:
        with httpx.Client(base_url=self.server.url, headers=JSON, timeout=60) as client:
            yield client

    @contextmanager
    def participant(self, of: Workshop) -> Iterator[httpx.Client]:
        with self.stranger() as client:
            client.get(f"/j/{of.code}").raise_for_status()
            yield client


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("routes") / "data"
    (data / "plans").mkdir(parents=True)
    (data / "plans" / "faulty.md").write_text(FAULTY, "utf-8")
    with (
        running_server(data, program="tests.promptly") as server,
        httpx.Client(base_url=server.url, headers=JSON, timeout=60) as host,
    ):
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        opened, other = open_workshop(server), open_workshop(server)
        with facilitator(server, opened) as trainer, facilitator(server, other) as another:
            trainer.timeout = httpx.Timeout(60)
            yield Place(server, opened, host, trainer, other, another)


def refused(answer: httpx.Response, status: int) -> str:
    """The sentence that it was refused with."""
    assert answer.status_code == status, f"{answer.url}: {answer.text[:200]}"
    sentence = str(answer.json()["detail"])
    assert sentence.endswith(".")
    return sentence


def is_pdf(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content.startswith(b"%PDF")


def test_a_sessions_paper_and_data_are_its_facilitators_alone(place: Place) -> None:
    base = f"/h/{place.opened.code}"
    addresses = [base, *(f"{base}/{one}" for one in (*DOCUMENTS, *NAMES, "printing/x"))]
    with place.stranger() as stranger, place.participant(place.opened) as participant:
        for address in addresses:
            for who in (stranger, participant, place.host, place.other_trainer):
                refused(who.get(address), 403)
    for address in [one for one in addresses if not one.endswith(".pdf")]:
        answer = place.trainer.get(address)
        assert answer.status_code == 200, f"{address}: {answer.text}"
        assert answer.headers["cache-control"] == "no-store"
    assert is_pdf(place.trainer.get(f"{base}/checklist.pdf"))


def test_a_plans_paper_is_the_hosts_alone(place: Place) -> None:
    base = "/plans/who-we-are"
    addresses = [f"{base}/{one.name}{ending}" for one in OF_PLAN for ending in ("", ".pdf")]
    addresses += [f"{base}/print", f"{base}/printing/x"]
    with place.stranger() as stranger, place.participant(place.opened) as participant:
        for address in addresses:
            for who in (stranger, participant, place.trainer):
                refused(who.get(address), 403)
    for address in [one for one in addresses if not one.endswith(".pdf")]:
        assert place.host.get(address).status_code == 200, address
    assert is_pdf(place.host.get(f"{base}/checklist.pdf"))


def test_the_takeaway_is_for_those_who_were_there_once_it_is_offered_and_over(
    place: Place,
) -> None:
    opened = open_workshop(place.server)
    base, control = f"/h/{opened.code}", f"/c/{opened.code}"
    with (
        facilitator(place.server, opened) as trainer,
        place.participant(opened) as phone,
        place.participant(place.other) as neighbour,
        place.stranger() as stranger,
    ):
        press(trainer, f"{control}/topics/1/start")

        def is_closed_to(who: httpx.Client) -> bool:
            sentences = {refused(who.get(f"{base}/{one}"), 403) for one in TAKEAWAY}
            refused(who.get(f"{base}/printing/x"), 403)
            return len(sentences) == 1

        assert is_closed_to(phone)
        press(trainer, f"{control}/takeaway", on="1")
        assert is_closed_to(phone), "The session has not ended."
        press(trainer, f"{control}/end")

        for one in TAKEAWAY:
            assert phone.get(f"{base}/{one}").status_code == 200
        assert is_pdf(phone.get(f"{base}/takeaway.pdf"))
        assert phone.get(f"{base}/printing/x").json() == {}
        page = phone.get(f"{base}/takeaway", headers={"Accept": "text/html"}).text
        assert f'href="{base}/takeaway.pdf"' in page
        assert f'href="{base}"' not in page, "A participant cannot see the list."
        for one in ("", *(f"/{name}" for name in (*DOCUMENTS, *NAMES))):
            if not one.startswith("/takeaway"):
                refused(phone.get(base + one), 403)
        assert is_closed_to(stranger)
        assert is_closed_to(neighbour)
        assert is_closed_to(place.other_trainer)

        press(trainer, f"{control}/takeaway", on="0")
        assert is_closed_to(phone)
        press(trainer, f"{control}/takeaway", on="1")
        press(trainer, f"{control}/reopen")
        assert is_closed_to(phone)


def test_what_is_not_there_is_a_sentence(place: Place) -> None:
    for who, base in (
        (place.trainer, f"/h/{place.opened.code}"),
        (place.host, "/plans/who-we-are"),
    ):
        for name in UNKNOWN:
            refused(who.get(f"{base}/{name}"), 404)
    for kind in OF_SESSION:
        assert kind.name in refused(place.host.get(f"/plans/who-we-are/{kind.name}.pdf"), 404)
    for code in ("AAAAAA", "AAA", "%00%00%00", "%2E%2E%2Fplans"):
        for address in (f"/h/{code}", f"/h/{code}/guide.pdf", f"/h/{code}/takeaway"):
            assert place.trainer.get(address).status_code == 404
    for plan in ("nowhere", "..%2F..%2Fsecret", "faulty.md", "who-we-are.md", "%00", "x" * 300):
        for name in ("print", "guide", "guide.pdf", "nothing"):
            assert 400 <= place.host.get(f"/plans/{plan}/{name}").status_code < 500


def test_a_plan_that_must_be_put_right_first_says_where(place: Place) -> None:
    for name in ("print", "guide", "guide.pdf"):
        assert "Line 6: " in refused(place.host.get(f"/plans/faulty/{name}"), 422)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("guide?paper=a5", "“a5” is no paper for this. Choose one of: a4, letter."),
        ("sheets.pdf?paper=letter", "Choose one of: a1, a3, a4."),
        ("guide.pdf?start=25:00", "such as 09:30"),
        ("pack?start=soon", "such as 09:30"),
        ("handout?easy=perhaps", "neither 1 nor 0"),
        ("report.pdf?archive=x", "neither 1 nor 0"),
        ("?paper=a1", "Choose one of: a4, letter."),
        ("?start=%F0%9F%8D%8E", "such as 09:30"),
    ],
)
def test_what_cannot_be_chosen_is_a_sentence(place: Place, asked: str, why: str) -> None:
    address = f"/h/{place.opened.code}/{asked}".replace("/?", "?")
    assert why in refused(place.trainer.get(address), 422)
    if not asked.startswith("report"):
        plan = f"/plans/who-we-are/{asked}".replace("/?", "/print?")
        assert why in refused(place.host.get(plan), 422)


def test_what_can_be_chosen_is_on_the_page(place: Place) -> None:
    page = place.host.get("/plans/who-we-are/guide?start=9:30&paper=Letter&job=x&odd=1").text
    assert "09:30" in page or "9:30" in page
    assert 'href="/plans/who-we-are/guide.pdf?paper=letter&amp;start=09%3A30"' in page


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "PATCH", "DELETE"])
def test_paper_can_only_be_had(place: Place, method: str) -> None:
    base = f"/h/{place.opened.code}"
    for one in ("", "/guide", "/guide.pdf", "/takeaway", "/takeaway.pdf", "/ideas.csv"):
        answer = place.trainer.request(method, base + one)
        assert answer.status_code == 405
        assert method == "HEAD" or answer.json()["detail"].endswith("Nothing was changed.")
    for one in ("print", "guide", "guide.pdf", "printing/x"):
        assert place.host.request(method, f"/plans/who-we-are/{one}").status_code == 405
