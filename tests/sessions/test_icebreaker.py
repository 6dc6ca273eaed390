"""On the Spot: the ball reaches everybody, nobody has to explain a pass, and questions are new."""

import pytest

from sessions import opening, people, throwing
from sessions.icebreaker import Circle, Play
from sessions.refused import Invalid, Refused, Unknown
from sessions.throwing import Wishes
from tests.sessions.story import PLAN, Story

USUAL = Wishes()
DECK = """
## Icebreaker: On the Spot

1. Throw the ball to somebody.
2. Stop while it is fun.

**Questions to start with**

- What made you laugh this week?
- Which song makes you turn up the volume?
- Are you at your best early or late?
"""


class Playing(Story):
    """A session with so many phones in it."""

    def __init__(self, phones: int, plan: str = PLAN + DECK) -> None:
        super().__init__(plan)
        for n in range(phones):
            self.join(f"who-{n}")

    def join(self, who: str) -> None:
        """Somebody comes in."""
        self.do(people.join(who), by=who)

    def start(self, wishes: Wishes = USUAL, seed: int = 1) -> None:
        """Begin."""
        self.do(throwing.start(wishes, seed))

    @property
    def play(self) -> Play:
        """The round at hand."""
        assert self.state.icebreaker.last
        return self.state.icebreaker.last

    @property
    def circle(self) -> Circle:
        """The first circle."""
        return self.play.circles[0]

    def throw(self, to: str = "") -> None:
        """Whoever has the ball throws it on."""
        by = self.state.people.at[int(self.circle.holder[1:])]
        self.do(throwing.throw(by, self.circle.turn, to), by=by)


def test_the_ball_reaches_everybody_before_anybody_twice() -> None:
    story = Playing(6)
    story.start()
    seen = [story.circle.holder]
    for _ in range(5):
        story.throw()
        seen.append(story.circle.holder)
    assert sorted(seen) == [f"p{n}" for n in range(6)]


def test_every_question_comes_up_before_any_comes_again() -> None:
    story = Playing(3)
    story.start()
    asked = [story.circle.question]
    for _ in range(5):
        story.throw()
        asked.append(story.circle.question)
    assert len(set(asked[:3])) == len(set(asked[3:])) == 3
    assert all(one.endswith("?") for one in asked)


def test_only_who_has_the_ball_throws_it_and_only_once() -> None:
    story = Playing(4)
    story.start()
    holder, turn = story.circle.holder, story.circle.turn
    other = next(who for who in story.state.people.ranks if who != f"who-{holder[1:]}")
    for by in (other, "stranger"):
        with pytest.raises(Refused, match="not with you"):
            story.do(throwing.throw(by, turn, ""), by=by)
    story.throw()
    with pytest.raises(Refused, match="not with you"):
        story.do(throwing.throw(f"who-{holder[1:]}", turn, ""), by=f"who-{holder[1:]}")
    with pytest.raises(Refused, match="gone on meanwhile"):
        story.do(throwing.pass_on(0, turn))


def test_a_throw_that_comes_again_late_does_not_throw_the_ball_that_came_back() -> None:
    story = Playing(2)
    story.start()
    by, turn = f"who-{story.circle.holder[1:]}", story.circle.turn
    story.throw()
    story.throw()
    assert story.circle.holder == f"p{by[4:]}"
    with pytest.raises(Refused, match="not with you"):
        story.do(throwing.throw(by, turn, ""), by=by)


def test_the_ball_is_thrown_to_somebody_by_choice() -> None:
    story = Playing(4)
    story.start()
    to = next(one for one in story.circle.members if one != story.circle.holder)
    story.throw(to)
    assert story.circle.holder == to
    for who in (to, "p9", "=Ana", "x"):
        with pytest.raises(Invalid, match="somebody else"):
            story.throw(who)


def test_the_facilitator_sends_the_ball_on_and_takes_that_back() -> None:
    story = Playing(4)
    story.start()
    before = story.circle
    story.do(throwing.pass_on(0, before.turn))
    assert story.circle.holder != before.holder
    story.do(opening.undo(None))
    assert story.circle == before


def test_a_ball_that_has_gone_on_since_is_not_taken_back() -> None:
    story = Playing(4)
    story.start()
    story.do(throwing.pass_on(0, story.circle.turn))
    story.throw()
    there = story.circle.holder
    story.do(opening.undo(None))
    assert story.circle.holder == there


def test_another_question_leaves_the_ball_where_it_is() -> None:
    story = Playing(4)
    story.start()
    before = story.circle
    story.do(throwing.pass_on(0, before.turn, keep=True))
    assert story.circle.holder == before.holder
    assert story.circle.question != before.question
    with pytest.raises(Unknown):
        story.do(throwing.pass_on(1, before.turn))


@pytest.mark.parametrize(("phones", "others", "circles"), [(20, 0, 1), (21, 0, 2), (15, 6, 2)])
def test_more_than_twenty_people_make_two_circles(phones: int, others: int, circles: int) -> None:
    story = Playing(phones)
    story.start(Wishes(others=others))
    assert len(story.play.circles) == circles
    held = [one.holder for one in story.play.circles]
    assert len(set(held)) == circles
    assert sum(len(one.members) for one in story.play.circles) == phones
    assert len({one.question for one in story.play.circles}) == circles


def test_who_comes_late_is_in_the_smaller_circle_and_gets_the_ball() -> None:
    story = Playing(21)
    story.start()
    story.join("late")
    assert story.play.circle_of("p21") == 1
    assert len(throwing.members(story.play, 1, story.state.people)) == 11


@pytest.mark.parametrize("wishes", [Wishes(), Wishes(others=30), Wishes(thrown=True)])
def test_without_phones_or_with_a_real_ball_only_questions_come(wishes: Wishes) -> None:
    story = Playing(4 if wishes.thrown else 0)
    story.start(wishes)
    assert story.circle.holder == ""
    first = story.circle.question
    story.do(throwing.pass_on(0, story.circle.turn))
    assert story.circle.holder == ""
    assert story.circle.question not in ("", first)


def test_people_known_by_name_alone_get_the_ball() -> None:
    story = Playing(0)
    story.start(Wishes(names="Ana\nBo"))
    assert story.circle.holder in ("=Ana", "=Bo")
    before = story.circle.holder
    story.do(throwing.pass_on(0, story.circle.turn))
    assert story.circle.holder != before


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(circles=3),
        Wishes(circles=-1),
        Wishes(circles=2),
        Wishes(seconds=-1),
        Wishes(seconds=3601),
        Wishes(others=-1),
        Wishes(names="a" * 61),
    ],
)
def test_what_cannot_be_played_is_refused(wishes: Wishes) -> None:
    story = Playing(3)
    with pytest.raises(Invalid):
        story.start(wishes)
    assert story.state.icebreaker.last is None


def test_questions_are_added_once_and_come_up() -> None:
    story = Playing(2)
    story.start()
    story.do(throwing.add_questions("Who taught you most?\nWho taught you most?\n"))
    assert throwing.deck(story.state)[-1] == "Who taught you most?"
    assert story.do(throwing.add_questions("Who taught you most?")) == ()
    asked = []
    for _ in range(4):
        story.throw()
        asked.append(story.circle.question)
    assert "Who taught you most?" in asked
    story.do(opening.undo(None))
    assert "Who taught you most?" not in story.play.deck
    for words in ("", " \n ", "a" * 201):
        with pytest.raises(Invalid):
            story.do(throwing.add_questions(words))
    with pytest.raises(Refused, match="at most 300"):
        story.do(throwing.add_questions("\n".join(f"Question {n}?" for n in range(298))))


def test_a_plan_without_questions_is_played_without() -> None:
    story = Playing(2, PLAN)
    story.start()
    story.throw()
    assert story.circle.question == ""
    story.do(throwing.add_questions("How are you?"))
    story.throw()
    assert story.circle.question == "How are you?"


def test_a_new_round_keeps_the_one_before() -> None:
    story = Playing(3)
    story.start()
    story.throw()
    story.start()
    assert [play.going for play in story.state.icebreaker.rounds] == [False, True]
    story.do(opening.undo(None))
    assert [play.going for play in story.state.icebreaker.rounds] == [True]
    story.do(throwing.stop())
    assert story.do(throwing.stop()) == ()
    with pytest.raises(Refused, match="not being played"):
        story.throw()
    story.do(opening.end())
    with pytest.raises(Refused, match="ended"):
        story.start()
