from itertools import islice, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.alike import MOST, Proposal, propose
from tests.sessions.alike_examples import APART, SAME

LANGUAGES = st.sampled_from(["en", "de-AT", "fr", "es_MX", "it", "sv", "pt", "xx", ""])
VOCABULARY = """
no not the of and , IT 5 queue queues queeu call centre call-centre rude staff Staff
unhelpful unhelpfull helpful 👎 before
"""
WORDS = st.sampled_from(VOCABULARY.split())
IDEAS = st.lists(st.lists(WORDS, max_size=4).map(" ".join), max_size=12).map(
    lambda texts: list(enumerate(texts, start=1))
)


def is_joined(one: str, other: str, language: str) -> bool:
    return bool(propose([(1, one), (2, other)], language))


def reason(one: str, other: str, language: str = "en") -> str:
    return str(propose([(1, one), (2, other)], language)[0])


@pytest.mark.parametrize(("language", "pairs"), SAME.items())
def test_what_says_the_same_is_proposed(language: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert [pair for pair in pairs if not is_joined(*pair, language)] == []


@pytest.mark.parametrize(("language", "pairs"), APART.items())
def test_what_only_looks_the_same_is_not(language: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert [pair for pair in pairs if is_joined(*pair, language)] == []


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Queue!", "queue", "The same but for case, accents or signs."),
        ("call centre", "callcentre", "The same but for spaces or hyphens."),
        ("the queue", "queue", "The same but for little words."),
        ("slow and rude", "rude and slow", "The same words in another order."),
        ("Teacher", "teachers", "“Teacher” and “teachers”: one word but for its ending."),
        (
            "rude electrican",
            "rude electrician",
            "“electrican” and “electrician”: one word but for a typing error.",
        ),
    ],
)
def test_a_proposal_says_why(one: str, other: str, said: str) -> None:
    assert reason(one, other) == said


def test_a_proposal_has_all_that_are_alike_in_their_order() -> None:
    ideas = [(9, "the queues"), (2, "Queue"), (5, "no queue"), (7, "queue!"), (8, "noise")]
    assert propose(ideas, "en") == (
        Proposal(
            (2, 7, 9),
            "“%(one)s” and “%(other)s”: one word but for its ending.",
            {"one": "Queue", "other": "queues"},
        ),
    )


def test_what_is_like_only_one_of_two_stays_out() -> None:
    ends = ("elecrticians", "electricians", "electricinas")
    assert is_joined(ends[0], ends[1], "en")
    assert is_joined(ends[1], ends[2], "en")
    near = ("teachres", "teachers", "teacher")
    assert not is_joined(near[0], near[2], "en")
    assert [one.numbers for one in propose(list(enumerate(near)), "en")] == [(0, 1)]


def test_numbers_are_the_same_or_the_ideas_are_not() -> None:
    assert not is_joined("1.5 hours late", "15 hours late", "en")
    assert is_joined("24 h open", "24h open", "en")


def test_ideas_with_a_typing_error_in_two_words_stay_apart() -> None:
    ideas = ["rude electricians, painters", "rude elecrticians, painters"]
    proposals = propose(list(enumerate([*ideas, "rude electricians, paitners"])), "en")
    assert [one.numbers for one in proposals] == [(0, 1)]


def test_a_list_in_a_thousand_orders_is_held_against_few() -> None:
    orders = islice(
        permutations(["noise", "dirt", "heat", "smoke", "crowds", "smell", "rain"]), 1000
    )
    proposals = propose(list(enumerate(map(", ".join, orders))), "en")
    assert sum(len(one.numbers) for one in proposals) == 1000
    assert max(len(one.numbers) for one in proposals) == MOST


def test_a_language_without_rules_still_knows_case_accents_and_typing_errors() -> None:
    assert is_joined("Café Zürich", "cafe zurich", "xx")
    assert is_joined("electricians", "elecrticians", "xx")
    assert not is_joined("teacher", "teachers", "xx")
    assert not is_joined("the queue", "queue", "xx")


def test_scripts_in_which_each_letter_counts_are_compared_exactly() -> None:
    assert not is_joined("内部客户非常重要", "外部客户非常重要", "zh")
    assert not is_joined("مدرسة كبيرة", "مدرسه كبيره", "fa")
    assert is_joined("内部客户", "内部客户。", "zh")


@given(st.text(), st.text(), LANGUAGES)
def test_two_texts_are_alike_both_ways_whatever_they_are(
    one: str, other: str, language: str
) -> None:
    assert is_joined(one, other, language) == is_joined(other, one, language)
    assert is_joined(one, one, language)


@given(IDEAS, LANGUAGES, st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_proposals_are_the_same_in_whatever_order_ideas_are_given(
    ideas: list[tuple[int, str]], language: str, dice: Random
) -> None:
    proposals = propose(ideas, language)
    shuffled = list(ideas)
    dice.shuffle(shuffled)
    assert propose(shuffled, language) == proposals
    numbers = [number for one in proposals for number in one.numbers]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= {number for number, _ in ideas}
    texts = dict(ideas)
    for proposal in proposals:
        assert list(proposal.numbers) == sorted(proposal.numbers)
        assert len(proposal.numbers) > 1
        for one in proposal.numbers:
            for other in proposal.numbers:
                assert is_joined(texts[one], texts[other], language)
