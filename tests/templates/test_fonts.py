"""The fonts are the files that their README says, each with its licence."""

import hashlib
import re
from pathlib import Path

FONTS = Path(__file__).parents[2] / "templates" / "static" / "fonts"
ROW = re.compile(
    r"^\| `(?P<file>[\w.-]+\.woff2)` .* \| `(?P<sha256>[0-9a-f]{64})` \|$", re.MULTILINE
)


def test_every_font_is_the_file_that_the_readme_names() -> None:
    said = dict(ROW.findall((FONTS / "README.md").read_text(encoding="utf-8")))
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FONTS.glob("*.woff2")
    }
    assert said == found


def test_every_font_has_the_licence_of_its_family_beside_it() -> None:
    licences = sorted(FONTS.glob("*.LICENSE.txt"))
    for file in FONTS.glob("*.woff2"):
        family = [text for text in licences if file.name.startswith(text.name.split(".")[0] + "-")]
        assert len(family) == 1, f"{file.name} needs one licence text, not {len(family)}"
        assert "SIL OPEN FONT LICENSE Version 1.1" in family[0].read_text(encoding="utf-8")
