"""The filters of paper: room to write, pictures with words, and the ink of the markers."""

import re
from urllib.parse import unquote

import pytest
from markupsafe import Markup

from templates.paper import INKS, legible, letter, picture, printed, qr_picture
from templates.style import STATIC


def test_an_ellipsis_alone_is_a_line_to_write_on() -> None:
    html = printed("My word:\n\n…\n\n1. …\n2. me\n3. ...\n\nAnd so on …")
    assert html.count('class="blank"') == 3
    assert "<li>me</li>" in html
    assert "<p>And so on …</p>" in html


def test_a_heading_in_prose_is_no_heading_of_the_document() -> None:
    assert printed("#### Small") == '<p class="small-head">Small</p>\n'


def test_html_and_pictures_in_prose_are_text() -> None:
    html = printed("<b>x</b> ![y](file:///etc/passwd)")
    assert "<b>" not in html
    assert "<img" not in html


def test_a_picture_says_what_it_shows_and_is_drawn_in_its_ink() -> None:
    drawn = picture(
        Markup('<svg viewBox="0 0 1 1" stroke="currentColor"></svg>'), "5 <times>", "red"
    )
    assert 'alt="5 &lt;times&gt;"' in drawn
    assert "currentColor" not in drawn
    assert INKS["red"].removeprefix("#") in drawn


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one\ttwo\nthree", "one\ttwo\nthree"),
        ("nul\0, a bell \a and \x9f", "nul, a bell  and "),
        ("half \ud800 a letter", "half  a letter"),
        ("\ue000\ufffe\ufdd0", ""),
        ("one\u2028two\u2029three\ufffd", "one\ntwo\nthree?"),
        (
            "👩\u200d👧 a\u0301 \u202eשלום\u202c \u00ad",
            "👩\u200d👧 a\u0301 \u202eשלום\u202c \u00ad",
        ),
    ],
    ids=ascii,
)
def test_what_no_font_has_a_letter_for_is_left_out(text: str, read: str) -> None:
    assert legible(text) == read


def test_a_picture_can_be_drawn_whatever_is_written_in_it() -> None:
    drawn = unquote(picture(Markup("<svg ><text>half \ud800 and \0</text></svg>")))
    assert "<text>half  and </text>" in drawn


def test_a_qr_code_is_a_picture_with_words() -> None:
    assert 'alt="Join"' in qr_picture("HTTP://192.168.8.20:8000/J/K7M4PX", "Join")


def test_letters_of_answers_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]


def test_the_inks_are_those_of_the_look() -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text("utf-8")
    said = dict(re.findall(r"--(ink|marker-\w+): (#\w+)", tokens))
    assert {
        "black": said["ink"],
        **{ink: said[f"marker-{ink}"] for ink in ("blue", "green", "red")},
    } == INKS


def test_the_line_under_a_heading_is_the_one_that_screens_draw() -> None:
    path = re.search(
        r'd="([^"]+)"', (STATIC.parent / "shared" / "underline.html").read_text("utf-8")
    )
    assert path is not None
    for ink, colour in INKS.items():
        svg = (STATIC / "img" / f"underline-{ink}.svg").read_text("utf-8")
        assert path[1] in svg
        assert colour in svg
