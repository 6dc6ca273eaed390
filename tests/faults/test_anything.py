"""Anything at all is sent to every address: never a fault, always a sentence, and pages go on.

`make bench ONLY=fuzz` goes on for ten minutes.
"""

from pathlib import Path

import httpx

from tests.faults.fuzzed import each, fuzzed
from tests.faults.odd_requests import PATIENCE, TAKING, odd_requests, send

EXAMPLES = 120


def test_every_address_that_takes_something_is_known() -> None:
    assert len(TAKING) > 30
    assert "/j/{code}/ideas" in TAKING


def test_anything_is_answered_with_a_sentence_and_the_pages_go_on(
    tmp_path: Path, engine: dict[str, str]
) -> None:
    with fuzzed(tmp_path, engine) as place, httpx.Client(timeout=PATIENCE) as client:
        each(
            odd_requests(),
            lambda request: send(place, client, request),
            number=1,
            examples=EXAMPLES,
        )
        assert place.answers.kinds[200] + place.answers.kinds[303] > EXAMPLES // 10
