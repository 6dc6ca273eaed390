"""A session in which one text stands wherever a plan or a person can put one."""

from msgspec.structs import replace

from handouts.source import Source
from sessions import people, sheets
from sessions.groups import Group, GroupsFormed
from sessions.ideas import IdeaSubmitted
from sessions.plan import Adjustment, Choice, Cue, Part, Plan, Question, Sheet, Topic
from sessions.room import Moment
from tests.handouts.printing import ROOM
from tests.sessions.story import Story


def plan_of_one_text(text: str) -> Plan:
    """A plan whose every field is this text."""
    topic = Topic(
        1,
        text,
        10,
        objective=text,
        summary=text,
        materials=(text,),
        checklist=(text,),
        sheets=(Sheet("external", text, text, lines=(text,)),),
        cues=(Cue("SAY", text, 2, listen_for=(text,)), Cue("CHART", text, 0, "external")),
        late=(Adjustment(text, 1),),
        early=(Adjustment(text, 1),),
        **dict.fromkeys(("ideas", "stories", "discussion", "tips", "handout"), text),
        questions=(_question(text),),
        parts=(Part(text, text),),
        introduction=text,
    )
    return Plan(
        "",
        text,
        course=text,
        lesson=text,
        room=text,
        introduction=text,
        topics=(topic,),
        questions=(_question(text),),
        illustration=text,
        icebreakers=(Part(text, f"- {text}?"),),
        reading=text,
        parts=(Part(text, text),),
    )


def session_of_one_text(text: str) -> Source:
    """A session of such a plan, with an idea and a name that are this text too.

    They are put into the log as they are, as another version might have.
    """
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(lambda _state, _now: [IdeaSubmitted("one-idea", "external", text)], by="ann")
    story.do(lambda _state, _now: [people.NameGiven(text[:40])], by="ann")
    group = Group(text, ("p0", f"={text[:40]}"), "red", "external")
    story.do(lambda _state, _now: [GroupsFormed((group,), 1, text)])
    plan = plan_of_one_text(text)
    state = replace(story.state, plan=plan, sheets=sheets.begin(plan))
    return Source(plan, Moment(state, ROOM, story.at))


def _question(text: str) -> Question:
    choices = Choice(text, right=True), Choice(text, right=False)
    return Question(text, choices, text)
