"""A session with a quiz that is on, told fact by fact."""

from sessions import agenda, quiz_answers, quizzing
from sessions.quiz_round import Given, Quiz
from tests.sessions.story import PLAN, Story

QUESTIONS = """
## Review questions

1. Who is a customer?
   - [ ] Nobody
   - [x] Whoever relies on us
   > Paying has nothing to do with it.
2. Which of these are outside?
   - [x] Buyers
   - [x] Callers
   - [ ] Workmates
3. What would you like to talk about next?
   - [ ] Mail
   - [ ] Telephone
4. In five words or fewer: who are customers? {max 5 words}
"""
BY_TOPIC = PLAN.replace(
    "### Activity\n- ASK", "### Review questions\n1. And now?\n\n### Activity\n- QUIZ"
)


class Asking(Story):
    """A session with a quiz of four questions that is on."""

    def __init__(self, *, led: bool = True, seconds: int = 0) -> None:
        super().__init__(PLAN + QUESTIONS)
        self.do(agenda.start(1))
        self.do(quizzing.start("all", led=led, seconds=seconds))

    @property
    def quiz(self) -> Quiz:
        """The quiz at hand."""
        assert self.state.quiz.last
        return self.state.quiz.last

    def answer(
        self, by: str, question: int, *choices: int, text: str = "", counter: int = 1
    ) -> None:
        """Somebody's answer."""
        given = Given(counter, choices, text)
        self.do(quiz_answers.answer(by, self.quiz.number, question, given), by=by)
