from app.limits import MOST_BUCKETS, Limits, share_to_leave
from sessions.people import People, give_name, join
from tests.sessions.story import Story


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


def room(*names: str) -> People:
    story = Story()
    for name in names:
        story.do(join(name), by=name)
    return story.state.people


def drained(some: Limits, people: People, who: str) -> int:
    """How many tokens somebody gets until they have to wait."""
    taken = 0
    while not some.take("session", share_to_leave(people, who)):
        taken += 1
    return taken


def test_whoever_joined_later_leaves_more_and_a_stranger_the_most() -> None:
    people = room("ann", "ben", "cleo", "dan")
    shares = [share_to_leave(people, one) for one in ("ann", "ben", "cleo", "dan", "stranger")]
    assert shares == [0, 0.125, 0.25, 0.375, 0.75]
    story = Story()
    assert share_to_leave(story.state.people, "ann") == 0.75


def test_a_session_at_its_limit_serves_those_who_joined_first() -> None:
    some, time = limits(80, 10)
    people = room("ann", "ben", "cleo", "dan")
    assert drained(some, people, "stranger") == 21
    assert drained(some, people, "another stranger") == 0
    assert drained(some, people, "dan") == 30
    assert drained(some, people, "ann") == 29
    assert some.take("session", share_to_leave(people, "stranger")) == 6
    time.now = 5.9
    assert some.take("session", share_to_leave(people, "stranger")) > 0
    time.now = 6.12
    assert drained(some, people, "stranger") == 2


def test_someone_who_joined_keeps_their_rank_when_they_give_a_name() -> None:
    story = Story()
    for name in ("ann", "ben"):
        story.do(join(name), by=name)
    story.do(give_name("ann", "Ann"), by="ann")
    story.do(give_name("cleo", "Cleo"), by="cleo")
    assert dict(story.state.people.ranks) == {"ann": 0, "ben": 1, "cleo": 2}


def test_a_session_of_less_than_one_idea_a_second_takes_one_all_the_same() -> None:
    some, time = limits(0.25, 0.25)
    assert some.take("session", 0.75) == 0
    assert some.take("session", 0.75) == 4
    time.now = 4
    assert some.take("session", 0.75) == 0
