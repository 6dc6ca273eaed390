"""One round of the review quiz: what is asked, what was answered, how many were right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from sessions.clock import Clock
from sessions.text import sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sessions.plan import Question

    Answers = HashTrieMap[int, "Given"]
    """What one phone answered, by question."""

TEACH_AGAIN = 2 / 3
"""Where a smaller share of the room than this was right, the question deserves another look."""

GRACE = 2.0
"""Seconds after the end in which an answer still counts that was sent in time."""


class Given(Struct, frozen=True):
    """An answer of one phone: the places of choices from 0, or a text."""

    counter: int
    choices: tuple[int, ...]
    text: str


NO_ANSWERS: Answers = HashTrieMap()


class Count(Struct, frozen=True):
    """What came in for one question; choices by place, `written` by the number of its fact."""

    answers: int = 0
    right: int = 0
    chosen: HashTrieMap[int, int] = field(default_factory=HashTrieMap)
    hands: HashTrieMap[int, int] = field(default_factory=HashTrieMap)
    written: HashTrieMap[int, str] = field(default_factory=HashTrieMap)
    hidden: HashTrieSet[str] = field(default_factory=HashTrieSet)

    def of(self, choice: int) -> int:
        """Phones and hands that chose this."""
        return self.chosen.get(choice, 0) + self.hands.get(choice, 0)


class Stage(Struct, frozen=True):
    """How far a quiz is: nothing of it changes when somebody answers.

    `question` is at hand, from 1, 0 for the overview; `asked` since when each took answers, in
    seconds; `open` those that do; `revealed` those whose answers were shown.
    """

    question: int = 0
    asked: HashTrieMap[int, float] = field(default_factory=HashTrieMap)
    open: frozenset[int] = frozenset()
    revealed: frozenset[int] = frozenset()

    def opened(self, questions: Iterable[int], at: float) -> Stage:
        """The same with questions that take answers from now on."""
        asked = self.asked
        for question in (new := frozenset(questions)):
            asked = asked.insert(question, at)
        return replace(self, asked=asked, open=self.open | new)


class Quiz(Struct, frozen=True):
    """A round. `seconds` are for each question, 0 for no limit; `extra` the phones with twice."""

    number: int
    title: str
    questions: tuple[Question, ...]
    led: bool
    seconds: int
    stage: Stage
    counts: tuple[Count, ...]
    phones: HashTrieMap[str, Answers] = field(default_factory=HashTrieMap)
    extra: HashTrieSet[str] = field(default_factory=HashTrieSet)

    @property
    def every(self) -> range:
        """The numbers of all questions."""
        return range(1, len(self.questions) + 1)

    @property
    def at_hand(self) -> tuple[int, ...]:
        """The questions that are asked and shown together."""
        if not self.led:
            return tuple(self.every)
        return (self.stage.question,) if self.stage.question else ()

    @property
    def total(self) -> int:
        """Seconds from asking to the end: for all questions where each has its own pace."""
        return self.seconds if self.led else self.seconds * len(self.questions)

    @property
    def finished(self) -> int:
        """Phones that answered every question."""
        return sum(len(answers) == len(self.questions) for answers in self.phones.values())

    def question(self, number: int) -> Question:
        """A question by its number."""
        return self.questions[number - 1]

    def count(self, number: int) -> Count:
        """What came in for a question."""
        return self.counts[number - 1]

    def given(self, by: str, number: int) -> Given | None:
        """What a phone answered to a question."""
        return self.phones.get(by, NO_ANSWERS).get(number)

    def in_time(self, by: str, number: int, now: float) -> bool:
        """Whether the time of a phone for a question is not over yet."""
        total = self.total * (1 + (by in self.extra))
        return not total or now <= self.stage.asked.get(number, now) + total + GRACE

    def clock(self, number: int, *, extra: bool = False) -> Clock | None:
        """The time of a question while it is open, None where it has no limit."""
        if not self.total or number not in self.stage.open:
            return None
        return Clock(self.total * (1 + extra), started_at=self.stage.asked[number])

    def room(self, number: int) -> tuple[int, int] | None:
        """How many were right, and of how many; None where nobody can be.

        Hands count where one choice is right: who raised a hand twice cannot be told.
        """
        right, count = right_choices(self.question(number)), self.count(number)
        if not right:
            return None
        hands = dict(count.hands.items()) if len(right) == 1 else {}
        by_hand = sum(some for place, some in hands.items() if place in right)
        return count.right + by_hand, count.answers + sum(hands.values())

    def missed(self, number: int) -> bool:
        """Whether so many were wrong that the question deserves another look."""
        right, of = self.room(number) or (0, 0)
        return of > 0 and right < TEACH_AGAIN * of

    def points(self, by: str) -> tuple[int, int]:
        """How many questions a phone has right, and how many of those shown can be."""
        can = [
            n for n in self.every if n in self.stage.revealed and right_choices(self.question(n))
        ]
        mine = [self.given(by, number) for number in can]
        right = sum(
            is_right(self.question(number), one.choices) is True
            for number, one in zip(can, mine, strict=True)
            if one
        )
        return right, len(can)


def right_choices(question: Question) -> frozenset[int]:
    """The places of the right choices; none of an open question, and where the plan has none."""
    return frozenset(place for place, choice in enumerate(question.choices) if choice.right)


def is_right(question: Question, choices: tuple[int, ...]) -> bool | None:
    """Whether just the right choices were taken; None where none is right."""
    right = right_choices(question)
    return frozenset(choices) == right if right else None


def texts(quiz: Quiz, number: int) -> list[tuple[str, str, int]]:
    """What was answered in words: the key of equal ones, their commonest wording, how many."""
    spoken: dict[str, Counter[str]] = {}
    for text in _all_texts(quiz, number):
        spoken.setdefault(sameness(text), Counter())[text] += 1
    said = [(key, _commonest(same), same.total()) for key, same in spoken.items()]
    return sorted(said, key=lambda one: (-one[2], one[0]))


def give(quiz: Quiz, number: int, by: str, new: Given) -> Quiz:
    """The quiz with a phone's answer in the place of its earlier one."""
    known, count = quiz.given(by, number), quiz.count(number)
    chosen = count.chosen
    for one, step in ((known, -1), (new, 1)):
        for place in one.choices if one else ():
            chosen = chosen.insert(place, chosen.get(place, 0) + step)
    question = quiz.question(number)
    was = known is not None and is_right(question, known.choices) is True
    right = count.right - was + (is_right(question, new.choices) is True)
    count = replace(count, answers=count.answers + (known is None), right=right, chosen=chosen)
    answers = quiz.phones.get(by, NO_ANSWERS).insert(number, new)
    return replace(put(quiz, number, count), phones=quiz.phones.insert(by, answers))


def put(quiz: Quiz, number: int, count: Count) -> Quiz:
    """The quiz with another count of a question."""
    counts = (*quiz.counts[: number - 1], count, *quiz.counts[number:])
    return replace(quiz, counts=counts)


def _commonest(same: Counter[str]) -> str:
    return min(same, key=lambda text: (-same[text], text))


def _all_texts(quiz: Quiz, number: int) -> Iterator[str]:
    yield from (text for _, text in sorted(quiz.count(number).written.items()))
    for answers in quiz.phones.values():
        if (one := answers.get(number)) is not None and one.text:
            yield one.text
