from pathlib import Path

import pytest

from sessions.library_words import WordLists
from sessions.refused import Invalid
from sessions.words import Words, flagged, read

LIST = read("# a remark\nshit\nfuck*\nMerde\nscheiße  # so spelled\n\nass\n*\n")


@pytest.mark.parametrize(
    "text",
    [
        "shit",
        "What SHIT!",
        "sh1t happens",
        "$hit",
        "fucking late",
        "f.u.c.k this",
        "f u c k",
        "fuuuuck",
        "shiiit",
        "Mérde",
        "SCHEISSE",
        "Scheiße",
        "bad-ass",
        "“shit”",
    ],
)
def test_a_word_of_the_list_is_found_however_it_is_spelled(text: str) -> None:
    assert flagged(LIST, text)


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe",
        "Assessors and assistants",
        "a glass of water",
        "Shitake",
        "The mass media",
        "101 questions",
        "a b c",
        "",
        "!!!",
        "Kunden",
    ],
)
def test_a_word_that_only_has_one_inside_is_left_alone(text: str) -> None:
    assert flagged(LIST, text) is None


def test_what_was_found_is_told_as_it_was_written() -> None:
    assert flagged(LIST, "Oh, f.u.c.k that") == "f.u.c.k"
    assert flagged(Words(), "shit") is None


def test_each_list_that_comes_along_flags_its_own_language_and_no_other(tmp_path: Path) -> None:
    lists = WordLists(tmp_path / "none")
    assert lists.languages() == ("de", "en", "es", "fr")
    assert flagged(lists.of("en-GB"), "bullshit")
    assert flagged(lists.of("de-CH"), "So ein Scheiss")
    assert flagged(lists.of("fr"), "quelle merde")
    assert flagged(lists.of("es"), "qué mierda")
    assert flagged(lists.of("en"), "chili con carne") is None
    assert flagged(lists.of("ja"), "shit") is None


def test_a_list_of_ones_own_takes_the_place_of_the_one_that_comes_along(tmp_path: Path) -> None:
    lists = WordLists(tmp_path / "words")
    assert flagged(lists.of("en"), "shit")
    lists.keep("en", "competitor*\r\n")
    assert flagged(lists.of("en"), "our Competitors")
    assert flagged(lists.of("en"), "shit") is None
    lists.keep("nl", "klootzak")
    assert lists.languages() == ("de", "en", "es", "fr", "nl")
    assert flagged(WordLists(tmp_path / "words").of("nl"), "Klootzak!")


@pytest.mark.parametrize("language", ["", "e", "EN", "../x", "english", "日本", "e\0"])
def test_what_is_no_language_has_no_list(tmp_path: Path, language: str) -> None:
    lists = WordLists(tmp_path)
    with pytest.raises(Invalid):
        lists.keep(language, "word")
    assert lists.text(language) == ""
    assert list(tmp_path.iterdir()) == []


def test_too_long_a_list_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    lists = WordLists(tmp_path)
    lists.keep("en", "word")
    with pytest.raises(Invalid, match="too long"):
        lists.keep("en", "word\n" * 20_000)
    assert lists.text("en") == "word"
