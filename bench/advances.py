"""Writes the widths of letters, which the word cloud is drawn with, from the packaged fonts."""

import json
from pathlib import Path

from fontTools.ttLib import TTFont

from templates.advances import TABLE, WEIGHT
from templates.style import STATIC

FONTS = (
    # in the order in which a browser looks for a letter: `--sans` in fonts.css
    "atkinson-hyperlegible-next-latin",
    "atkinson-hyperlegible-next-latin-ext",
    "noto-sans-greek",
    "noto-sans-greek-ext",
    "noto-sans-cyrillic",
    "noto-sans-cyrillic-ext",
    "noto-sans-vietnamese",
)


def table() -> str:
    """The table's text: letters by their width in thousandths of an em."""
    widths: dict[str, int] = {}
    for name in FONTS:
        for letter, width in _widths(STATIC / "fonts" / f"{name}-wght-normal.woff2").items():
            widths.setdefault(letter, width)
    letters: dict[int, str] = {}
    for letter in sorted(widths):
        letters[widths[letter]] = letters.get(widths[letter], "") + letter
    ordered = {str(width): letters[width] for width in sorted(letters)}
    return json.dumps(ordered, ensure_ascii=True, indent=0) + "\n"


def _widths(path: Path) -> dict[str, int]:
    with TTFont(path) as font:
        glyphs, em = font.getGlyphSet(location={"wght": WEIGHT}), font["head"].unitsPerEm
        return {
            chr(code): round(1000 * glyphs[name].width / em)
            for code, name in font.getBestCmap().items()
        }


if __name__ == "__main__":
    (Path(__file__).parents[1] / "templates" / TABLE).write_text(table(), encoding="ascii")
