"""The activities that phones know, in their order."""

from participant import breaks, groups, icebreaker, private, pulse, quiz, votes
from participant.activity import Activity
from sessions.room import Moment
from templates.drawing import Region

ACTIVITIES: tuple[Activity, ...] = (
    quiz.ACTIVITY,
    votes.ACTIVITY,
    groups.ACTIVITY,
    icebreaker.ACTIVITY,
    breaks.ACTIVITY,
    private.ACTIVITY,
    pulse.ACTIVITY,
)


def shared() -> Region[Moment]:
    """What all phones show of the activities that ask something."""

    def reads(moment: Moment) -> tuple[object, ...]:
        parts = (part for one in ACTIVITIES for part in one.reads(moment))
        return (moment.state.ended, moment.state.projector.activity, *parts)

    def html(moment: Moment, language: str) -> str:
        if moment.state.ended:
            return ""
        return "".join(one.shared(moment, language) for one in ACTIVITIES)

    return Region("activity", reads, html)


def own(participant: str) -> Region[Moment]:
    """What one participant's phone shows of them beside that."""

    def reads(moment: Moment) -> tuple[object, ...]:
        parts = (part for one in ACTIVITIES for part in one.own_reads(moment, participant))
        return (moment.state.ended, moment.state.projector.activity, *parts)

    def html(moment: Moment, language: str) -> str:
        return "".join(one.own(moment, participant, language) for one in ACTIVITIES)

    return Region("mine", reads, html)
