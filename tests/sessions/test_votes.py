"""Dot voting: each person's last dots count, once, and nobody has more than they were given."""

import pytest

from sessions import agenda, moderation, opening, sheets, submitting, voting
from sessions.refused import Invalid, Refused, Unknown
from sessions.votes import Vote
from tests.sessions.story import Story


class Voting(Story):
    """A session with three lines on a sheet, and a vote on them."""

    def __init__(self, dots: int = 3, most: int = 2) -> None:
        super().__init__()
        self.do(agenda.start(1))
        self.do(submitting.add("lines-of-the-vote-01", "external", "Buyers\nCallers\nSchools"))
        self.do(voting.open_vote("external", dots, most, hidden=True))

    @property
    def vote(self) -> Vote:
        """The vote at hand."""
        assert self.state.votes.last
        return self.state.votes.last

    def place(self, by: str, counter: int, *dots: int) -> None:
        """Someone's dots, one number a line."""
        chosen = dict(zip(self.vote.options, dots, strict=False))
        self.do(voting.place(by, self.vote.number, counter, chosen), by=by)

    def dots(self) -> list[int]:
        """All dots, one number a line."""
        by_option = {option: dots for _, option, dots in self.vote.result()}
        return [by_option[option] for option in self.vote.options]


def test_the_last_dots_of_each_person_count() -> None:
    story = Voting()
    story.place("ana", 1, 2, 1)
    story.place("bo", 1, 0, 0, 1)
    story.place("ana", 2, 0, 0, 2)
    assert story.dots() == [0, 0, 3]


def test_sending_the_same_dots_again_counts_them_once() -> None:
    story = Voting()
    story.place("ana", 1, 1)
    number = story.state.number
    story.place("ana", 1, 1)
    assert story.dots() == [1, 0, 0]
    assert story.state.number == number


def test_an_older_choice_that_comes_late_changes_nothing() -> None:
    story = Voting()
    story.place("ana", 5, 0, 1)
    with pytest.raises(Refused, match="later choice"):
        story.place("ana", 4, 1)
    with pytest.raises(Refused, match="later choice"):
        story.place("ana", 5, 1)
    assert story.dots() == [0, 1, 0]


@pytest.mark.parametrize(
    ("dots", "why"), [((3,), "At most 2"), ((2, 2), "You have 3"), ((-1,), "At most 2")]
)
def test_dots_beyond_the_budget_are_refused(dots: tuple[int, ...], why: str) -> None:
    story = Voting()
    with pytest.raises(Invalid, match=why):
        story.place("ana", 1, *dots)
    assert story.dots() == [0, 0, 0]


@pytest.mark.parametrize("counter", [0, -1, 2**53])
def test_a_forged_counter_is_refused(counter: int) -> None:
    with pytest.raises(Invalid):
        Voting().place("ana", counter, 1)


def test_dots_on_a_line_that_is_not_in_the_vote_are_refused() -> None:
    story = Voting()
    with pytest.raises(Invalid):
        story.do(voting.place("ana", story.vote.number, 1, {999: 1}), by="ana")
    with pytest.raises(Unknown):
        story.do(voting.place("ana", 999, 1, {}), by="ana")


def test_after_closing_dots_stand_as_they_were_and_can_be_taken_again() -> None:
    story = Voting()
    story.place("ana", 1, 1)
    story.do(voting.close())
    with pytest.raises(Refused, match="closed"):
        story.place("ana", 2, 0, 1)
    story.do(voting.reopen())
    story.place("ana", 3, 0, 1)
    assert story.dots() == [0, 1, 0]


def test_equal_lines_share_a_place() -> None:
    story = Voting()
    story.place("ana", 1, 1, 1)
    assert [place for place, _, _ in story.vote.result()] == [1, 1, 3]


def test_raised_hands_are_added_and_undone() -> None:
    story = Voting()
    story.place("ana", 1, 1)
    story.do(voting.count(story.vote.options[1], 4))
    assert story.dots() == [1, 4, 0]
    story.do(opening.undo(None))
    assert story.dots() == [1, 0, 0]


def test_a_new_vote_keeps_the_one_before() -> None:
    story = Voting()
    story.place("ana", 1, 1)
    story.do(voting.open_vote("external", 1, 1, hidden=False))
    assert [vote.open for vote in story.state.votes.rounds] == [False, True]
    assert story.state.votes.rounds[0].totals[story.state.votes.rounds[0].options[0]] == 1
    story.do(opening.undo(None))
    assert [vote.open for vote in story.state.votes.rounds] == [True]
    assert story.dots() == [1, 0, 0]


def test_a_vote_needs_two_lines_and_closes_what_takes_ideas() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    with pytest.raises(Refused, match="0 lines"):
        story.do(voting.open_vote("external", 1, 1, hidden=False))
    story.do(submitting.add("lines-of-the-vote-01", "external", "Buyers\nCallers"))
    story.do(voting.open_vote("external", 1, 1, hidden=False))
    assert (story.state.sheets.open, story.state.projector.activity) == ((), "votes")
    story.do(opening.undo(None))
    assert (story.state.sheets.open, story.state.projector.activity) == (("external",), "")
    assert story.state.projector.on == ("external",)


def test_quiet_puts_the_vote_away_and_undo_brings_it_back() -> None:
    story = Voting()
    story.do(moderation.quiet())
    assert (story.state.projector.blank, story.state.projector.activity) == (True, "")
    story.do(opening.undo(None))
    assert (story.state.projector.blank, story.state.projector.activity) == (False, "votes")


def test_no_dots_after_the_end() -> None:
    story = Voting()
    story.do(opening.end())
    with pytest.raises(Refused):
        story.place("ana", 1, 1)
