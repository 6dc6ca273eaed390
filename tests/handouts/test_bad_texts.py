"""Whatever people and plans write is text on paper, all of it, and nothing is fetched for it."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from handouts.documents import draw
from handouts.kinds import KINDS, OF_PLAN
from handouts.options import Options
from handouts.pdf import ORIGIN, to_pdf
from handouts.source import Source
from sessions import people, sheets
from templates.face import static
from tests.handouts.pages import pages, read_out, without_spaces
from tests.handouts.printing import as_it_is, plan_of, printed
from tests.sessions.story import Story

NASTY = [
    "<b>bold</b><script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "<link rel=attachment href=file:///etc/passwd>",
    "</style><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% include 'x' %}",
    "a\u0301" + "\u0301" * 49 + "b",
    "\u202egnirts\u202c right \u200fto left",
    "👩‍👩‍👧‍👦 and 🇪🇺",
    "\ud800 lone",
    "nul\x00nul",
    "שלום عالم",
]
ALL = ("takeaway", "report", "certificate")
SECRET = Path("/etc/passwd").read_text("utf-8").splitlines()[0]


@cache
def nasty() -> Source:
    """A session in which everything that can be typed is nasty."""
    plan = Story().plan.replace("title: A short workshop", "title: '../<b>Plan</b>'")
    story = Story(plan=plan.replace("- Paper", f"- {NASTY[1]}\n- {NASTY[0]}"))
    story.do(sheets.open_sheet("external"))
    for n, text in enumerate(NASTY):
        story.send(text, id=f"nasty-idea-number-{n:03d}")
        story.do(people.give_name(f"p{n}", text[:60]), by=f"p{n}")
    story.do(sheets.add("<i>Heading</i> & more", NASTY[1]))
    story.send("On it", sheet=story.state.sheets.all[-1].id, id="nasty-idea-on-sheet")
    return as_it_is(story)


@pytest.mark.parametrize("name", ALL)
def test_a_document_of_nasty_texts_is_whole_and_shows_them_as_text(name: str) -> None:
    document = printed(KINDS[name], source=nasty)
    text = "".join(without_spaces(page.text) for page in pages(document.pdf))
    assert document.complaints == ()
    assert "<script>alert(1)</script>" in text
    assert "<linkrel=attachmenthref=file:///etc/passwd>" in text
    assert "{{7*7}}" in text
    assert "display:none" in text
    assert SECRET not in text


@pytest.mark.parametrize("name", [kind.name for kind in OF_PLAN])
def test_a_plan_with_html_in_it_prints_it_as_text(name: str) -> None:
    html = draw(KINDS[name], nasty(), Options(KINDS[name].papers[0]))
    assert "<img src=file" not in html
    assert "<script>alert" not in html


def test_nothing_is_attached_or_linked_from_what_people_write() -> None:
    reader = PdfReader(BytesIO(printed(KINDS["takeaway"], source=nasty).pdf))
    assert dict(reader.attachments) == {}
    names = reader.root_object.get("/Names", {})
    assert "/EmbeddedFiles" not in names
    assert "/JavaScript" not in names


@pytest.mark.parametrize(
    "html",
    [
        "<img src='file:///etc/passwd' alt='x'>",
        "<img src='http://127.0.0.1:9/x.png' alt='x'>",
        "<link rel=stylesheet href='file:///etc/passwd'>",
        "<style>@import 'http://127.0.0.1:9/x.css'; p { background: url(/etc/passwd) }</style><p>x",
        "<object data='file:///etc/passwd'></object>",
        "<link rel=attachment href='file:///etc/passwd'>",
        "<img src='/static/../../../../../etc/passwd' alt='x'>",
        "<img src='data:text/html,<p>x' alt='x'>",
        f"<link rel=attachment href='{ORIGIN}{static('')}{'../' * 9}etc/passwd'>",
    ],
)
def test_even_html_of_our_own_could_load_nothing_but_our_files(html: str) -> None:
    document = to_pdf(f"<html lang=en><title>t</title><h1>Heading</h1>{html}</html>")
    assert len(document.complaints) >= 1
    assert dict(PdfReader(BytesIO(document.pdf)).attachments) == {}
    assert SECRET.encode() not in document.pdf


def test_a_hundred_long_ideas_on_a_sheet_are_all_there_and_none_is_cut() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    ideas = [(f"w{n:03d}" + "x" * (n % 2) + " " * (1 - n % 2)) * 40 for n in range(100)]
    for n, idea in enumerate(ideas):
        story.send(idea[:-1] + ".", id=f"long-idea-number-{n:04d}")
    source = as_it_is(story)
    for name in ("takeaway", "report"):
        document = to_pdf(draw(KINDS[name], source, Options()))
        text = without_spaces(read_out(document.pdf))
        missing = [idea for idea in ideas if without_spaces(idea[:-1]) + "." not in text]
        assert (missing, document.complaints) == ([], ())
        for page in pages(document.pdf):
            assert max(one.right for one in page.letters) < page.width - 15
            assert min(one.bottom for one in page.letters) > 8


def test_a_word_of_three_thousand_letters_is_broken_and_stays_on_the_page() -> None:
    word = "x" * 3_000
    plan = plan_of(Story().plan.replace("- SAY 5m: Welcome.", f"- SAY 5m: {word}"))
    found = pages(to_pdf(draw(KINDS["guide"], Source(plan), Options())).pdf)
    letters = [one for page in found for one in page.letters if one.text == "x"]
    assert len(letters) >= len(word)
    assert max(one.right for one in letters) < found[0].width - 10


def test_a_plan_of_two_hundred_topics_is_drawn_and_one_of_thirty_printed() -> None:
    def many(count: int) -> Source:
        topics = (f"## Topic {n} (5 min)\n\n- SAY 5m: Words {n}.\n" for n in range(1, count + 1))
        head = "---\nformat: flipchart-plan/1\ntitle: Many\nlang: en\n---\n\n"
        return Source(plan_of(head + "\n".join(topics)))

    drawn = draw(KINDS["pack"], many(200), Options())
    assert all(f'id="topic-{n}"' in drawn for n in range(1, 201))
    document = to_pdf(draw(KINDS["guide"], many(30), Options()))
    assert document.pages >= 30
    assert document.complaints == ()
