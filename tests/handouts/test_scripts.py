"""Scripts beside Latin: some come with Flipchart, the others from the fonts of the system."""

from functools import cache
from io import BytesIO
from pathlib import Path

import page as checker
import pytest
from pypdf import PdfReader

from handouts.documents import draw
from handouts.kinds import KINDS
from handouts.options import Options
from handouts.pdf import Printed, to_pdf
from handouts.source import Source
from tests.handouts.pages import pages, without_spaces
from tests.handouts.printing import plan_of

PACKAGED = {"Ελληνικά Ω": "Noto-Sans-Greek", "Кириллица Ґ": "Noto-Sans-Cyrillic", "Tiếng Việt": ""}
OF_THE_SYSTEM = ["العربية", "עברית", "中文", "日本語", "ไทย", "👩‍👩‍👧‍👦 🇪🇺 😀"]


@cache
def handout(words: str) -> Printed:
    text = (
        "---\nformat: flipchart-plan/1\ntitle: Scripts\nlang: en\n---\n\n"
        f"## {words} (5 min)\n\nSummary: {words}\n\n### Flip chart\n- `one` {words}\n"
    )
    return to_pdf(draw(KINDS["handout"], Source(plan_of(text)), Options()))


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts that are in a file."""
    found = set()
    for one in PdfReader(BytesIO(pdf)).pages:
        for font in one["/Resources"]["/Font"].values():  # type: ignore[index]
            found.add(str(font["/BaseFont"]).partition("+")[2])
    return found


@pytest.mark.parametrize("words", [*PACKAGED, *OF_THE_SYSTEM])
def test_words_in_any_script_are_written_and_can_be_read_out(words: str, tmp_path: Path) -> None:
    document = handout(words)
    assert document.complaints == ()
    path = tmp_path / "handout.pdf"
    path.write_bytes(document.pdf)
    assert checker.validate_pdf(path, profile=checker.ValidationProfile.PDF_UA_1).failures == []


@pytest.mark.parametrize("words", PACKAGED)
def test_greek_cyrillic_and_vietnamese_need_no_font_of_the_system(words: str) -> None:
    document = handout(words)
    ours = ("Atkinson", "Caveat", "Noto-Sans")
    assert all(name.startswith(ours) for name in fonts(document.pdf)), fonts(document.pdf)
    text = "".join(without_spaces(one.text) for one in pages(document.pdf))
    assert without_spaces(words) in text
