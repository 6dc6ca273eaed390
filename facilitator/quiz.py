"""The review quiz on the console and on the projector."""

from msgspec import Struct

from facilitator.activity import Activity
from facilitator.quiz_controls import add_routes
from facilitator.quiz_sentences import SAYS_OF, says
from sessions.question_sets import question_sets
from sessions.quiz_answers import LETTERS, NAME
from sessions.quiz_round import Quiz, texts
from sessions.quizzing import MOST_SECONDS, start_from_cue
from sessions.refused import marked
from sessions.room import Moment
from sessions.state import State
from templates.face import render, translate

MOST_LISTED = 100
"""Answers in words that the console lists; the report has all."""


class Row(Struct, frozen=True):
    """A choice with what came in for it: phones and hands together, and its share of the most."""

    place: int
    text: str
    right: bool
    count: int
    hands: int
    share: float


class Said(Struct, frozen=True):
    """An answer in words: the key of those that say the same, and how many do."""

    key: str
    text: str
    count: int
    hidden: bool


class Summary(Struct, frozen=True):
    """A question with how many were right; `share` is None where nobody can be, or answered."""

    number: int
    text: str
    answers: int
    share: float | None
    missed: bool


def rows(quiz: Quiz, number: int) -> list[Row]:
    """The choices of a question in their order, shares of all that was chosen."""
    count, choices = quiz.count(number), quiz.question(number).choices
    got = [count.of(place) for place in range(len(choices))]
    everybody = count.answers + sum(count.hands.values()) or 1
    return [
        Row(place, one.text, one.right, n, count.hands.get(place, 0), n / everybody)
        for place, (one, n) in enumerate(zip(choices, got, strict=True))
    ]


def spoken(quiz: Quiz, number: int) -> list[Said]:
    """The answers in words to a question, most given first."""
    hidden = quiz.count(number).hidden
    return [Said(key, text, n, key in hidden) for key, text, n in texts(quiz, number)]


def summary(quiz: Quiz) -> list[Summary]:
    """Every question and how the room did."""
    found = []
    for number in quiz.every:
        right, of = quiz.room(number) or (0, 0)
        share = right / of if of else None
        count = quiz.count(number)
        answers = count.answers + len(count.written) + sum(count.hands.values())
        text = quiz.question(number).text
        found.append(Summary(number, text, answers, share, quiz.missed(number)))
    return found


def _reads(moment: Moment) -> tuple[object, ...]:
    return (moment.state.quiz,)


def _console(moment: Moment, language: str) -> str:
    state = moment.state
    quiz = state.quiz.last
    number = quiz.stage.question if quiz else 0
    listed = spoken(quiz, number) if quiz and number else []
    return render(
        "facilitator/console_quiz.html",
        language,
        code=moment.room.code,
        sets=[
            (one.id, one.title if one.own else translate(one.title, {}, language), one.questions)
            for one in question_sets(state)
        ],
        quiz=quiz,
        number=number,
        rows=rows(quiz, number) if quiz and number else [],
        said=listed[:MOST_LISTED],
        more=max(0, len(listed) - MOST_LISTED),
        summary=summary(quiz) if quiz else [],
        clock=_clock(quiz),
        teams=_teams(state, quiz),
        people=len(state.people.names),
        rounds=len(state.quiz.rounds),
        most_seconds=MOST_SECONDS,
        letters=LETTERS,
        now=max(moment.now, state.at),
        ended=state.ended,
        on=state.projector.activity == NAME,
    )


def _stage(moment: Moment, language: str) -> str:
    state = moment.state
    quiz = state.quiz.last
    number = quiz.stage.question if quiz else 0
    shown = bool(quiz and number in quiz.stage.revealed)
    return render(
        "facilitator/projector_quiz.html",
        language,
        quiz=quiz,
        number=number,
        shown=shown,
        rows=rows(quiz, number) if quiz and number else [],
        said=[one for one in spoken(quiz, number) if not one.hidden] if quiz and shown else [],
        summary=[one for one in summary(quiz) if one.number in quiz.stage.revealed] if quiz else [],
        clock=_clock(quiz),
        now=max(moment.now, state.at),
        lang=state.plan.lang,
    )


def _clock(quiz: Quiz | None) -> object:
    return quiz.clock(quiz.at_hand[0]) if quiz and quiz.at_hand else None


def _teams(state: State, quiz: Quiz | None) -> list[tuple[str, int, int, int]]:
    """Each team that answered: its name and size, right answers, of how many questions shown."""
    if quiz is None:
        return []
    named = [(by, team) for by, team in state.quiz.teams.items() if team.name and by in quiz.phones]
    return sorted((team.name, team.size, *quiz.points(by)) for by, team in named)


ACTIVITY = Activity(
    name=NAME,
    title=marked("Review quiz"),
    reads=_reads,
    console=_console,
    stage=_stage,
    facts=SAYS_OF,
    says=says,
    add_routes=add_routes,
    cue="QUIZ",
    from_cue=start_from_cue,
)
