from itertools import count

import pytest

from app.guesses import ALL_AT_ONCE, AT_ONCE, Guesses
from app.limits import MOST_BUCKETS

VENUE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


class Time:
    now = 0.0


def fresh() -> tuple[Guesses, Time]:
    time = Time()
    return Guesses(lambda: time.now), time


def exhaust(guesses: Guesses, address: str) -> None:
    assert any(guesses.wrong(address) for _ in range(200))


def test_a_room_behind_one_address_in_which_all_mistype_twice_notices_nothing() -> None:
    guesses, _ = fresh()
    assert [guesses.wrong(VENUE) for _ in range(60)] == [0] * 60
    assert guesses.right(VENUE, "session", known=False) == 0


def test_a_guesser_is_slowed_to_one_guess_a_second_and_nobody_else_is() -> None:
    guesses, time = fresh()
    assert [guesses.wrong(ELSEWHERE) for _ in range(121)] == [0] * 120 + [1]
    assert guesses.wrong(VENUE) == 0
    time.now = 1
    assert guesses.wrong(ELSEWHERE) == 0
    assert guesses.wrong(ELSEWHERE) == 1


def test_a_guesser_learns_nothing_from_a_right_code_while_slowed() -> None:
    guesses, time = fresh()
    exhaust(guesses, ELSEWHERE)
    assert guesses.right(ELSEWHERE, "session", known=False) == 1
    time.now = 1
    assert guesses.right(ELSEWHERE, "session", known=False) == 0


def test_people_join_beside_a_guesser_in_the_same_room() -> None:
    guesses, _ = fresh()
    assert guesses.right(VENUE, "session", known=False) == 0
    exhaust(guesses, VENUE)
    assert guesses.right(VENUE, "session", known=False) == 0
    assert guesses.right(VENUE, "another session", known=False) > 0


def test_who_is_in_comes_back_from_anywhere_and_opens_the_way_for_the_room() -> None:
    guesses, _ = fresh()
    exhaust(guesses, VENUE)
    assert guesses.right(VENUE, "session", known=False) > 0
    assert guesses.right(VENUE, "session", known=True) == 0
    assert guesses.right(VENUE, "session", known=False) == 0


def test_guessing_from_many_addresses_is_slowed_as_well() -> None:
    guesses, time = fresh()
    addresses = (f"10.0.{n // 250}.{n % 250}" for n in count())
    assert [guesses.wrong(next(addresses)) for _ in range(int(ALL_AT_ONCE))] == [0] * 1200
    assert guesses.wrong(next(addresses)) > 0
    assert guesses.right(next(addresses), "session", known=False) > 0
    assert guesses.right(next(addresses), "session", known=True) == 0
    time.now = 1
    assert guesses.wrong(next(addresses)) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::1"),
        ("203.0.113.7", "::ffff:203.0.113.7"),
    ],
)
def test_the_many_addresses_of_one_connection_are_one(one: str, other: str) -> None:
    guesses, _ = fresh()
    exhaust(guesses, one)
    assert guesses.wrong(other) > 0
    assert guesses.wrong("2001:db8:1:3::1") == 0


def test_no_address_is_kept_and_what_stands_for_one_is_bounded() -> None:
    guesses, _ = fresh()
    guesses.wrong(VENUE)
    for n in range(MOST_BUCKETS + 100):
        guesses.right(f"10.{n // 65536}.{n // 256 % 256}.{n % 256}", "session", known=True)
    kept = [*guesses._homes, *guesses._one._buckets, *guesses._all._buckets]
    assert len(guesses._homes) == MOST_BUCKETS
    assert not any("10.0" in one or VENUE in one for one in kept)
    other, _ = fresh()
    other.wrong(VENUE)
    assert not set(other._one._buckets) & set(guesses._one._buckets)


def test_a_name_that_is_no_address_is_counted_all_the_same() -> None:
    guesses, _ = fresh()
    exhaust(guesses, "")
    assert guesses.wrong("") > 0
    assert AT_ONCE == 120
