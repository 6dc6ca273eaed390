"""A plan: the workshop a trainer means to run, as read from a plan file.

Everything here is frozen and pure. `sessions.plan_file.parse` makes a Plan from Markdown; the text
it was made from stays in `Plan.text`, so that saving a plan is writing that text, without loss.
Texts named *prose* are Markdown paragraphs as the trainer wrote them; all others are one plain
line.
"""

from typing import Literal

from msgspec import Struct

CueKind = Literal[
    "SAY",
    "ASK",
    "DO",
    "CHART",
    "LISTEN",
    "GROUPS",
    "QUIZ",
    "VOTE",
    "ICEBREAKER",
    "STORY",
]
"""The words a cue begins with. All are known from the start, live or not."""


class Problem(Struct, frozen=True):
    """Something in a plan file that its author should know, and how to write it right.

    `line` counts from 1; 0 means the file as a whole. An error keeps the plan from being opened,
    a warning does not.
    """

    line: int
    sentence: str
    error: bool


class Sheet(Struct, frozen=True):
    """A flip-chart sheet that a topic prepares.

    `id` is unique in the plan (`a-z0-9-`). `each`: ideas one person may send, None for no limit.
    `words` and `letters`: the most one idea may have, None for the general limit (200 graphemes).
    `lines`: what is written on it beforehand.
    """

    id: str
    heading: str
    question: str = ""
    each: int | None = None
    words: int | None = None
    letters: int | None = None
    lines: tuple[str, ...] = ()


class Cue(Struct, frozen=True):
    """One step of a topic. `minutes` is 0 where the plan gives none; `sheet` an id or None."""

    kind: CueKind
    text: str
    minutes: float = 0
    sheet: str | None = None
    listen_for: tuple[str, ...] = ()


class Adjustment(Struct, frozen=True):
    """What to skip when late (`minutes` saved) or to add when early (`minutes` used)."""

    text: str
    minutes: float = 0


class Choice(Struct, frozen=True):
    """One answer that a review question offers."""

    text: str
    right: bool


class Question(Struct, frozen=True):
    """A review question: open (no choices, perhaps a word limit) or with choices and a reason."""

    text: str
    choices: tuple[Choice, ...] = ()
    reason: str = ""
    max_words: int | None = None


class Part(Struct, frozen=True):
    """A named part that is kept as the trainer wrote it: its title, its prose and its line.

    `minutes` is 0 where the plan gives none; an icebreaker may have some.
    """

    title: str
    prose: str
    line: int = 0
    minutes: float = 0


class Topic(Struct, frozen=True):
    """A timed part of the workshop. Topics count from 1 in the plan's order.

    `materials` and `checklist` are plain lines in the plan's order. `stories`, `ideas`,
    `discussion`, `tips`, `handout` are prose, empty where the plan has none. `introduction` is the
    prose between the topic's title and its first part. `parts` are the parts whose names this
    version does not know, and notes that stand where no prose is expected.
    """

    number: int
    title: str
    minutes: float
    objective: str = ""
    summary: str = ""
    materials: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    cues: tuple[Cue, ...] = ()
    late: tuple[Adjustment, ...] = ()
    early: tuple[Adjustment, ...] = ()
    ideas: str = ""
    stories: str = ""
    discussion: str = ""
    tips: str = ""
    handout: str = ""
    questions: tuple[Question, ...] = ()
    parts: tuple[Part, ...] = ()
    introduction: str = ""


class Plan(Struct, frozen=True):
    """A workshop to run. `group_min`, `group_max`: people it suits, None where not said.

    `text` is the file's text, to the letter. `questions` are the lesson's review questions; the
    topics' own stand in the topics. `illustration` and `reading` are prose. The minutes of these
    three are 0 where not given, and count in no topic.
    """

    text: str
    title: str
    lang: str = "en"
    course: str = ""
    lesson: str = ""
    group_min: int | None = None
    group_max: int | None = None
    room: str = ""
    introduction: str = ""
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    illustration: str = ""
    icebreakers: tuple[Part, ...] = ()
    reading: str = ""
    parts: tuple[Part, ...] = ()
    questions_minutes: float = 0
    illustration_minutes: float = 0
    reading_minutes: float = 0

    @property
    def minutes(self) -> float:
        """Minutes of all topics together."""
        return sum(topic.minutes for topic in self.topics)

    def topic(self, number: int) -> Topic | None:
        """The topic with this number, None where there is none."""
        return self.topics[number - 1] if 1 <= number <= len(self.topics) else None
