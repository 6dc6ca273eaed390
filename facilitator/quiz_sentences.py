"""What was done with the review quiz, and what “undo” would take back."""

from collections.abc import Sequence

from facilitator.activity import Said
from sessions.facts import Fact
from sessions.quiz_facts import (
    AnswerHidden,
    AnswersClosed,
    AnswersReopened,
    AnswerWritten,
    HandsCounted,
    QuestionsBrought,
    QuestionShown,
    QuizStarted,
    ResultsRevealed,
)
from sessions.refused import marked
from sessions.state import State

SAYS_OF = (
    QuestionsBrought,
    QuizStarted,
    QuestionShown,
    AnswersClosed,
    AnswersReopened,
    ResultsRevealed,
    HandsCounted,
    AnswerWritten,
    AnswerHidden,
)


_PLAIN: dict[type, tuple[str, str]] = {
    AnswersClosed: (marked("It takes no more answers."), marked("Undo: close the question")),
    AnswersReopened: (marked("It takes answers again."), marked("Undo: take answers again")),
    ResultsRevealed: (marked("The result is shown."), marked("Undo: show the result")),
}


def says(facts: Sequence[Fact], _state: State) -> Said:
    """The words for an action, by its first fact."""
    match facts[0]:
        case QuestionsBrought(name, questions):
            said = marked("%(count)s questions came out of “%(name)s”."), marked("Undo: questions")
            return *said, {"name": name, "count": len(questions)}
        case QuizStarted(_, questions):
            said = marked("The quiz is on: %(count)s questions."), marked("Undo: start the quiz")
            return *said, {"count": len(questions)}
        case QuestionShown(_, question):
            return _shown(question)
        case HandsCounted(_, _, _, hands):
            said = marked("%(count)s hands are counted."), marked("Undo: count hands")
            return *said, {"count": hands}
        case AnswerWritten(_, _, text):
            said = marked("“%(text)s” is written down."), marked("Undo: write an answer down")
            return *said, {"text": text}
        case AnswerHidden(_, _, _, hidden):
            return _hidden() if hidden else _shown_again()
    return *_PLAIN[type(facts[0])], {}


def _shown(question: int) -> Said:
    if not question:
        return marked("The overview is shown."), marked("Undo: show the overview"), {}
    said = marked("Question %(number)s is shown."), marked("Undo: question %(number)s")
    return *said, {"number": question}


def _hidden() -> Said:
    return marked("The answer is off the projector."), marked("Undo: hide an answer"), {}


def _shown_again() -> Said:
    return marked("The answer is shown again."), marked("Undo: show an answer again"), {}
