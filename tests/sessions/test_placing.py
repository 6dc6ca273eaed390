"""Groups are even, keep apart who has met, and take in who comes late."""

from typing import Any

import pytest

from sessions import group_work, opening, placing
from sessions.groups import OUT
from sessions.placing import Wishes
from sessions.refused import Invalid, Refused, Unknown
from tests.sessions.grouped import CALLED, Grouping, cue


@pytest.mark.parametrize(
    ("phones", "size", "sizes"),
    [(11, 4, [4, 4, 3]), (12, 3, [3, 3, 3, 3]), (3, 2, [3]), (5, 4, [3, 2]), (2, 2, [2])],
)
def test_groups_of_a_size_are_even_and_nobody_is_alone(
    phones: int, size: int, sizes: list[int]
) -> None:
    story = Grouping(phones)
    story.form(size=size)
    assert [len(one) for one in story.members()] == sizes
    assert len({who for one in story.members() for who in one}) == phones


def test_a_number_of_groups_takes_in_people_without_phones() -> None:
    story = Grouping(3)
    story.form(number=2, names="Ana\nAna\nBo", others=2)
    assert [len(one) for one in story.members()] == [4, 4]
    everybody = {who for one in story.members() for who in one}
    assert everybody == {"p0", "p1", "p2", "=Ana", "=Ana (2)", "=Bo", "+1", "+2"}


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({"size": 0}, "two people or more"),
        ({"size": 1}, "two people or more"),
        ({"size": 7}, "only 6 people"),
        ({"number": 0}, "1 to 3 groups"),
        ({"number": 4}, "1 to 3 groups"),
        ({"number": -1}, "1 to 3 groups"),
        ({"others": -1}, "from 0 to 500"),
        ({"others": 501}, "from 0 to 500"),
        ({"names": "a" * 61}, "at most 60"),
        ({"task": "a" * 401}, "at most 400"),
        ({"seconds": -60}, "0 to 240"),
    ],
)
def test_groups_that_cannot_be_are_refused(wishes: dict[str, Any], why: str) -> None:
    story = Grouping(6)
    with pytest.raises(Invalid, match=why):
        story.form(**wishes)
    assert story.state.groups.last is None


@pytest.mark.parametrize("phones", [0, 1])
def test_an_empty_room_makes_no_groups(phones: int) -> None:
    story = Grouping(phones)
    for decision in (placing.form(Wishes(CALLED, number=1), 1), placing.form_from_cue(cue(), 1, 1)):
        with pytest.raises(Refused, match="needs two people"):
            story.do(decision)


@pytest.mark.parametrize(
    ("phones", "number", "rounds"), [(9, 3, 4), (12, 4, 3), (20, 5, 4), (24, 6, 4), (240, 60, 5)]
)
def test_shuffling_again_repeats_no_pair_where_that_is_possible(
    phones: int, number: int, rounds: int
) -> None:
    story = Grouping(phones)
    story.form(number=number)
    met = story.pairs()
    for seed in range(2, 1 + rounds):
        story.do(placing.shuffle(seed))
        assert not met & story.pairs()
        met |= story.pairs()


def test_where_all_have_met_groups_are_made_all_the_same() -> None:
    story = Grouping(4)
    story.form(number=2)
    for seed in range(5):
        story.do(placing.shuffle(seed))
        assert [len(one) for one in story.members()] == [2, 2]


def test_the_same_seed_makes_the_same_groups_and_another_one_others() -> None:
    first, second, third = Grouping(12), Grouping(12), Grouping(12)
    first.form(seed=7)
    second.form(seed=7)
    third.form(seed=8)
    assert first.members() == second.members() != third.members()


def test_a_thousand_people_are_put_into_groups() -> None:
    story = Grouping(1000)
    story.form(number=50)
    story.do(placing.shuffle(2))
    assert {len(one) for one in story.members()} == {20}


def test_who_comes_late_is_in_the_smallest_group() -> None:
    story = Grouping(11)
    story.form()
    for who in ("late-1", "late-2", "late-3"):
        story.join(who)
    assert [len(one) for one in story.members()] == [5, 5, 4]
    assert [story.round.group_of(f"p{rank}") for rank in (11, 12, 13)] == [2, 0, 1]
    story.do(placing.shuffle(3))
    assert sorted(len(one) for one in story.members()) == [4, 5, 5]


def test_people_are_moved_and_taken_out_and_that_is_undone() -> None:
    story = Grouping(6)
    story.form(number=2)
    one = story.members()[0][0]
    story.do(placing.place(one, 1))
    assert [len(group) for group in story.members()] == [2, 4]
    story.do(placing.place(one, OUT))
    assert [len(group) for group in story.members()] == [2, 3]
    assert story.do(placing.place(one, OUT)) == ()
    story.do(opening.undo(None))
    story.do(opening.undo(None))
    assert story.members()[0].count(one) == 1
    for who, group in (("p99", 0), (one, 2), (one, -2), ("=Nobody", 0), ("px", 0)):
        with pytest.raises(Unknown):
            story.do(placing.place(who, group))


def test_when_everybody_has_left_there_is_nobody_to_shuffle() -> None:
    story = Grouping(4)
    story.form(number=2)
    for rank in range(4):
        story.do(placing.place(f"p{rank}", OUT))
    assert story.members() == [[], []]
    assert group_work.recorder(story.round, 0, story.state.people) == ""
    story.do(group_work.report(0))
    with pytest.raises(Refused, match="needs two people"):
        story.do(placing.shuffle(2))
