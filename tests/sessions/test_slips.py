from itertools import product

import pytest

from sessions.grammar import grammar
from sessions.slips import is_slip, letters_missing

ENGLISH = grammar("en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("electricians", "elecrticians"),
        ("electricians", "electicians"),
        ("electricians", "electrricians"),
        ("electricians", "electricoans"),
        ("electricians", "elekcricians"),
    ],
)
def test_what_fingers_and_ears_do_is_a_slip(one: str, other: str) -> None:
    assert is_slip(one, other, ENGLISH)
    assert is_slip(other, one, ENGLISH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unclear", "nuclear"),
        ("employer", "employee"),
        ("proscribe", "prescribe"),
        ("undertaken", "undertaker"),
        ("grief", "grieef"),
        ("word12345", "word12354"),
    ],
)
def test_what_makes_other_words_is_not(one: str, other: str) -> None:
    assert not is_slip(one, other, ENGLISH)


def test_one_letter_less_is_enough_where_the_other_words_agree() -> None:
    assert not is_slip("paint", "piant", ENGLISH)
    assert is_slip("paint", "piant", ENGLISH, vouched=True)


def test_words_one_error_apart_share_what_is_left_without_a_letter() -> None:
    words = ["painters", "paitners", "paintres", "paiinters", "paiters", "paintors"]
    for one, other in product(words, words[:1]):
        assert set(letters_missing(one)) & set(letters_missing(other)), one
