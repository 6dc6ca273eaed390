"""A script that is typed into any field runs nowhere, and stands there as the text that it is.

As people have it, and with the security policy taken away, so that escaping alone has to do. That
no script ran and no rule was broken is asked in `tests/conftest.py`, after each test.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from handouts.kinds import KINDS
from tests.browser.injected import (
    NO_WORDS,
    REFUSED,
    TYPED,
    Injected,
    clean,
    filled,
    read,
    typed_everywhere,
    watch,
    write_everywhere,
    write_quiz,
)
from tests.browser.payloads import ALL, LINES, PAYLOADS, PLAIN
from tests.browser.surfaces import connected, new_laptop, new_phone, open_live
from tests.faults.interface import ASKED, ENDS, described, forms, pages
from tests.workshop import facilitator, press

INTERFACE = described()
NO_PAGES = {
    *(f"/{surface}/{{code}}/{channel}" for surface in "cpj" for channel in ("events", "news")),
    "/plans/{plan}/printing/{job}",
    "/h/{code}/printing/{job}",
    "/h/{code}/takeaway.pdf",
}
"""What is asked for and is no page."""

PAGES = [path for path in pages(INTERFACE) if path not in NO_PAGES]
MESSAGES = [" ".join(PAYLOADS[n : n + 2])[:120] for n in range(0, len(PAYLOADS), 2)]
SUBMIT = """([action, names, text]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action })
  for (const name of names)
    form.append(Object.assign(document.createElement("textarea"), { name, value: text }))
  document.body.append(form)
  form.submit()
}"""
KEYS = "lines => lines.map(one => [one.dataset.key, one.querySelector('.words').textContent])"
OPEN_ALL = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true
  for (const button of document.querySelectorAll("main button[data-ask]:not([disabled])")) {
    button.click()
    for (const open of document.querySelectorAll("dialog[open]")) open.close()
  }
}"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Injected]:
    with typed_everywhere(tmp_path_factory.mktemp("injected")) as place:
        yield place


@pytest.fixture(scope="module", params=[False, True], ids=["policy", "no policy"])
def laptop(request: pytest.FixtureRequest, browser: Browser, place: Injected) -> Iterator[Page]:
    """The trainer’s browser, all keys exchanged."""
    with all_keys(browser, place, bypass_csp=request.param) as page:
        yield page


@pytest.fixture(scope="module")
def bare(browser: Browser, place: Injected) -> Iterator[Page]:
    """The same, only without the policy."""
    with all_keys(browser, place, bypass_csp=True) as page:
        yield page


@contextmanager
def all_keys(browser: Browser, place: Injected, *, bypass_csp: bool) -> Iterator[Page]:
    context = new_laptop(browser, bypass_csp=bypass_csp)
    asked = watch(context, place)
    page = open_live(context, place.workshop.console)
    page.goto(f"{place.server.url}/c#{place.server.host_key}")
    expect(page.get_by_role("heading", name="Begin a session")).to_be_visible()
    clean(page)
    yield page
    context.close()
    assert asked == []


def test_every_field_and_every_page_is_known() -> None:
    """A new field belongs into `TYPED` or `NO_WORDS`, what is no page into `NO_PAGES`."""
    fields = {(path, name) for path, names in forms(INTERFACE).items() for name in names}
    assert fields >= TYPED
    words = {(path, name) for path, name in fields if name not in NO_WORDS}
    assert words - TYPED == REFUSED
    assert set(pages(INTERFACE)) >= NO_PAGES


@pytest.fixture(scope="module")
def lobby(place: Injected, browser: Browser) -> list[Page]:
    """Screens that are there from before anybody writes, so that all of it comes to them live."""
    opened = []
    for bypass in (False, True):
        context = new_laptop(browser, bypass_csp=bypass)
        watch(context, place)
        opened += [open_live(context, place.workshop.console)]
        opened += [open_live(context, place.workshop.projector)]
        phone = new_phone(browser, bypass_csp=bypass)
        watch(phone, place)
        opened += [open_live(phone, f"{place.server.url}/j/{place.workshop.code}")]
    for page in opened:
        clean(page)
    write_everywhere(place)
    return opened


def test_what_comes_to_open_screens_is_text(lobby: list[Page]) -> None:
    for console, projector, phone in (lobby[:3], lobby[3:]):
        newest = console.locator("#ideas-external .idea-text", has_text=f"added {PAYLOADS[-1]}")
        expect(newest.first).to_be_attached()
        expect(projector.locator("#lines-external")).to_contain_text(PAYLOADS[-1])
        expect(phone.locator("#question")).to_contain_text(PLAIN[0])
        for page in (console, projector):
            assert [text for text in PAYLOADS if text not in read(page)] == []
        console.evaluate(OPEN_ALL)
        for page in (console, projector, phone):
            clean(page)


def test_what_a_phone_sends_stands_on_it_as_text(
    place: Injected, lobby: list[Page], browser: Browser
) -> None:
    for phone in (lobby[2], lobby[5]):
        for text in PLAIN:
            phone.get_by_label("Your idea").fill(text)
            phone.get_by_role("button", name="Send").tap()
            expect(phone.locator("own-ideas li").filter(has_text=text).first).to_be_attached()
        clean(phone)
        phone.reload()
        connected(phone)
        assert [text for text in PLAIN if text not in read(phone)] == []
        clean(phone)
    bare = new_phone(browser, java_script_enabled=False, bypass_csp=True)
    page = bare.new_page()
    page.goto(f"{place.server.url}/j/{place.workshop.code}")
    page.get_by_label("Your idea").fill(PAYLOADS[12] * 8)
    page.get_by_role("button", name="Send").tap()
    assert page.get_by_label("Your idea").input_value() == PAYLOADS[12] * 8
    bare.close()


def test_a_message_and_an_idea_alone_are_text_on_the_projector(
    place: Injected, lobby: list[Page]
) -> None:
    code = place.workshop.code
    with facilitator(place.server, place.workshop) as client:
        for text in MESSAGES:
            press(client, f"/c/{code}/projector/message", text=text)
            for projector in (lobby[1], lobby[4]):
                expect(projector.locator("#message")).to_contain_text(text)
        for projector in (lobby[1], lobby[4]):
            clean(projector)
        press(client, f"/c/{code}/projector/message", text="")
        keys = lobby[1].locator("#lines-external > li").evaluate_all(KEYS)
        for key, text in keys[:: len(keys) // 6]:
            press(client, f"/c/{code}/projector/spotlight", idea=key)
            for projector in (lobby[1], lobby[4]):
                expect(projector.locator("section.spotlight")).to_contain_text(text)
                clean(projector)
        press(client, f"/c/{code}/projector/spotlight", idea="")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_shows_it_as_text(place: Injected, laptop: Page, path: str) -> None:
    laptop.goto(place.server.url + filled(path, place))
    clean(laptop)
    query = "&".join(f"{name}={{text}}" for name in ASKED)
    laptop.goto(place.server.url + filled(f"{path}?{query}", place, ALL))
    clean(laptop)


@pytest.mark.parametrize("path", sorted(set(forms(INTERFACE)) - {*ENDS}))
def test_every_refusal_shows_it_as_text(place: Injected, bare: Page, path: str) -> None:
    names = forms(INTERFACE)[path]
    for text in (ALL, PAYLOADS[3]):
        with bare.expect_navigation():
            bare.evaluate(SUBMIT, [filled(path, place, text), names, text])
        clean(bare)


def test_a_file_that_is_no_plan_is_named_as_text(place: Injected, laptop: Page) -> None:
    for name in ("'><img src=x onerror=hacked=1>.md", "<svg onload=hacked=1>"):
        laptop.goto(f"{place.server.url}/c")
        content = f"---\n{ALL}\n---\n# {ALL}\n".encode()
        file = {"name": name, "mimeType": "text/markdown", "buffer": content}
        laptop.get_by_label("Choose a plan file").set_input_files(file)  # type: ignore[arg-type]
        expect(laptop.get_by_role("alert")).to_contain_text(name)
        clean(laptop)


@pytest.mark.usefixtures("lobby")
def test_every_document_shows_it_as_text(place: Injected, laptop: Page) -> None:
    for name in KINDS:
        laptop.goto(f"{place.server.url}/h/{place.workshop.code}/{name}")
        clean(laptop)
        assert PLAIN[0] in read(laptop), name
        if name in ("report", "takeaway"):
            assert [text for text in LINES if text not in read(laptop)] == []


@pytest.mark.usefixtures("lobby")
def test_nothing_runs_where_a_document_is_printed(place: Injected, bare: Page) -> None:
    for name in KINDS:
        bare.goto(f"{place.server.url}/h/{place.workshop.code}/{name}")
        bare.emulate_media(media="print")
        assert bare.pdf(prefer_css_page_size=True).startswith(b"%PDF")
        clean(bare)
    bare.emulate_media(media="screen")


def test_a_quiz_is_text_on_every_screen(place: Injected, lobby: list[Page]) -> None:
    write_quiz(place)
    with facilitator(place.server, place.workshop) as client:
        for question, said in (("1", PAYLOADS[3]), ("2", PAYLOADS[8])):
            press(client, f"/c/{place.workshop.code}/quiz/show", question=question)
            for console, projector, phone in (lobby[:3], lobby[3:]):
                expect(projector.locator("#stage")).to_contain_text(said)
                expect(console.locator("#activity-quiz")).to_contain_text(said)
                expect(phone.locator("#activity")).to_contain_text(PAYLOADS[3])
                for page in (console, projector, phone):
                    clean(page)


def test_the_end_shows_it_as_text(place: Injected, lobby: list[Page]) -> None:
    code = place.workshop.code
    with facilitator(place.server, place.workshop) as client:
        press(client, f"/c/{code}/projector/message", text="")
        press(client, f"/c/{code}/projector/blank", on="0")
        press(client, f"/c/{code}/takeaway", on="1")
        press(client, f"/c/{code}/end")
    for console, projector, phone in (lobby[:3], lobby[3:]):
        expect(projector.locator("#thanks")).to_be_visible()
        phone.get_by_role("link", name="Take it home").tap()
        expect(phone.locator("main")).to_contain_text(PLAIN[0])
        for page in (console, projector, phone):
            clean(page)
