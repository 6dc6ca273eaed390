"""A classroom for the journey: the trainer’s console and projector, three phones, and a laptop."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.surfaces import NAME, connected, new_laptop, new_phone, open_live
from tests.server import Server, running_server

NOTE_ACTION = """document.addEventListener("live", () => {
  const { value } = document.querySelector("#undo input") ?? { value: "none" }
  document.documentElement.dataset.action = value
})"""
NAMES = {"FLIPCHART_NAMES": f'["{NAME}"]'}


@dataclass(slots=True)
class Laptop:
    """The trainer’s laptop: a server that can lose its power, and come back where it was."""

    stack: ExitStack
    server: Server

    def die(self) -> None:
        """As in a loss of power."""
        self.server.kill()

    def start(self) -> None:
        """Start again, on the same port and data."""
        again = running_server(self.server.data, port=self.server.port, env=NAMES)
        self.server = self.stack.enter_context(again)


@dataclass(slots=True)
class Classroom:
    """All pages of a workshop. Ben’s phone runs no scripts, Cleo’s came by a name of the laptop."""

    laptop: Laptop
    code: str
    console: Page
    projector: Page
    ann: Page
    ben: Page
    cleo: Page

    def press(self, key: str, answer: str) -> None:
        """Press a key on the console, read what was done, and see the page redrawn."""
        page = self.console.locator("html")
        before = page.get_attribute("data-action") or ""
        self.console.keyboard.press(key)
        expect(self.console.locator("#said")).to_have_text(answer)
        expect(page).not_to_have_attribute("data-action", before)

    def type_idea(self, text: str) -> None:
        """Add an idea on the sheet that is looked at, for someone without a phone."""
        self.console.keyboard.press("a")
        self.console.keyboard.type(text)
        self.press("Enter", f"Added “{text}”.")
        self.console.locator("#add-text").blur()

    def choose_sheet(self, sheet: str) -> None:
        """Look at a sheet, by its tab."""
        self.console.locator("#sheet-tabs [tabindex='0']").focus()
        while self.console.locator(f"#tab-{sheet}[aria-selected=true]").count() == 0:
            self.console.keyboard.press("ArrowRight")


@contextmanager
def classroom(browser: Browser, folder: Path) -> Iterator[Classroom]:
    """A trainer opens a session at the library, the projector from the console, and phones join."""
    with ExitStack() as stack:
        server = stack.enter_context(
            running_server(folder / "data", env=NAMES, program="tests.promptly")
        )
        console, code = _begin(browser, server)
        with console.expect_popup() as opened:
            console.keyboard.press("d")
        projector = opened.value
        connected(projector)
        by_name = f"http://{NAME}:{server.port}/j/{code}"
        scanned = projector.locator("#lobby .address").inner_text()
        ann = open_live(new_phone(browser), f"HTTP://{scanned.upper()}/J/{code}")
        ben = new_phone(browser, java_script_enabled=False).new_page()
        _type_code(ben, server, code)
        cleo = open_live(new_phone(browser), by_name)
        yield Classroom(Laptop(stack, server), code, console, projector, ann, ben, cleo)
        for page in (console, ann, ben, cleo):
            page.context.close()


def _begin(browser: Browser, server: Server) -> tuple[Page, str]:
    console = new_laptop(browser).new_page()
    console.add_init_script(NOTE_ACTION)
    console.goto(f"{server.url}/c#{server.host_key}")
    console.get_by_role("button", name="Open the session").press("Enter")
    connected(console)
    return console, console.url.rpartition("/")[2]


def _type_code(phone: Page, server: Server, code: str) -> None:
    phone.goto(server.url)
    phone.get_by_label("Code").fill(f"{code[:3].lower()} {code[3:].lower()}")
    phone.get_by_role("button", name="Join").tap()
    expect(phone.get_by_role("heading", name="Who we are and what we do")).to_be_visible()
