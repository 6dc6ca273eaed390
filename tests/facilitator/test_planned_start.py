from datetime import UTC, datetime, timedelta

import pytest

from facilitator.planned_start import planned_start
from sessions.refused import Invalid


def at(day: int, hour: int, minute: int = 0) -> float:
    """An instant in June by the host's own clock, in seconds since 1970."""
    return datetime(2027, 6, day, hour, minute).astimezone().timestamp()


@pytest.mark.parametrize(
    ("typed", "now", "start"),
    [
        ("09:30", at(1, 8), at(1, 9, 30)),
        ("9:30", at(1, 8), at(1, 9, 30)),
        (" 9.30 ", at(1, 8), at(1, 9, 30)),
        ("09:30", at(1, 9, 40), at(1, 9, 30)),
        ("09:30", at(1, 12, 30), at(1, 9, 30)),
        ("09:30", at(1, 12, 31), at(2, 9, 30)),
        ("09:30", at(1, 18), at(2, 9, 30)),
        ("00:00", at(1, 23), at(2, 0)),
        ("23:59", at(1, 0), at(1, 23, 59)),
    ],
)
def test_a_start_is_the_next_one_or_one_just_past(typed: str, now: float, start: float) -> None:
    assert planned_start(typed, now) == start


def test_no_time_is_no_planned_start() -> None:
    assert planned_start("", at(1, 8)) is None
    assert planned_start("  ", at(1, 8)) is None


@pytest.mark.parametrize(
    "typed", ["24:00", "09:60", "9", "9:5", "soon", "-1:30", "٠٩:٣٠x", "1e3:00"]
)
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="such as 09:30"):
        planned_start(typed, at(1, 8))


def test_a_start_is_never_more_than_a_day_away() -> None:
    now = datetime(2027, 6, 1, 7, 45, tzinfo=UTC).timestamp()
    for minutes in range(0, 24 * 60, 30):
        start = planned_start(f"{minutes // 60}:{minutes % 60:02}", now)
        assert start is not None
        assert -timedelta(hours=3) <= timedelta(seconds=start - now) <= timedelta(hours=21)
