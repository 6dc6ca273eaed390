from app.limits import MOST_BUCKETS, Limits


class Time:
    now = 0.0


def limits(most: float = 20, rate: float = 2) -> tuple[Limits, Time]:
    time = Time()
    return Limits(most, rate, lambda: time.now), time


def test_twenty_go_at_once_and_then_two_a_second() -> None:
    some, time = limits()
    assert [some.take("ann") for _ in range(20)] == [0] * 20
    assert some.take("ann") == 0.5
    time.now = 1
    assert [bool(some.take("ann")) for _ in range(3)] == [False, False, True]


def test_one_persons_flood_leaves_the_others_free() -> None:
    some, _ = limits()
    for _ in range(1000):
        some.take("ann")
    assert some.take("ben") == 0


def test_memory_is_bounded_and_the_longest_silent_is_forgotten_first() -> None:
    some, _ = limits(1, 0.001)
    some.take("ann")
    for n in range(MOST_BUCKETS):
        some.take(f"guest {n}")
    assert some.take("ann") == 0
    assert some.take(f"guest {MOST_BUCKETS - 1}") > 0
