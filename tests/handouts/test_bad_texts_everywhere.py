"""A bad text in every field of a plan and of a person at once is text in every document."""

from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import page as checker
import pytest
from pypdf import PdfReader

from handouts.documents import draw
from handouts.kinds import KINDS, Kind
from handouts.source import Source
from tests.handouts.everywhere import session_of_one_text
from tests.handouts.pages import pages, read_out, without_spaces
from tests.handouts.printing import plan_of, printed, usual
from tests.handouts.test_bad_texts import NASTY, SECRET

AS_THEY_ARE = [text for text in NASTY if text.isascii() and text.isprintable()]
"""Those that can be looked for in a page to the letter."""

kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


class Tags(HTMLParser):
    """The tags of a page with the names of their attributes, and the addresses in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        found = (value or "" for name, value in attrs if name in ("src", "href", "action"))
        self.addresses.update(one for one in found if not one.startswith("data:image/svg+xml,"))


@cache
def all_of_them() -> Source:
    return session_of_one_text(" ".join(NASTY))


@cache
def harmless() -> Source:
    return session_of_one_text("a harmless text")


@cache
def without_letters() -> Source:
    return session_of_one_text("one\0 t\ud800wo\u2028three\ufffd four")


@kinds
def test_no_text_changes_the_tags_of_a_document_or_has_an_address_in_it(kind: Kind) -> None:
    plain = Tags(draw(kind, harmless(), usual(kind)))
    for text in NASTY:
        nasty = Tags(draw(kind, session_of_one_text(text), usual(kind)))
        assert nasty.tags == plain.tags, text
        assert nasty.addresses == plain.addresses, text


@kinds
def test_each_document_of_bad_texts_keeps_the_standard_and_shows_them(
    kind: Kind, tmp_path: Path
) -> None:
    document = printed(kind, source=all_of_them)
    assert document.complaints == ()
    (tmp_path / "bad.pdf").write_bytes(document.pdf)
    found = checker.validate_pdf(tmp_path / "bad.pdf", profile=checker.ValidationProfile.PDF_UA_1)
    assert [one.message for one in found.failures] == []
    text = "".join(without_spaces(page.text) for page in pages(document.pdf))
    assert [bad for bad in AS_THEY_ARE if without_spaces(bad) not in text] == []
    assert SECRET not in text


@kinds
def test_nothing_is_attached_to_or_run_by_a_document_of_bad_texts(kind: Kind) -> None:
    reader = PdfReader(BytesIO(printed(kind, source=all_of_them).pdf))
    assert dict(reader.attachments) == {}
    assert "/OpenAction" not in reader.root_object
    assert "/JavaScript" not in reader.root_object.get("/Names", {})
    opened = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    assert opened == []


@kinds
def test_what_yaml_can_escape_is_no_letter_of_a_page(kind: Kind) -> None:
    escaped = r'"Half a letter \uD800, nothing \0, a bell \a and \uFFFE"'
    text = f"---\nformat: flipchart-plan/1\ntitle: {escaped}\n---\n\n## A topic (5 min)\n"
    source = Source(plan_of(text), session_of_one_text("x").session)
    assert "\0" in source.plan.title
    html = draw(kind, source, usual(kind))
    assert "Half a letter" in html
    assert not set(html) & {"\ud800", "\0", "\a", "\ufffe"}


def test_a_picture_of_what_no_font_has_is_still_drawn() -> None:
    document = printed(KINDS["report"], source=without_letters)
    assert document.complaints == ()
    assert "one two three? four" in read_out(document.pdf)
