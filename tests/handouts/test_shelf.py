"""The shelf has every document once, each way to have it, and carries what was chosen along."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

import httpx
import pytest

from handouts.kinds import KINDS, OF_PLAN, OF_SESSION
from handouts.tables import NAMES
from tests.server import Server, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

Place = tuple[Server, Workshop, httpx.Client]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A session, and somebody who holds its key and the host's."""
    data = tmp_path_factory.mktemp("shelf") / "data"
    with running_server(data, program="tests.promptly") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            client.post("/c/key", data={"key": server.host_key}).raise_for_status()
            yield server, opened, client


class Links(HTMLParser):
    """Every link of a page: its address, and what it is called for those who hear it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.found.append((given.get("href", ""), given.get("aria-label", "")))


def links(client: httpx.Client, address: str, base: str) -> dict[str, str]:
    """The links of a shelf that lead to its documents and files."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    found = [one for one in Links(answer.text).found if one[0].startswith(f"{base}/")]
    assert len(found) == len(dict(found)), "One stands there twice."
    return {to.removeprefix(f"{base}/"): said for to, said in found}


def test_a_sessions_shelf_has_all_documents_and_all_data(place: Place) -> None:
    _, opened, client = place
    base = f"/h/{opened.code}"
    found = links(client, base, base)
    pages = {to for to in found if ".pdf" not in to}
    assert {re.split(r"[?]", to)[0] for to in pages} == {*KINDS, *NAMES}
    for to in pages:
        assert client.get(f"{base}/{to}").status_code == 200, to
    papers = {to.replace(".pdf", "") for to in found if ".pdf" in to}
    assert papers == {to for to in pages if to not in NAMES}
    spoken = [said for said in found.values() if said]
    assert len(spoken) == len(set(spoken)) == len(pages) + len(papers) - len(NAMES)


def test_a_plans_shelf_has_what_there_is_before_a_session(place: Place) -> None:
    _, _, client = place
    found = links(client, "/plans/who-we-are/print", "/plans/who-we-are")
    pages = {to for to in found if ".pdf" not in to}
    assert {to.split("?")[0] for to in pages} == {kind.name for kind in OF_PLAN}
    for to in pages:
        assert client.get(f"/plans/who-we-are/{to}").status_code == 200, to


def test_what_was_chosen_goes_along_where_it_means_something(place: Place) -> None:
    _, opened, client = place
    base = f"/h/{opened.code}"
    found = links(client, f"{base}?paper=letter&start=09:30", base)
    for kind in (*OF_SESSION, *OF_PLAN):
        of_kind = [to for to in found if to.split("?")[0] == kind.name]
        assert of_kind
        for to in of_kind:
            assert ("paper=letter" in to) == ("letter" in kind.papers), to
            assert ("start=09%3A30" in to) == kind.start, to
    assert not any("paper" in to or "start" in to for to in found if to in NAMES)
    page = unescape(client.get(f"{base}?paper=letter&start=09:30").text)
    assert "The guide begins at 09:30." in page
    assert 'value="letter" checked' in page


def test_every_edition_has_a_way_of_its_own(place: Place) -> None:
    _, opened, client = place
    base = f"/h/{opened.code}"
    found = links(client, base, base)
    assert {to for to in found if to.startswith("sheets.pdf")} == {
        f"sheets.pdf?paper={paper}" for paper in ("a1", "a3", "a4")
    }
    for to in ("takeaway.pdf?easy=1", "handout.pdf?easy=1", "report.pdf?archive=1", "report.pdf"):
        assert to in found
    assert "archive" in found["report.pdf?archive=1"]
    assert "Easy" in found["takeaway.pdf?easy=1"]


def test_a_trainers_words_are_words_on_the_shelf(place: Place) -> None:
    server, _, client = place
    (server.data / "plans").mkdir(exist_ok=True)
    text = '---\nformat: flipchart-plan/1\ntitle: "<b>Tea</b> & {{7*7}}"\n---\n\n## One (5 min)\n'
    name = "Tee & mehr #1 100%"
    (server.data / "plans" / f"{name}.md").write_text(text, "utf-8")
    base = "/plans/Tee%20%26%20mehr%20%231%20100%25"
    found = links(client, f"{base}/print", base)
    assert {kind.name for kind in OF_PLAN} <= {to.split("?")[0] for to in found}
    for to in found:
        if ".pdf" not in to:
            page = client.get(f"{base}/{to}")
            assert page.status_code == 200
            assert "<b>Tea" not in page.text
            assert "&lt;b&gt;Tea&lt;/b&gt; &amp; {{7*7}}" in page.text


def test_the_shelf_is_there_before_during_and_after_the_session(place: Place) -> None:
    server, _, _ = place
    opened = open_workshop(server)
    base, control = f"/h/{opened.code}", f"/c/{opened.code}"
    with facilitator(server, opened) as client:
        before = links(client, base, base)
        for step in ("topics/1/start", "sheets/external/open", "end"):
            press(client, f"{control}/{step}")
            assert links(client, base, base) == before
