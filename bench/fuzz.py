"""Ten minutes each of schemathesis, odd requests and odd plans: no fault, and how long one took.

What is asked of a server is asked with each engine of the log.

FLIPCHART_FUZZ_SECONDS makes each of them shorter or longer. A failure is printed with the
example that it was boiled down to and the number of its round, which draws the same ones again.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

import httpx

from bench.engines import Engine, engines
from bench.figures import figure, heading
from tests.faults.drawing import draw_everything, read
from tests.faults.fuzzed import Fuzzed, each, fuzzed, watched_everywhere
from tests.faults.odd_plans import odd_plans
from tests.faults.odd_requests import PATIENCE, odd_requests, send
from tests.faults.schema_cases import ask, operations

SECONDS = float(os.environ.get("FLIPCHART_FUZZ_SECONDS", "600"))
FIRST_ROUND = 1000
"""The rounds of `make test` have smaller numbers."""


@dataclass(slots=True)
class Failures:
    """What went wrong, each as a text."""

    found: list[str] = field(default_factory=list)

    def within(self, number: int, work: Callable[[], None]) -> None:
        """Do some work of a round, and keep what goes wrong."""
        try:
            work()
        except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
            self.found.append(f"round {number}\n{traceback.format_exc()[-4000:]}")

    def tell(self) -> None:
        """Print them."""
        figure("failures", str(len(self.found)), "0")
        for one in self.found[:5]:
            print(one)


def main() -> None:
    """Run all; the exit code is 1 if anything failed."""
    failures = [ask(*each) for each in engines() for ask in (_schema, _requests)]
    failures.append(_plans())
    if any(one.found for one in failures):
        sys.exit(1)


def _rounds() -> Iterator[int]:
    """Numbers of rounds until the time is up."""
    until = time.monotonic() + SECONDS
    for number in count(FIRST_ROUND):
        if time.monotonic() > until:
            return
        yield number


def _schema(name: str, engine: Engine) -> Failures:
    heading(f"{name}: schemathesis over the whole HTTP interface, {SECONDS:.0f} s")
    failures = Failures()

    def everything(place: Fuzzed, number: int) -> None:
        cookies = (place.cookie, "")
        for operation in operations(place.code, place.spares):
            failures.within(
                number, partial(ask, place, operation, cookies, number=number, examples=12)
            )

    return _asking(failures, everything, engine)


def _requests(name: str, engine: Engine) -> Failures:
    heading(f"{name}: odd fields, queries, headers, cookies, bodies and addresses, {SECONDS:.0f} s")
    failures = Failures()
    drawn = odd_requests()

    def everything(place: Fuzzed, number: int) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            take = partial(send, place, client)
            failures.within(number, partial(each, drawn, take, number=number, examples=600))

    return _asking(failures, everything, engine)


def _asking(
    failures: Failures, everything: Callable[[Fuzzed, int], None], engine: Engine
) -> Failures:
    """Rounds on one server, each in a session of its own that is watched."""

    def all_rounds() -> None:
        with tempfile.TemporaryDirectory() as folder, fuzzed(Path(folder), engine()) as place:
            for number in _rounds():
                other = place.another()
                with watched_everywhere(other):
                    everything(other, number)
            kinds = ", ".join(f"{kind}: {n}" for kind, n in sorted(place.answers.kinds.items()))
            figure("answers", f"{place.answers.kinds.total()} ({kinds})", "no 5xx")
            figure("over 1 s, PDFs left aside", str(place.answers.over_a_second), "0")
            for name, (took, what) in (
                ("slowest answer", place.answers.slowest),
                ("slowest PDF, printed meanwhile", place.answers.slowest_pdf),
            ):
                figure(name, f"{1000 * took:.0f} ms, {what}", "1 s" if "PDF" not in name else "–")

    failures.within(0, all_rounds)  # round 0 is what the server's log says at the end
    failures.tell()
    return failures


def _plans() -> Failures:
    heading(f"odd plan files, read, opened and drawn, {SECONDS:.0f} s")
    failures, reading, drawing = Failures(), [0.0], [0.0]

    def take(raw: str | bytes) -> None:
        began = time.process_time()
        plan = read(raw).plan
        reading.append(time.process_time() - began)
        assert reading[-1] < 1, f"{reading[-1]:.2f} s to read {len(raw)} letters"
        if plan is not None:
            draw_everything(plan)
            drawing.append(time.process_time() - began - reading[-1])

    for number in _rounds():
        failures.within(number, partial(each, odd_plans(), take, number=number, examples=100))
    figure("plans read", f"{len(reading) - 1}, of which {len(drawing) - 1} drawn", "no exception")
    figure("slowest to read", f"{1000 * max(reading):.0f} ms of the processor", "1 s")
    figure("slowest to draw, all surfaces 3 times, 20 documents", f"{max(drawing):.1f} s", "–")
    failures.tell()
    return failures
