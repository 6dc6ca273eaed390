"""schemathesis over the whole HTTP interface: no fault, no exception in the log, no hang.

`make bench ONLY=fuzz` goes on for ten minutes.
"""

from collections.abc import Iterator

import pytest

from tests.faults.fuzzed import Fuzzed, fuzzed
from tests.faults.interface import BY_HAND, NO_FIELDS, described, forms
from tests.faults.schema_cases import Operation, ask, operations

EXAMPLES = 2
"""Of each kind; there are four for every address, two with PostgreSQL."""

SOME_CODE = "K7M4PX"
LABELS = [operation.label for operation in operations(SOME_CODE, {})]


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, module_engine: dict[str, str]
) -> Iterator[Fuzzed]:
    with fuzzed(tmp_path_factory.mktemp("schema"), module_engine) as place:
        yield place


@pytest.fixture(scope="module")
def known(place: Fuzzed) -> dict[str, Operation]:
    return {operation.label: operation for operation in operations(place.code, place.spares)}


@pytest.mark.parametrize("label", LABELS)
def test_whatever_fits_an_address_or_not_is_answered(
    place: Fuzzed, known: dict[str, Operation], module_engine: dict[str, str], label: str
) -> None:
    cookies = [place.cookie] if module_engine else [place.cookie, ""]  # or no log is asked
    ask(place, known[label], cookies, number=1, examples=EXAMPLES)


def test_much_of_it_got_through_the_doors(place: Fuzzed, module_engine: dict[str, str]) -> None:
    assert place.answers.kinds[200] > len(LABELS)
    assert module_engine or place.answers.kinds[403] > len(LABELS)


def test_every_form_that_nothing_declares_is_known() -> None:
    """One that a route reads by itself belongs into `BY_HAND`, one without fields beside it."""
    taking = forms(described())
    assert {path for path, fields in taking.items() if not fields} == NO_FIELDS
    assert set(BY_HAND) < set(taking)
