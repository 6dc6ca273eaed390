from sessions import opening, takeaway
from tests.sessions.story import Story


def test_nothing_is_offered_until_the_facilitator_says_so() -> None:
    story = Story()
    assert not story.state.takeaway.offered
    story.do(takeaway.offer(True))
    assert story.state.takeaway.offered


def test_the_offer_can_be_withdrawn() -> None:
    story = Story()
    story.do(takeaway.offer(True))
    story.do(takeaway.offer(False))
    assert not story.state.takeaway.offered


def test_offering_twice_does_it_once() -> None:
    story = Story()
    assert story.do(takeaway.offer(False)) == ()
    story.do(takeaway.offer(True))
    assert story.do(takeaway.offer(True)) == ()


def test_undo_brings_back_what_was_said_before() -> None:
    story = Story()
    story.do(takeaway.offer(True))
    story.do(takeaway.offer(False))
    story.do(opening.undo(None))
    assert story.state.takeaway.offered
    story.do(opening.undo(None))
    assert not story.state.takeaway.offered


def test_it_can_be_offered_when_the_session_has_ended() -> None:
    story = Story()
    story.do(opening.end())
    story.do(takeaway.offer(True))
    assert story.state.takeaway.offered
    story.do(opening.reopen())
    assert story.state.takeaway.offered


def test_what_a_rehearsal_offers_is_set_aside() -> None:
    story = Story()
    story.do(opening.rehearse(on=True))
    story.do(takeaway.offer(True))
    story.do(opening.rehearse(on=False))
    assert not story.state.takeaway.offered
