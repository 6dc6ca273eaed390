"""The colours are far enough apart to be read, by the contrast ratios of WCAG 2.2."""

import re

import pytest

from templates.style import STATIC

LIGHT, DARK = (
    (STATIC / "css" / name).read_text(encoding="utf-8")
    for name in ("tokens.css", "tokens-dark.css")
)
THEMES = {
    "light": LIGHT,
    "by the system": DARK[: DARK.index(':root[data-theme="dark"]')],
    "dark": DARK[DARK.index(':root[data-theme="dark"]') :],
}
MARKERS = ("marker-blue", "marker-green", "marker-red")
PAIRS = [
    # text, ground, the least ratio: 7 on the projector, 4.5 elsewhere, 3 for borders of controls
    *((marker, ground, 7) for marker in ("ink", *MARKERS) for ground in ("paper", "square")),
    ("ink", "wall-projector", 7),
    ("on-rail", "rail", 7),
    *(("pen-ink", pen, 7) for pen in ("pen-now", "pen-warn", "pen-danger")),
    ("on-over", "over", 7),
    *(("ink-soft", ground, 4.5) for ground in ("paper", "wall", "square-faint")),
    *((f"marker-{ink}", f"tint-{ink}", 4.5) for ink in ("blue", "green", "red")),
    ("paper", "marker-blue", 4.5),
    *((marker, "wall", 4.5) for marker in ("ink", *MARKERS)),
    ("edge", "paper", 3),
]


def colours(theme: str) -> dict[str, str]:
    """The hex colours of a theme; what it does not set is as in the light one."""
    found = re.compile(r"--([a-z-]+): #([0-9a-f]{6});")
    return dict(found.findall(THEMES["light"])) | dict(found.findall(THEMES[theme]))


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_text_stands_out_from_its_ground(theme: str, text: str, ground: str, least: float) -> None:
    found = colours(theme)
    darker, lighter = sorted((luminance(found[text]), luminance(found[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_dark_is_the_same_whether_the_system_or_someone_chose_it() -> None:
    assert colours("dark") == colours("by the system")
