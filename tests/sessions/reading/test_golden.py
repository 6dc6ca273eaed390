"""What flipchart-plan/1 makes of a text never changes: sessions read their plans again for years.

Where this fails, the parser is wrong, not the golden file. New fields are added to it by hand.
"""

from pathlib import Path

import msgspec

from sessions.plan_file import parse

GOLDEN = Path(__file__).parent / "golden"


def test_a_plan_of_the_first_format_is_read_as_ever() -> None:
    parsed = parse((GOLDEN / "plan-1.md").read_bytes())
    found = msgspec.json.decode(msgspec.json.encode(parsed))
    found["plan"].pop("text")
    expected = msgspec.json.decode((GOLDEN / "plan-1.json").read_bytes())
    assert found["plan"] == expected["plan"]
    lines = [(problem["line"], problem["error"]) for problem in found["problems"]]
    assert lines == [(problem["line"], problem["error"]) for problem in expected["problems"]]
