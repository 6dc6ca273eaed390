"""A page that breaks its security policy, or whose script fails, is noticed."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.complaints import taken

POLICY = "default-src 'self'; script-src 'self' 'nonce-x'; require-trusted-types-for 'script'"


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>one = 1</script>", "Broken rule: script-src-elem inline"),
        ("<b onclick='one = 1'>", "Broken rule: script-src-attr inline"),
        ("<b style='color: red'>", "Broken rule: style-src-attr inline"),
        ("<img src='http://elsewhere.test/a.png'>", "img-src http://elsewhere.test/a.png"),
        (
            "<script nonce=x>document.body.innerHTML = '<b>'</script>",
            "Broken rule: require-trusted-types-for",
        ),
        ("<script nonce=x>nothing.of.this()</script>", "nothing is not defined"),
    ],
)
def test_what_a_page_does_wrong_is_heard(page: Page, body: str, complaint: str) -> None:
    def answer(route: Route) -> None:
        headers = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
        route.fulfill(body=f"<!doctype html><body>{body}", headers=headers)

    page.route("**/*", answer)
    page.goto("http://nowhere.test/")
    page.evaluate("new Promise(requestAnimationFrame)")
    page.close()
    assert complaint in " ".join(taken())
