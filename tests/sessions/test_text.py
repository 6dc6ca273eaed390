import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.text import clean, length, lines, sameness, words

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a \n\t b ", "a b"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066isolated\u2069", "isolated"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("Cafe\u0301", "Caf\u00e9"),
        (FAMILY, FAMILY),
        ("مرحبا بكم", "مرحبا بكم"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<b>&amp;</b> {{ 7*7 }}", "<b>&amp;</b> {{ 7*7 }}"),
        ("a\ud800b", "a?b"),
        ("\u0301\u0302", ""),
        ("\u200d", ""),
    ],
)
def test_what_is_kept_of_what_was_typed(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_stacked_marks_are_cut_to_three() -> None:
    assert clean("z" + "\u0335" * 60 + "a") == "z" + "\u0335" * 3 + "a"


def test_a_family_counts_as_one_letter() -> None:
    assert length(FAMILY + "e\u0301") == 2


def test_words_are_separated_by_white_space() -> None:
    assert words("in ten words or-so") == 4


def test_pasted_lines_are_split_and_cleaned() -> None:
    assert lines("a\r\nb\u2028 c \n\n") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Web site", "website"),
        ("e–mail", "E-Mail"),
        ("“Quoted”", "quoted."),
        ("Really?!", "really"),
        ("STRASSE", "straße"),
    ],
)
def test_case_spacing_and_punctuation_are_set_aside(one: str, other: str) -> None:
    assert sameness(one) == sameness(other)


@pytest.mark.parametrize(
    ("one", "other"), [("?", "!"), ("cafe", "café"), ("a/b", "ab"), ("1", "2")]
)
def test_what_differs_otherwise_stays_different(one: str, other: str) -> None:
    assert sameness(one) != sameness(other)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
