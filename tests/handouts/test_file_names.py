"""What a file is called says what it is, and takes nobody anywhere else, whatever its title is."""

import re
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handouts.answers import as_file
from handouts.file_names import data_name, file_name
from handouts.kinds import KINDS
from handouts.options import Options
from handouts.source import Source
from handouts.tables import NAMES
from tests.handouts.printing import built_in

_HEADER = re.compile(
    r"""attachment; filename="([ !#$&-\[\]-~]*)"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)"""
)


def titled(title: str) -> Source:
    return Source(replace(built_in(), title=title))


def saved_as(name: str) -> str:
    """What a browser calls the file (RFC 6266, RFC 8187)."""
    header = as_file(b"", "application/pdf", name).headers["content-disposition"]
    found = _HEADER.fullmatch(header)
    assert found is not None, header
    return unquote(found[2], errors="strict")


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Who we are and what we do", "Who we are and what we do - guide.pdf"),
        ("../../etc/passwd", "etc passwd - guide.pdf"),
        ("C:\\Windows\\system32", "C Windows system32 - guide.pdf"),
        ("One\r\nSet-Cookie: a=b", "One Set-Cookie a=b - guide.pdf"),
        ('Say "yes"; filename="x.exe"', "Say yes ; filename= x.exe - guide.pdf"),
        ("Кто мы – и что делаем", "Кто мы – и что делаем - guide.pdf"),
        ("Übung 100% “sicher”", "Übung 100% “sicher” - guide.pdf"),
        ("fdp.\u202eexe", "fdp. exe - guide.pdf"),
        ("…", "… - guide.pdf"),
        ("  . . ", "Workshop - guide.pdf"),
        ("???", "Workshop - guide.pdf"),
        ("x" * 300, "x" * 80 + " - guide.pdf"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_can_have(title: str, called: str) -> None:
    assert file_name(KINDS["guide"], titled(title), Options()) == called
    assert saved_as(called) == called


def test_a_name_says_which_edition_it_is() -> None:
    source = titled("Tea")
    for kind, options, called in (
        ("handout", Options(easy=True), "Tea - handout - easy-read.pdf"),
        ("report", Options(archive=True), "Tea - report - archive.pdf"),
        ("guide", Options("letter"), "Tea - guide - letter.pdf"),
        ("sheets", Options("a1"), "Tea - sheets.pdf"),
        ("sheets", Options("a4"), "Tea - sheets - a4.pdf"),
    ):
        assert file_name(KINDS[kind], source, options) == called
    assert data_name("ideas.csv", source) == "Tea - ideas.csv"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Übung.pdf", "Ubung.pdf"),
        ("50 % – “so”.pdf", "50 so.pdf"),
        ("Кто мы - guide.pdf", "guide.pdf"),
        ("\uff02 - map.pdf", "map.pdf"),  # which looks like a quotation mark and would become one
        ("… - map.pdf", "map.pdf"),
        ("Tea - guide.pdf", "Tea - guide.pdf"),
    ],
)
def test_old_programs_read_a_name_of_plain_letters(name: str, plain: str) -> None:
    header = as_file(b"", "text/csv", name).headers["content-disposition"]
    assert header.startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''")


@given(st.text(max_size=120))
def test_any_title_is_one_name_in_one_line(title: str) -> None:
    for name in (
        file_name(KINDS["takeaway"], titled(title), Options("letter", easy=True)),
        *(data_name(one, titled(title)) for one in NAMES),
    ):
        assert name == PurePosixPath(name).name == PureWindowsPath(name).name
        assert name.isprintable()
        assert not name.startswith(".")
        assert saved_as(name) == name
