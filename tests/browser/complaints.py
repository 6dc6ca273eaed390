"""What the pages of all tests complain of: broken rules of their security policy, failed scripts.

A test fails at its end where a page of it complained, whichever test it is: `tests/conftest.py`.
"""

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", event => console.error(
  `Broken rule: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`), true)"""
OF_THE_NETWORK = (
    "Failed to load resource",
    "WebSocket connection to",
    "The Cross-Origin-Opener-Policy header has been ignored",
)
"""What a browser says by itself of refusals, of networks and servers gone, and of plain http."""

_heard: list[str] = []


def listen(browser: Browser) -> None:
    """Hear what the pages of this browser complain of, from their first script on."""
    browser.on("context", _listen)


def taken() -> list[str]:
    """What was heard since this was asked last."""
    told, _heard[:] = [*_heard], []
    return told


def _listen(context: BrowserContext) -> None:
    context.add_init_script(TELL_VIOLATIONS)
    context.on("console", _hear)
    context.on("weberror", lambda failed: _heard.append(f"{failed.error}"))


def _hear(message: ConsoleMessage) -> None:
    if message.type in ("error", "warning") and not message.text.startswith(OF_THE_NETWORK):
        page = message.page.url if message.page else "a page"
        _heard.append(f"{page}: {message.text}")
