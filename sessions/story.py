"""Stories, ideas, the question to discuss and the illustration: the plan's words on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from sessions.activity import bring_up, check_going
from sessions.refused import Invalid, Refused, Unknown, marked

if TYPE_CHECKING:
    from sessions.facts import Fact, Record
    from sessions.plan import Cue, Plan, Topic
    from sessions.state import Decision, State

NAME = "story"
Passage = Literal["story", "ideas", "discussion", "illustration"]
TITLES: dict[Passage, str] = {
    "story": marked("Story"),
    "ideas": marked("Ideas to share"),
    "discussion": marked("Question to discuss"),
    "illustration": marked("Practical illustration"),
}
PASSAGES = tuple(TITLES)
MOST_PARTS = 100
"""More than the longest passage comes in."""


class Shown(Struct, frozen=True):
    """A passage of a topic and the part of it that is seen, from 0; the illustration is of all."""

    passage: Passage
    topic: int
    part: int = 0


class StoryShown(Struct, frozen=True):
    """A passage of the plan was put up for the room to read."""

    passage: Passage
    topic: int
    before: Shown | None


class StoryTurned(Struct, frozen=True):
    """Another part of a passage came up."""

    part: int
    before: int


FACTS = (StoryShown, StoryTurned)


class Told(Struct, frozen=True):
    """That a passage was put up, and when, in seconds since 1970."""

    number: int
    at: float
    passage: Passage
    topic: int


class Story(Struct, frozen=True):
    """The passage at hand, and all that were put up, in order."""

    shown: Shown | None = None
    told: tuple[Told, ...] = ()


def begin(_plan: Plan) -> Story:
    """Nothing was put up yet."""
    return Story()


def apply(story: Story, record: Record) -> Story:
    """What was put up after a fact."""
    match record.fact:
        case StoryShown(passage, topic):
            told = Told(record.number, record.at, passage, topic)
            return Story(Shown(passage, topic), (*story.told, told))
        case StoryTurned(part):
            return _turn(story, part)
    return story


def undo(story: Story, fact: Fact, number: int) -> Story:
    """What was put up without a fact."""
    match fact:
        case StoryShown(_, _, before):
            return Story(before, tuple(one for one in story.told if one.number != number))
        case StoryTurned(_, before):
            return _turn(story, before)
    return story


def show(passage: Passage, topic: int) -> Decision:
    """Put a passage of a topic on the projector, from its beginning. Sheets stay open."""

    def decide(state: State, _now: float) -> list[Fact]:
        check_going(state)
        if not words(state.plan, passage, topic):
            raise Refused(marked("The plan has nothing there to show, so nothing changed."))
        before = state.story.shown
        new = Shown(passage, topic) != before
        shown: list[Fact] = [StoryShown(passage, topic, before)] if new else []
        return [*shown, *bring_up(state, NAME, closing=False)]

    return decide


def show_from_cue(topic: Topic, cue: Cue) -> Decision:
    """What a cue tells: the illustration where it names it or the topic has no story."""

    def decide(state: State, now: float) -> list[Fact]:
        named = "illustration" in cue.text.casefold() and state.plan.illustration
        passage: Passage = "illustration" if named or not topic.stories else "story"
        return list(show(passage, topic.number)(state, now))

    return decide


def turn(part: int) -> Decision:
    """Bring up a part of the passage at hand, from 0; beyond the last one that is seen."""

    def decide(state: State, _now: float) -> list[Fact]:
        shown = state.story.shown
        if shown is None:
            raise Refused(marked("No story is on the projector. Show one first."))
        if not 0 <= part < MOST_PARTS:
            raise Invalid(marked("There is no such part."))
        return [] if part == shown.part else [StoryTurned(part, shown.part)]

    return decide


def words(plan: Plan, passage: Passage, topic: int) -> str:
    """A passage as prose, empty where the plan has none. Raises Unknown for another topic."""
    found = plan.topic(topic)
    if found is None:
        raise Unknown(marked("This workshop has no topic %(topic)s."), topic=topic)
    match passage:
        case "story":
            return found.stories
        case "ideas":
            return found.ideas
        case "discussion":
            return question(found)
    return plan.illustration


def question(topic: Topic) -> str:
    """The question that a topic's discussion begins with; what follows is for the trainer."""
    return topic.discussion.strip().partition("\n\n")[0]


def _turn(story: Story, part: int) -> Story:
    return replace(story, shown=replace(story.shown, part=part)) if story.shown else story
