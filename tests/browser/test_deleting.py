"""Deleting a session and erasing an idea, asked about in a box that names them."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import violations
from tests.server import Server
from tests.workshop import JSON, Workshop, facilitator, open_workshop, press


@pytest.fixture
def opened(server: Server) -> Workshop:
    return open_workshop(server)


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def page(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser that holds the host's cookie, with scripts and without."""
    with httpx.Client(base_url=server.url, headers=JSON, trust_env=False) as host:
        host.post("/c/key", data={"key": server.host_key}).raise_for_status()
        cookies = [
            {"name": name, "value": value, "url": server.url}
            for name, value in host.cookies.items()
        ]
    context = browser.new_context(java_script_enabled=request.param)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_a_session_is_deleted_after_a_question_that_names_it(
    page: Page, server: Server, opened: Workshop
) -> None:
    page.goto(f"{server.url}/c")
    row = page.locator("li", has=page.locator(f'a[href*="/c/{opened.code}#"]'))
    row.get_by_role("link", name="Delete: Who we are").click()
    expect(page.get_by_role("heading", name="Delete this session?")).to_be_visible()
    named = page.locator(".named")
    expect(named).to_contain_text("Who we are and what we do")
    expect(named).to_contain_text(opened.code[:3])
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url(f"{server.url}/c")
    expect(page.locator(f'a[href*="/c/{opened.code}#"]')).to_have_count(0)
    assert httpx.get(opened.projector, trust_env=False).status_code == 404


@pytest.mark.parametrize("page", [True], indirect=True, ids=["scripts"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_question_is_for_everybody(
    page: Page, server: Server, opened: Workshop, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{server.url}/c")
    page.get_by_role("link", name="Delete: Who we are").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert httpx.get(opened.projector, trust_env=False).status_code == 200


def test_a_hidden_idea_is_erased_for_good_on_the_console(
    browser: Browser, server: Server, opened: Workshop
) -> None:
    with facilitator(server, opened) as client:
        press(client, f"/c/{opened.code}/topics/1/start")
        press(
            client,
            f"/c/{opened.code}/sheets/external/ideas",
            text="Unmistakable words",
            id="written-by-the-trainer-1",
        )
        found = client.get(f"/h/{opened.code}/session.json").json()["ideas"]
        press(client, f"/c/{opened.code}/ideas/{found[0]['number']}/hide")
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(opened.console)
    page.locator("#see-hidden").click()
    page.get_by_role("button", name="Erase for good").click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("“Unmistakable words”")
    assert violations(page) == []
    box.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_text("Erased for good. Nothing brings it back.")).to_be_visible()
    expect(page.locator(".hidden-lines li")).to_have_count(0)
    expect(box).to_be_hidden()
    context.close()
