"""Every edition of every document, by the standard for accessible PDFs and by our own rules."""

from functools import cache
from io import BytesIO
from pathlib import Path

import page as checker
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from handouts.kinds import KINDS, Kind
from handouts.options import Options
from handouts.pdf import to_pdf
from tests.handouts.pages import pages
from tests.handouts.printing import EDITIONS, NAMES, built_in, nobody, printed, usual

SMALLEST = 8.95
"""Points; 9 as the file rounds it."""

UNSEEN = 1.5
"""Points up to which a heading is for those who hear it alone."""

editions = pytest.mark.parametrize(("kind", "options"), EDITIONS, ids=NAMES)


@cache
def file(kind: Kind, options: Options) -> PdfReader:
    return PdfReader(BytesIO(printed(kind, options).pdf))


def failures(pdf: bytes, folder: Path, profile: checker.ValidationProfile) -> list[str]:
    """The rules that an independent checker finds broken."""
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    found = checker.validate_pdf(path, profile=profile).failures
    return [f"{one.rule_id}: {one.message}" for one in found]


def standard(options: Options) -> checker.ValidationProfile:
    profiles = checker.ValidationProfile
    return profiles.PDF_A_2A if options.archive else profiles.PDF_UA_1


@editions
def test_it_keeps_the_standard_and_weasyprint_has_nothing_to_say(
    kind: Kind, options: Options, tmp_path: Path
) -> None:
    document = printed(kind, options)
    assert document.complaints == ()
    assert failures(document.pdf, tmp_path, standard(options)) == []


@pytest.mark.parametrize("archive", [False, True], ids=["", "archive"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_one_of_a_session_where_nobody_came_keeps_it_too(
    kind: Kind, archive: bool, tmp_path: Path
) -> None:
    options = replace(usual(kind), archive=archive and kind.archive)
    document = printed(kind, options, nobody)
    assert document.complaints == ()
    assert failures(document.pdf, tmp_path, standard(options)) == []


@editions
def test_it_says_its_title_and_language_and_has_bookmarks(kind: Kind, options: Options) -> None:
    reader = file(kind, options)
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(f"{built_in().title} · ")
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.outline != []


@editions
def test_no_letter_is_under_nine_points_or_off_its_page(kind: Kind, options: Options) -> None:
    for number, page in enumerate(pages(printed(kind, options).pdf), 1):
        assert page.text, f"page {number} is empty"
        for letter in page.letters:
            small = UNSEEN < letter.size < SMALLEST
            assert not small, f"page {number}: {letter} of {letter.size} pt"
        if options.paper != "a4" or kind.name != "sheets":  # tiles are cut through their letters
            outside = [
                one
                for one in page.letters
                if one.left < 0 or one.right > page.width or one.bottom < 0 or one.top > page.height
            ]
            assert outside == [], f"page {number}"


def test_a_broken_document_is_found_broken(tmp_path: Path) -> None:
    without_title_and_language = to_pdf("<h3>A heading of the third level</h3>").pdf
    assert failures(without_title_and_language, tmp_path, standard(Options())) != []
