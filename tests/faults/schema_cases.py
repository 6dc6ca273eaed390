"""Everything that schemathesis makes of the interface's description, sent to a real server."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import requests
import schemathesis
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from tests.faults.fuzzed import Fuzzed, each, timed
from tests.faults.interface import completed, described

PATIENCE = 75.0
"""Seconds that only a hang can miss: a document has 60 to be printed."""

Operation = Any
"""An address and a method; the library does not name the type."""


def operations(code: str, spares: Mapping[str, str]) -> list[Operation]:
    """Every address with every method, as it is described, for the session of this code."""
    schema = schemathesis.openapi.from_dict(completed(described(), code, spares))
    found: list[Any] = list(schema.get_all_operations())
    return [one.ok() for one in found]


def ask(
    place: Fuzzed, operation: Operation, cookies: Sequence[str], *, number: int, examples: int
) -> None:
    """Send what fits the description and what does not, with each of these cookies."""
    with requests.Session() as wire:
        for mode in GenerationMode:
            cases = operation.as_strategy(generation_mode=mode)
            for cookie in cookies:
                send = partial(_send, place, wire, cookie)
                with suppress(Unsatisfiable):  # every text fits, so that none does not
                    each(cases, send, number=number, examples=examples)


def _send(place: Fuzzed, wire: requests.Session, cookie: str, case: Case[Any]) -> None:
    given = case.as_transport_kwargs(base_url=place.server.url)
    try:
        request = requests.Request(**given).prepare()
    except (requests.RequestException, UnicodeError):
        return  # nothing that could be put on a wire
    request.headers.update({"Accept": "application/json"} | ({"Cookie": cookie} if cookie else {}))
    with timed(place, f"{case.method} {case.formatted_path}") as status:
        answer = wire.send(request, timeout=PATIENCE, allow_redirects=False, stream=True)
        if not answer.headers.get("Content-Type", "").startswith("text/event-stream"):
            assert answer.content is not None  # read to its end
        answer.close()
        status.append(answer.status_code)
    again = case.as_curl_command(headers={"Cookie": "ALL"} if cookie else {})
    assert answer.status_code < 500, f"{answer.status_code} {answer.text[:300]}\n{again}"
