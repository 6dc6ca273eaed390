"""Ideas put together: the words stay, groups can be undone, and proposals are taken up or left."""

import pytest

from sessions import bundling, moderation, opening, submitting, voting
from sessions.grouping import Proposal, clusters
from sessions.refused import Invalid, Refused, Unknown
from tests.sessions.story import Story

WHY = "One letter apart."


class Grouping(Story):
    """A session with four lines on a sheet that are to be put together."""

    def __init__(self) -> None:
        super().__init__()
        lines = "Buyers\nBuyer\nSchools\nCallers"
        self.do(submitting.add("lines-to-be-grouped-01", "external", lines))
        self.do(bundling.start("external"))
        self.buyers, self.buyer, self.schools, self.callers = self.state.ideas.lines_of("external")

    def names(self) -> dict[str, list[str]]:
        """The words in each group by its name, and those alone under no name."""
        groups, alone = clusters(self.state, "external")
        ideas = self.state.ideas.all
        found = {one.name: [ideas[line.first].text for line in one.lines] for one in groups}
        return found | {"": [ideas[line.first].text for line in alone]}


def test_lines_put_together_are_a_group_by_the_words_of_the_first() -> None:
    story = Grouping()
    story.do(bundling.group([story.buyers, story.buyer], None))
    assert story.names() == {"Buyers": ["Buyers", "Buyer"], "": ["Schools", "Callers"]}
    assert story.state.projector.activity == "grouping"


def test_a_group_gets_a_name_and_more_lines_and_all_is_undone() -> None:
    story = Grouping()
    story.do(bundling.group([story.buyers, story.buyer], None, "Who pays"))
    (group,) = clusters(story.state, "external")[0]
    story.do(bundling.group([story.schools], group.group.number))
    story.do(bundling.name_group(group.group.number, "Everyone"))
    assert story.names() == {"Everyone": ["Buyers", "Buyer", "Schools"], "": ["Callers"]}
    for _ in range(3):
        story.do(opening.undo(None))
    assert story.names() == {"": ["Buyers", "Buyer", "Schools", "Callers"]}


def test_a_line_taken_out_stands_alone_and_an_empty_group_is_gone() -> None:
    story = Grouping()
    story.do(bundling.group([story.buyers, story.buyer], None))
    story.do(bundling.ungroup([story.buyers, story.buyer]))
    assert story.names() == {"": ["Buyers", "Buyer", "Schools", "Callers"]}
    story.do(opening.undo(None))
    assert story.names()["Buyers"] == ["Buyers", "Buyer"]


def test_an_equal_idea_that_comes_later_is_in_the_group_of_its_line() -> None:
    story = Grouping()
    story.do(bundling.group([story.buyers, story.callers], None))
    story.do(submitting.add("an-equal-idea-later-01", "external", "callers"))
    (group,) = clusters(story.state, "external")[0]
    assert group.tally == 3


def test_an_idea_that_is_hidden_or_moved_leaves_its_group_and_comes_back() -> None:
    story = Grouping()
    story.do(bundling.group([story.buyers, story.buyer], None))
    story.do(moderation.hide(story.buyers))
    assert story.names()["Buyer"] == ["Buyer"]
    story.do(moderation.move(story.buyer, "internal"))
    assert "Buyer" not in story.names()
    story.do(opening.undo(None))
    story.do(opening.undo(None))
    assert story.names()["Buyers"] == ["Buyers", "Buyer"]


def test_proposals_are_taken_up_one_by_one_or_all_and_undone_as_one() -> None:
    story = Grouping()
    proposals = [
        Proposal((story.buyers, story.buyer), WHY),
        Proposal((story.schools, story.callers), WHY),
    ]
    story.do(bundling.propose("external", proposals))
    story.do(bundling.accept(None))
    assert list(story.names()) == ["Buyers", "Schools", ""]
    assert story.state.grouping.proposals == ()
    story.do(opening.undo(None))
    assert list(story.names()) == [""]
    story.do(bundling.accept([2]))
    assert list(story.names()) == ["Schools", ""]
    story.do(bundling.drop(1))
    assert story.state.grouping.proposals == ()
    story.do(opening.undo(None))
    assert len(story.state.grouping.proposals) == 1


def test_what_is_together_already_is_not_proposed() -> None:
    story = Grouping()
    story.do(bundling.group([story.buyers, story.buyer], None))
    story.do(bundling.propose("external", [Proposal((story.buyers, story.buyer), WHY)]))
    assert story.state.grouping.proposals == ()


def test_what_cannot_be_put_together_is_refused_with_a_sentence() -> None:
    story = Grouping()
    story.do(submitting.add("elsewhere-idea-0000-01", "internal", "Payroll"))
    (payroll,) = story.state.ideas.lines_of("internal")
    with pytest.raises(Refused, match="one sheet"):
        story.do(bundling.group([story.buyers, payroll], None))
    with pytest.raises(Unknown):
        story.do(bundling.group([story.buyers], 999))
    with pytest.raises(Unknown):
        story.do(bundling.group([999], None))
    with pytest.raises(Refused):
        story.do(bundling.group([], None))
    with pytest.raises(Invalid):
        story.do(bundling.group([story.buyers], None, "x" * 61))
    with pytest.raises(Unknown):
        story.do(bundling.accept([1]))


def test_a_vote_takes_a_group_as_one_line_under_its_name() -> None:
    story = Grouping()
    story.do(bundling.group([story.buyers, story.callers], None, "People who pay"))
    story.do(voting.open_vote("external", 1, 1, hidden=False))
    vote = story.state.votes.last
    assert vote
    assert [voting.words(story.state, vote, option) for option in vote.options] == [
        "People who pay",
        "Buyer",
        "Schools",
    ]
