"""In the workbook all that people wrote is text, and times are dates."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.handouts.exporting import FORMULAS, body, parts, raw, workshop
from tests.sessions.story import START, Story


def texts(workbook: bytes) -> list[str]:
    root = ET.fromstring(parts(workbook)["xl/sharedStrings.xml"])
    return ["".join(one.itertext()) for one in root]


@pytest.mark.parametrize(
    "text", [*FORMULAS, "<r>", "<r><t>x</t></si><si></r>", "_x0041_", "http://x"]
)
def test_all_that_people_wrote_is_text_in_the_workbook(text: str) -> None:
    story = Story()
    raw(story, text)
    made = body(story, "session.xlsx")
    for part in parts(made).values():
        ET.fromstring(part)
        assert "<f>" not in part
        assert "hyperlink" not in part
    decoded = [
        re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), one).strip()
        for one in texts(made)
    ]
    assert text.strip() in decoded


def test_what_xml_cannot_hold_does_not_break_the_workbook() -> None:
    story = Story()
    raw(story, "a\x00\x01\x0b\x1f\ufffe\uffffb")
    for part in parts(body(story, "session.xlsx")).values():
        ET.fromstring(part)


def test_the_workbook_has_three_sheets_with_filters_and_dates() -> None:
    made = parts(body(workshop(), "session.xlsx"))
    assert re.findall('<sheet name="([^"]+)"', made["xl/workbook.xml"]) == [
        *("Ideas", "Timings", "Session")
    ]
    ideas = made["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in ideas
    assert '<autoFilter ref="A1:M8"/>' in ideas
    days = (START + 60) / 86400 + 25569  # since the end of 1899, as Excel counts
    assert pytest.approx(days, abs=1e-8) in [
        float(value) for value in re.findall("<v>([^<]+)</v>", ideas)
    ]
    assert "Sent (UTC)" in texts(body(workshop(), "session.xlsx"))
