"""What real Chromium prints of a document’s page is what its PDF says."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

import pytest
from playwright.sync_api import Browser, Page

from handouts.kinds import KINDS, Kind
from tests.browser.surfaces import new_laptop
from tests.handouts.pages import pages
from tests.server import Server
from tests.workshop import Workshop, facilitator, open_workshop, press

IDEAS = "Suppliers\nThe bank\nsuppliers.\n<b>bold</b> & =1+1\nΓειτόνισσες και Соседи"
ALONG = {"Trainer", "s", "copy", "Not", "for", "handing", "out", "Contents"}
"""Words along pages, and the head of contents that a PDF has from seven pages on."""

DRAWN = {"As", "it", "was", "Planned"}
"""Words in the picture of the hour."""

HEARD = {"Page", "Cards", "for", "the", "tables", "Name", "to", "be", "written", "by", "hand"} | {
    *("small", "groups", "Question", "cards"),
}
"""The head of page numbers, which browsers do not know, and headings for those who hear pages."""


@pytest.fixture(scope="module")
def workshop(server: Server) -> Workshop:
    """A session that has ended, with ideas on a sheet."""
    opened = open_workshop(server)
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/topics/1/start")
        path = f"/c/{opened.code}/sheets/external/ideas"
        press(client, path, text=IDEAS, id="ideas-on-external")
        press(client, f"/c/{opened.code}/end")
    return opened


@pytest.fixture(scope="module")
def laptop(browser: Browser, workshop: Workshop) -> Iterator[Page]:
    """The trainer’s browser, its key exchanged."""
    context = new_laptop(browser)
    page = context.new_page()
    page.goto(workshop.console)
    page.locator("html[data-link=on]").wait_for(state="attached")
    yield page
    context.close()


def ours(pdf: bytes) -> Counter[str]:
    """The words that are read out, but those of pictures."""
    return _words(_read_out(pdf))


def theirs(pdf: bytes) -> Counter[str]:
    """All words of a file, what stands along its pages included."""
    return _words(_whole(pdf))


def _words(text: str) -> Counter[str]:
    """Words with a letter in them; numbers of pages are told by WeasyPrint alone."""
    return Counter(_in_order(text))


def _in_order(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def alike(pdf: bytes, printed: bytes) -> float:
    """How far both have their words in the same order, from 0 to 1.

    A word that floats beside others may stand before them in one and behind them in the other.
    """
    left_out = ALONG | DRAWN | HEARD
    words = (_in_order(text) for text in (_read_out(pdf), _whole(printed)))
    ours, theirs = ([word for word in found if word not in left_out] for found in words)
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _read_out(pdf: bytes) -> str:
    pieces = (one for page in pages(pdf) for one in page.pieces if "Figure" not in one.within)
    return " ".join(one.text for one in pieces)


def _whole(pdf: bytes) -> str:
    return " ".join(page.text for page in pages(pdf))


@pytest.mark.parametrize("kind", [*KINDS.values()], ids=[*KINDS])
def test_chromium_prints_the_page_of_a_document_to_the_same_words(
    kind: Kind, laptop: Page, server: Server, workshop: Workshop
) -> None:
    query = "?paper=a3" if kind.name == "sheets" else ""
    address = f"/h/{workshop.code}/{kind.name}"
    with facilitator(server, workshop) as client:
        pdf = client.get(f"{address}.pdf{query}", timeout=60).raise_for_status().content
    laptop.goto(f"{server.url}{address}{query}")
    laptop.evaluate("document.fonts.ready.then(() => {})")
    printed = laptop.pdf(prefer_css_page_size=True)
    assert set(ours(pdf) - theirs(printed)) <= HEARD
    assert set(theirs(printed)) - set(ours(pdf)) <= ALONG | DRAWN
    assert alike(pdf, printed) > 0.99
    assert sizes(printed) == sizes(pdf)


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """The sizes of its pages in mm."""
    return {(round(page.width), round(page.height)) for page in pages(pdf)}
