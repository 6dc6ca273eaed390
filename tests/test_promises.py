"""Promises name the test that holds them, and those tests are there; each fault is written down."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("document", ["README.md", "docs/security.md"])
def test_every_test_that_a_document_names_is_there(document: str) -> None:
    named = NAMED.findall((ROOT / document).read_text("utf-8"))
    assert named
    lacking = [
        f"{file}::{test}"
        for file, test in named
        if not re.search(rf"def {test}\(", (ROOT / file).read_text("utf-8"))
    ]
    assert lacking == []


def test_every_test_of_faults_is_in_their_table_and_no_other() -> None:
    named = set(re.findall(r"`(test_\w+\.py)`", (ROOT / "docs" / "faults.md").read_text("utf-8")))
    assert named == {one.name for one in (ROOT / "tests" / "faults").glob("test_*.py")}
