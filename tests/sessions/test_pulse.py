"""The pulse: each person counts once, for some minutes, and nothing says who it was."""

import pytest

from handouts.json_tables import as_json_lines
from sessions import lobby, opening, pulse, sheets
from sessions.facts import HOST
from sessions.refused import Locked, Refused, Unknown
from tests.sessions.story import Story


def felt(story: Story, feeling: pulse.Feeling, later: float = 0) -> int:
    """How many feel so, some seconds later."""
    return len(pulse.ends(story.state.pulse, feeling, story.at + later))


def say(story: Story, who: str, feeling: str, wait: float = 1) -> int:
    """Somebody presses a button; how many facts came of it."""
    return len(story.do(pulse.feel(who, feeling), by=HOST, wait=wait))


def test_each_person_counts_once_by_what_they_said_last() -> None:
    story = Story()
    say(story, "ann", "fast")
    say(story, "bo", "fast")
    assert say(story, "bo", "fast") == 0
    say(story, "bo", "lost")
    assert (felt(story, "fast"), felt(story, "lost")) == (1, 1)
    say(story, "ann", "fine")
    assert (felt(story, "fast"), felt(story, "lost")) == (0, 1)
    assert say(story, "cleo", "fine") == 0


def test_it_fades_unless_it_is_said_again() -> None:
    story = Story()
    say(story, "ann", "lost")
    assert felt(story, "lost", later=pulse.FADES - 1) == 1
    assert felt(story, "lost", later=pulse.FADES) == 0
    assert say(story, "ann", "lost", wait=pulse.FADES - 1) == 1
    assert felt(story, "lost", later=pulse.FADES - 1) == 1


def test_no_export_says_whose_it_was() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.send("An idea of mine", by="ann-with-a-secret")
    say(story, "ann-with-a-secret", "lost")
    line = as_json_lines(story.records).decode().splitlines()[-1]
    assert '"by":"host"' in line
    assert "ann" not in line
    assert "p1" not in line


def test_what_is_no_feeling_and_who_may_not_press_is_refused() -> None:
    story = Story()
    with pytest.raises(Unknown):
        say(story, "ann", "hungry")
    story.do(lobby.lock(on=True))
    with pytest.raises(Locked):
        say(story, "a-stranger", "lost")
    story.do(opening.end())
    with pytest.raises(Refused):
        say(story, "ann", "lost")
