from handouts.questions import of_topic, questions
from sessions.plan import Choice, Plan, Question, Topic

OPEN, SHORT = Question("Open?"), Question("Short?", max_words=10)
CHOICE = Question("Which?", choices=(Choice("a", right=False), Choice("b", right=True)))
PLAN = Plan(
    "",
    "Any",
    topics=(Topic(1, "One", 5, questions=(OPEN,)), Topic(2, "Two", 5, questions=(SHORT,))),
    questions=(CHOICE,),
)


def test_all_questions_are_in_one_count_the_topics_own_first() -> None:
    asked = questions(PLAN)
    assert [(one.number, one.question) for one in asked] == [(1, OPEN), (2, SHORT), (3, CHOICE)]
    assert [one.number for one in of_topic(asked, PLAN.topics[1])] == [2]


def test_the_word_limit_says_how_many_lines_there_are_to_write_on() -> None:
    assert [one.lines for one in questions(PLAN)] == [3, 2, 0]


def test_the_right_answer_is_told_by_its_place() -> None:
    assert questions(PLAN)[2].right == (1,)
