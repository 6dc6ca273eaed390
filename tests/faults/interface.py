"""The whole HTTP interface as OpenAPI says it, and what no declaration says: forms read by hand.

Whoever adds an address that takes words finds here what has to know of it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.main import create_app
from app.settings import Settings
from facilitator.activities import ACTIVITIES
from handouts.kinds import KINDS, OF_PLAN
from handouts.tables import NAMES

PLAIN = {"/j/{code}": "get", "/j/{code}/ideas": "post"}
"""Addresses by their method that FastAPI does not know of, because they are served without it."""

BY_HAND = {
    "/j/{code}/ideas": ["id", "sheet", "text"],
    "/j/{code}/name": ["name"],
    "/j/{code}/votes/{vote}": ["counter", "on-7", "on-8"],
    "/j/{code}/icebreaker/{turn}": ["to"],
    "/j/{code}/quiz/{quiz}/{question}": ["counter", "choice", "text"],
    "/j/{code}/quiz/team": ["name", "size"],
}
"""Forms that a route reads by itself, so that nothing declares their fields."""

NO_FIELDS = {
    "/j/{code}/ideas/{number}/withdraw",
    "/j/{code}/pulse/{feeling}",
    "/plans/sessions",  # its body is a plan
    "/c/{code}/topics/{topic}/start",
    "/c/{code}/topics/{topic}/pause",
    "/c/{code}/topics/{topic}/resume",
    "/c/{code}/sheets/{sheet}/open",
    "/c/{code}/sheets/{sheet}/close",
    "/c/{code}/ideas/{idea}/restore",
    "/c/{code}/end",
    "/c/{code}/reopen",
    "/c/sessions/{code}/delete",
    "/c/sessions/{code}/ideas/{idea}/erase",
    "/c/{code}/ideas/{idea}/erase",
    "/c/damage/dismiss",
    "/c/{code}/sheets/{sheet}/approve",
    "/c/{code}/sheets/{sheet}/reveal",
    "/c/{code}/ideas/{idea}/approve",
    "/c/{code}/quiet",
    "/c/{code}/grouping/propose",
    "/j/{code}/quiz/{quiz}/time",
    "/c/{code}/quiz/close",
    "/c/{code}/quiz/reopen",
    "/c/{code}/quiz/reveal",
    "/c/{code}/votes/close",
    "/j/{code}/groups/pen",
    "/c/{code}/groups/shuffle",
    "/c/{code}/groups/end",
    "/c/{code}/groups/{group}/list",
    "/c/{code}/groups/{group}/report",
    "/c/{code}/icebreaker/stop",
    "/c/{code}/votes/reopen",
    "/c/{code}/topics/{topic}/cues/{cue}/start",
    "/c/{code}/breaks/end",
    "/c/{code}/missed/{topic}/compare",
    "/c/{code}/missed/{topic}/show",
    "/c/{code}/code",
}
"""What a single button sends, which has nothing in it."""

ENDS = ("/c/sessions/{code}/delete", "/c/{code}/code")
"""After these there is no session of this code any more: they are sent to one of their own."""

ASKED = ("code", "plan", "start", "paper", "easy", "archive", "job", "lang", "after")
"""What stands in queries, most of it read by hand."""

_PRINTED = ["map.pdf", "key.pdf"]  # those that are printed at once
_OF_SESSION = [*KINDS, *NAMES, *_PRINTED]
_OF_PLAN = [*(kind.name for kind in OF_PLAN), *_PRINTED]
OFTEN: dict[str, list[str] | list[int]] = {
    # name: what gets furthest; other values are those that do not fit
    "sheet": ["external", "internal", "jobs"],
    "topic": [1, 2, 3],
    "cue": [1, 2, 3],
    "idea": [*range(1, 20)],
    "number": ["3", "5", "7", "9"],
    "activity": [*ACTIVITIES, ""],
    "into": ["", "40"],
    "group": [0, 1, *range(20, 60)],
    "place": ["1", "2"],
    "form": ["tally", "cloud"],
    "sparks": [0, 2],
    "feeling": ["fast", "lost", "fine"],
    "option": [7, 8, 9],
    "member": ["p0", "p1", "=Ana"],
    "circle": [0, 1],
    "turn": [*range(1, 20)],
    "to": ["", "p0", "=Ana"],
    "vote": [*range(1, 20)],
    "quiz": [*range(1, 20)],
    "question": [0, 1, 4, 5],
    "choice": [0, 1, 2],
    "source": ["all", "lesson", "topic-1"],
    "counter": [1, 2, 3],
    "line": ["check-1-1", "bring-2-1"],
    "plan": ["who-we-are"],
    "paper": ["a4", "letter", "a1"],
    "start": ["09:30", "23:59"],
    "easy": ["1"],
    "archive": ["1"],
    "action": ["5", "9"],
    "lang": ["en", "de"],
    "after": ["1", "9"],
}
ANY = {"type": "string"}
WORDS = {"id": {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"}}

Described = dict[str, Any]


def described() -> Described:
    """What the app says of itself as OpenAPI."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        gate: Any = create_app(Settings(data=Path(folder)))
        found: Described = gate.app.openapi()
    for path, method in PLAIN.items():
        found["paths"][path] = {method: {"responses": {}}}
    return found


def forms(found: Described) -> dict[str, list[str]]:
    """Every address that takes a POST, with the fields that it declares or reads by hand."""
    taking = {}
    for path, methods in found["paths"].items():
        if "post" not in methods:
            continue
        taking[path] = list(BY_HAND.get(path, []))
        for media in methods["post"].get("requestBody", {}).get("content", {}).values():
            schema = media["schema"].get("$ref", "").rpartition("/")[2]
            taking[path] += sorted(found["components"]["schemas"][schema]["properties"])
    return taking


def pages(found: Described) -> list[str]:
    """Every address that can be asked for, with its names in braces."""
    return [path for path, methods in found["paths"].items() if "get" in methods]


def completed(found: Described, code: str, spares: Mapping[str, str]) -> Described:
    """The description with all that a program has to know to get through the doors.

    `spares` has the codes for those of `ENDS`.
    """
    for path, methods in found["paths"].items():
        of = _OF_PLAN if path.startswith("/plans") else _OF_SESSION
        often = {**OFTEN, "code": [spares.get(path, code)], "document": of}
        for method, one in methods.items():
            given = one.setdefault("parameters", [])
            declared = {name["name"] for name in given}
            hidden = [("path", name) for name in ("code", "plan") if f"{{{name}}}" in path]
            hidden += [("query", name) for name in ASKED if method == "get"]
            given.extend(_parameter(*one) for one in hidden if one[1] not in declared)
            for name in given:
                name["schema"] = _often(name["schema"], often.get(name["name"], []))
            if path in BY_HAND:
                one["requestBody"] = _form(BY_HAND[path])
    for schema in found["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            schema["properties"][name] = _often(field, OFTEN.get(name, []))
    return found


def _parameter(place: str, name: str) -> Described:
    return {"in": place, "name": name, "required": place == "path", "schema": ANY}


def _often(schema: Described, values: Sequence[object]) -> Described:
    return {"enum": list(values)} if values else schema


def _form(names: list[str]) -> Described:
    fields = {name: _often(WORDS.get(name, ANY), OFTEN.get(name, [])) for name in names}
    schema = {"type": "object", "properties": fields, "required": names}
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data")
    return {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}
