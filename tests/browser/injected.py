"""A server on which every field that a person can type into holds texts that would run a script."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
from playwright.sync_api import BrowserContext, Page, Request

from sessions import gift
from sessions.plan import Choice, Question
from tests.browser.payloads import ALL, PAYLOADS, plan
from tests.browser.surfaces import NAME
from tests.server import Server, running_server
from tests.workshop import JSON, Workshop, facilitator, press

TYPED = {
    # address and field of what people write and screens show: `typed_everywhere` fills each
    ("/plans", "file"),
    ("/j/{code}/ideas", "text"),
    ("/j/{code}/name", "name"),
    ("/c/{code}/sheets", "heading"),
    ("/c/{code}/sheets", "question"),
    ("/c/{code}/sheets/{sheet}/ideas", "text"),
    ("/c/{code}/ideas/{idea}/correct", "text"),
    ("/c/{code}/projector/message", "text"),
    ("/c/words", "text"),
    ("/c/{code}/groups/start", "names"),
    ("/c/{code}/groups/start", "own"),
    ("/c/{code}/groups/start", "task"),
    ("/c/{code}/icebreaker/start", "names"),
    ("/c/{code}/icebreaker/deck", "questions"),
    ("/j/{code}/quiz/{quiz}/{question}", "text"),
    ("/j/{code}/quiz/team", "name"),
    ("/c/{code}/quiz/questions", "file"),
    ("/c/{code}/quiz/{question}/write", "text"),
    ("/c/{code}/grouping/group", "name"),
    ("/c/{code}/grouping/{group}/name", "name"),
}
REFUSED = {
    ("/c/sessions/import", "name"),  # of a file that the command laid ready
}
"""Fields that nothing is kept of."""

NO_WORDS = {
    # names of fields whose values are one of a few, numbers, or keys: all are refused otherwise
    *("id", "key", "plan", "start", "sheet", "idea", "seconds", "cue", "on", "equals"),
    *("action", "host", "locked", "lang", "activity", "counter", "dots", "most", "hidden"),
    *("by", "count", "others", "naming", "minutes", "sheets", "member", "group"),
    *("circle", "circles", "turn", "thrown", "to"),
    *("on-7", "on-8", "ahead", "tries", "answered", "slowest", "socket", "middle"),
    *("source", "led", "question", "choice", "hands", "answer", "size"),
    *("into", "place", "form", "sparks"),
    *("topic", "line", "passage", "part", "until"),
}
FREE = {"FLIPCHART_PERSON_BURST": "1000", "FLIPCHART_PERSON_RATE": "1000"}
HOST = {
    "FLIPCHART_WIFI_NAME": ALL,
    "FLIPCHART_WIFI_PASSWORD": '"><img src=x onerror=1>'[:24],
    "FLIPCHART_NAMES": f'["{NAME}", "<script>hacked=1</script>"]',
    "FLIPCHART_ADDRESS": 'http://"><script>hacked=1</script>',
}
NOTICE = """Object.defineProperty(window, "hacked", {
  set(value) { console.error(`A script of theirs ran on ${location}.`) },
})
document.addEventListener("DOMContentLoaded", () => {
  for (const one of document.querySelectorAll("[autofocus]")) one.focus()
})"""
FOREIGN = """() => {
  const tags = "iframe, frame, object, embed, base, applet, math, foreignObject"
  const runs = /^\\s*(javascript|vbscript|data:text)/i
  const links = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"]
  const goes = (one, name) => one.matches("a") && name === "href"  // where somebody clicks on it
  const found = []
  for (const one of document.querySelectorAll("*")) {
    if (one.matches(tags) || one.matches("meta[http-equiv=refresh]")) found.push(one.outerHTML)
    if (one.matches("script") && !one.getAttribute("src")?.startsWith("/static/"))
      found.push(one.outerHTML)
    for (const { name, value } of one.attributes)
      if (name.startsWith("on") || name === "srcdoc" || links.includes(name) && runs.test(value) ||
        /^(?!data:image).*elsewhere/s.test(value) && links.includes(name) && !goes(one, name))
        found.push(`${one.tagName} ${name}=${value}`)
  }
  return found
}"""
READ = """() => [
  document.title, document.body.textContent,
  ...[...document.querySelectorAll("input, textarea")].map(one => one.value),
].join(" ").replace(/\\s+/g, " ")"""


@dataclass(frozen=True, slots=True)
class Injected:
    """The server, a session there, and the name of the plan in its library."""

    server: Server
    workshop: Workshop
    plan: str


@contextmanager
def typed_everywhere(folder: Path) -> Iterator[Injected]:
    """Every field is filled, and the first topic runs."""
    with running_server(folder / "data", env={**FREE, **HOST}, program="tests.promptly") as server:
        with httpx.Client(base_url=server.url, headers=JSON) as host:
            host.post("/c/key", data={"key": server.host_key}).raise_for_status()
            sent = {"file": ("'\"><img src=x onerror=hacked=1>.md", plan().encode())}
            words = {"lang": "en", "text": "\n".join(PAYLOADS)}
            host.post("/c/words", data=words).raise_for_status()
            name = host.post("/plans", files=sent).raise_for_status().json()["name"]
            opened = host.post("/c/sessions", data={"plan": name}).raise_for_status().json()
        workshop = Workshop(*(opened[one] for one in ("code", "console", "projector", "phone")))
        yield Injected(server, workshop, name)


def write_quiz(place: Injected) -> None:
    """Questions come out of a file, are asked, answered by phone and aloud, and shown."""
    choices = (Choice(PAYLOADS[1], right=True), Choice(PAYLOADS[2], right=False))
    asked = (Question(PAYLOADS[0], choices, PAYLOADS[3]), Question(PAYLOADS[4], (), PAYLOADS[5]))
    file = {"file": (f"{PAYLOADS[6]}.gift", gift.write(asked).encode())}
    path, page = f"/c/{place.workshop.code}", f"{place.server.url}/j/{place.workshop.code}"
    with facilitator(place.server, place.workshop) as client, httpx.Client(headers=JSON) as phone:
        client.post(f"{path}/quiz/questions", files=file).raise_for_status()
        source = re.findall(r'value="(file-\d+)"', client.get(path).text)[0]
        press(client, f"{path}/quiz/start", source=source, led="0")
        quiz = re.findall(r"/quiz/(\d+)/2", phone.get(page).raise_for_status().text)[0]
        team, said = {"name": PAYLOADS[7][:40]}, {"counter": "1", "text": PAYLOADS[8]}
        phone.post(f"{page}/quiz/team", data=team).raise_for_status()
        phone.post(f"{page}/quiz/{quiz}/2", data=said).raise_for_status()
        press(client, f"{path}/quiz/2/write", text=PAYLOADS[9], id="an-answer-given-aloud")
        press(client, f"{path}/quiz/reveal")


def write_everywhere(place: Injected) -> None:
    """The room comes in and writes; a topic runs, and ideas stand on its sheets."""
    path = f"/c/{place.workshop.code}"
    with facilitator(place.server, place.workshop) as client:
        press(client, f"{path}/topics/1/start")
        play(client, path)
        for n in range(0, 12, 3):
            form = {"heading": PAYLOADS[n], "question": " ".join(PAYLOADS[n + 1 : n + 3])}
            press(client, f"{path}/sheets", **form, id=f"sheet-by-hand-{n:04d}")
        press(client, f"{path}/sheets/external/open")
        press(client, f"{path}/sheets/internal/open")
        press(client, f"{path}/sheets/internal/approval", on="1")
        added = "\n".join(f"added {text}" for text in PAYLOADS)
        press(client, f"{path}/sheets/external/ideas", text=added, id="ideas-typed-by-hand")
        press(client, f"{path}/sheets/external/ideas", text="a slip", id="an-idea-with-a-slip")
        number = _newest(client, place.workshop.code)
        press(client, f"{path}/ideas/{number}/correct", text=f"corrected {PAYLOADS[1]}")
        for n, text in enumerate(PAYLOADS):
            _come_in(place, f"idea-of-a-phone-{n:04d}", text, "internal" if n % 4 else "external")
        press(client, f"{path}/ideas/{number}/hide")


def play(client: httpx.Client, path: str) -> None:
    """People without a phone are put into groups, and throw a ball."""
    names = {"names": "\n".join(text[:60] for text in PAYLOADS)}
    groups = {"own": names["names"], "naming": "own", "task": PAYLOADS[0], "sheets": "1"}
    press(client, f"{path}/groups/start", **names, **groups, minutes="5")
    press(client, f"{path}/icebreaker/deck", questions="\n".join(PAYLOADS))
    press(client, f"{path}/icebreaker/start", **names)


def _come_in(place: Injected, id: str, text: str, sheet: str) -> None:
    """Somebody whose name and idea are this text."""
    page = f"{place.server.url}/j/{place.workshop.code}"
    with httpx.Client(headers=JSON) as phone:
        phone.get(page).raise_for_status()
        idea = {"id": id, "sheet": sheet, "text": text}
        phone.post(f"{page}/ideas", data=idea).raise_for_status()
        phone.post(f"{page}/name", data={"name": text}).raise_for_status()


def _newest(client: httpx.Client, code: str) -> int:
    exported = client.get(f"/h/{code}/session.json").raise_for_status().json()
    return max(int(one["number"]) for one in exported["ideas"])


def watch(context: BrowserContext, place: Injected) -> list[str]:
    """Notice scripts that run on the pages of a context; returns what they ask of others."""
    asked: list[str] = []
    ours = (place.server.url, f"http://{NAME}:{place.server.port}", "data:image/", "blob:")

    def note(request: Request) -> None:
        if not request.url.startswith(ours):
            asked.append(request.url)

    context.on("request", note)
    context.add_init_script(NOTICE)
    return asked


def filled(path: str, place: Injected, text: str = "") -> str:
    """An address of the interface for this place; where `text` is given it stands for the rest."""
    known = {"code": place.workshop.code, "plan": place.plan}
    if not text:
        known |= {"document": "guide"}
    for name, value in known.items():
        path = path.replace(f"{{{name}}}", value)
    while "{" in path:
        before, _, rest = path.partition("{")
        path = before + quote(text, safe="") + rest.partition("}")[2]
    return path


def clean(page: Page) -> None:
    """What stands on a page is ours: no tag or attribute of theirs, whatever it would do."""
    assert page.evaluate(FOREIGN) == [], page.url


def read(page: Page) -> str:
    """The words on a page, those in boxes included, with single spaces."""
    text: str = page.evaluate(READ)
    return text
