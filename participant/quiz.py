"""The review quiz on the phone: what is asked, one's own answer, and one's own result."""

import json
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from participant.activity import Activity
from participant.quiz_forms import add_routes
from sessions.clock import Clock
from sessions.plan import Question
from sessions.quiz_answers import NAME, TEAM_LETTERS
from sessions.quiz_facts import TeamNamed
from sessions.quiz_round import Given, Quiz, is_right, right_choices
from sessions.room import Moment
from templates.face import render

ALONE = TeamNamed("", 0)


class Mine(Struct, frozen=True):
    """A question with one phone's answer to it; `right` is None where that cannot be said yet."""

    number: int
    question: Question
    given: Given | None
    open: bool
    revealed: bool
    right: bool | None
    clock: Clock | None

    @property
    def fields(self) -> str:
        """What stands in the boxes of its form, as JSON."""
        if self.given is None:
            return "[]"
        chosen = [("choice", str(place)) for place in self.given.choices]
        return json.dumps(chosen or [("text", self.given.text)])


class Own(Struct, frozen=True):
    """All that one phone shows alone; `points` are right answers, of how many questions.

    `now` is 0 where no clock is drawn, so that phones with the same answers are drawn once.
    """

    code: str
    quiz: int
    open: bool
    mine: tuple[Mine, ...]
    points: tuple[int, int]
    team: TeamNamed
    now: float


def _asks(moment: Moment) -> Quiz | None:
    """The quiz that phones show."""
    state = moment.state
    return state.quiz.last if state.projector.activity == NAME and not state.ended else None


def _reads(moment: Moment) -> tuple[object, ...]:
    quiz = _asks(moment)
    return (quiz and quiz.number, quiz and quiz.stage)


def _shared(moment: Moment, language: str) -> str:
    quiz = _asks(moment)
    if quiz is None:
        return ""
    several = {n for n in quiz.every if len(right_choices(quiz.question(n))) > 1}
    return render(
        "participant/quiz.html",
        language,
        code=moment.room.code,
        quiz=quiz,
        several=several,
        clock=quiz.clock(quiz.at_hand[0]) if quiz.at_hand else None,
        now=max(moment.now, moment.state.at),
        lang=moment.state.plan.lang,
    )


def _own_reads(moment: Moment, participant: str) -> tuple[object, ...]:
    quiz = _asks(moment)
    if quiz is None:
        return (None, None, None, None)
    team = moment.state.quiz.teams.get(participant)
    return (quiz.stage, quiz.phones.get(participant), participant in quiz.extra, team)


def _own(moment: Moment, participant: str, language: str) -> str:
    quiz = _asks(moment)
    if quiz is None:
        return ""
    extra = participant in quiz.extra
    mine = tuple(_mine(quiz, number, participant, extra) for number in quiz.at_hand)
    team = moment.state.quiz.teams.get(participant, ALONE)
    now = moment.state.at if extra else 0
    own = Own(
        code=moment.room.code,
        quiz=quiz.number,
        open=bool(quiz.stage.open),
        mine=mine,
        points=quiz.points(participant),
        team=team,
        now=now,
    )
    return _drawn(own, language)


def _mine(quiz: Quiz, number: int, participant: str, extra: bool) -> Mine:
    given, stage = quiz.given(participant, number), quiz.stage
    is_open, revealed = number in stage.open, number in stage.revealed
    if given and not is_open:
        given = replace(given, counter=0)  # nothing is sent any more, and many look the same
    question = quiz.question(number)
    right = is_right(question, given.choices) if given and revealed else None
    clock = quiz.clock(number, extra=True) if extra else None
    return Mine(number, question, given, is_open, revealed, right, clock)


@lru_cache(maxsize=4000)
def _drawn(own: Own, language: str) -> str:
    return render("participant/quiz_own.html", language, own=own, letters=TEAM_LETTERS)


ACTIVITY = Activity(NAME, _reads, _shared, _own_reads, _own, add_routes)
