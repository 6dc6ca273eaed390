"""The same session once more, with review quizzes: asked, answered, closed, shown, undone."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sessions import quiz_answers, quizzing
from sessions.plan_file import parse
from sessions.quiz_round import Given, Quiz, is_right
from tests.sessions.acting import Acting
from tests.sessions.asking import QUESTIONS
from tests.sessions.machine import PEOPLE
from tests.sessions.story import PLAN

ASKED = parse(PLAN + QUESTIONS).plan


class Quizzed(Acting):
    """A session in which everybody does anything, a quiz included."""

    @property
    def quiz(self) -> Quiz:
        """The round at hand."""
        assert self.state.quiz.last
        return self.state.quiz.last

    @rule(led=st.booleans(), seconds=st.sampled_from([0, 5]))
    def start_a_quiz(self, led: bool, seconds: int) -> None:
        assert ASKED is not None
        self.do(quizzing.bring("questions", ASKED.questions))
        if brought := self.state.quiz.brought:
            source = f"file-{brought[-1].number}"
            self.do(quizzing.start(source, led=led, seconds=seconds))

    @precondition(lambda self: self.state.quiz.last)
    @rule(
        who=st.sampled_from(PEOPLE),
        question=st.integers(1, 4),
        choices=st.sets(st.integers(0, 2), min_size=1).map(tuple),
        again=st.booleans(),
    )
    def answer(self, who: str, question: int, choices: tuple[int, ...], again: bool) -> None:
        self.counter += 1
        sent = Given(self.counter, choices if question < 4 else (), "So" if question == 4 else "")
        decision = quiz_answers.answer(who, self.quiz.number, question, sent)
        if self.do(decision, by=who) and again:
            assert self.do(decision, by=who) == 0

    @precondition(lambda self: self.state.quiz.last)
    @rule(what=st.integers(0, 6), question=st.integers(0, 4), hands=st.integers(0, 3))
    def lead(self, what: int, question: int, hands: int) -> None:
        self.do(
            (
                quizzing.show(question),
                quizzing.close(),
                quizzing.reopen(),
                quizzing.reveal(),
                quizzing.count(question, 0, hands),
                quizzing.write(question, "So it is"),
                quizzing.hide(question, "so", hidden=bool(hands)),
            )[what]
        )

    @precondition(lambda self: self.state.quiz.last)
    @rule(who=st.sampled_from(PEOPLE), size=st.integers(0, 3))
    def want_time_or_be_a_team(self, who: str, size: int) -> None:
        self.do(quiz_answers.take_time(who, self.quiz.number), by=who)
        self.do(quiz_answers.name_team(who, "Blue" if size else "", size), by=who)

    @invariant()
    def each_quiz_counts_the_answers_that_were_given_last(self) -> None:
        for quiz in self.state.quiz.rounds:
            for number in quiz.every:
                given = [one for by in quiz.phones if (one := quiz.given(by, number))]
                count = quiz.count(number)
                assert count.answers == len(given)
                for place in range(3):
                    assert count.chosen.get(place, 0) == sum(place in one.choices for one in given)
                right = [is_right(quiz.question(number), one.choices) for one in given]
                assert count.right == right.count(True)
                assert not (number in quiz.stage.open and number in quiz.stage.revealed)
        assert [bool(quiz.stage.open) for quiz in self.state.quiz.rounds].count(True) <= 1
