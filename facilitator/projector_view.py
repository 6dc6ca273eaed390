"""The projector as the room sees it: a rail, the stage, what stands before it, and the counts."""

from facilitator.activities import on_stage
from facilitator.projector_front import front, front_reads, spotlit
from facilitator.projector_lines import ProjectorLines, on_projector
from facilitator.projector_stage import stage, stage_reads
from sessions.joining import typed
from sessions.room import Moment
from sessions.tally import Leaf
from templates.drawing import Region, View
from templates.face import render

TALLY_TO = 30
"""More people than this are given as a number alone: nobody counts so many strokes."""


def title_reads(moment: Moment) -> tuple[object, ...]:
    """What the title depends on."""
    return (moment.state.agenda.running, moment.state.projector)


def title(moment: Moment, language: str) -> str:
    """The topic that runs, over its sheets; where the stage says it itself, the workshop."""
    plan, running = moment.state.plan, moment.state.agenda.running
    full = on_projector(moment) or on_stage(moment)
    topic = plan.topic(running) if running and full else None
    words = topic.title if topic else plan.title
    return render("facilitator/projector_title.html", language, title=words, lang=plan.lang)


def mark_reads(moment: Moment) -> tuple[object, ...]:
    """What the mark of a rehearsal depends on."""
    return (moment.state.rehearsed_from is None,)


def mark(moment: Moment, language: str) -> str:
    """Says that it is a rehearsal."""
    rehearsing = moment.state.rehearsed_from is not None
    return render("facilitator/projector_mark.html", language) if rehearsing else ""


def clock_reads(moment: Moment) -> tuple[object, ...]:
    """What the clock depends on."""
    state = moment.state
    running = state.agenda.running
    clock = state.agenda.clock(running) if running else None
    return (clock, state.agenda.started, state.ended)


def clock(moment: Moment, language: str) -> str:
    """What is left of the topic; before the first one, when it starts."""
    state = moment.state
    running = state.agenda.running
    return render(
        "facilitator/projector_clock.html",
        language,
        clock=state.agenda.clock(running) if running else None,
        starts_at=None if state.agenda.started or state.ended else state.starts_at,
        now=moment.now,
    )


def counts_reads(moment: Moment) -> tuple[object, ...]:
    """What the counts depend on."""
    leaves = _leaves(moment)
    people = None if leaves else moment.state.people.names
    return (leaves[0] if leaves else None, leaves[-1] if leaves else None, people)


def counts(moment: Moment, language: str) -> str:
    """Ideas received and shown on the sheets that are seen, or else how many people are in."""
    leaves = _leaves(moment)
    return render(
        "facilitator/projector_counts.html",
        language,
        sheets=len(leaves),
        received=sum(leaf.received for leaf in leaves),
        shown=sum(leaf.shown for leaf in leaves),
        people=len(moment.state.people.names),
        tally_to=TALLY_TO,
        ended=moment.state.ended,
    )


def corner_reads(moment: Moment) -> tuple[object, ...]:
    """What the corner depends on."""
    state, room = moment.state, moment.room
    on, running = state.projector.on, state.agenda.running
    return (state.ended, on, state.projector.activity, running, room.join, room.code, state.lobby)


def corner(moment: Moment, language: str) -> str:
    """How to join, small; in the lobby, where it stands large, that no name is needed."""
    state = moment.state
    return render(
        "facilitator/projector_corner.html",
        language,
        address=typed(moment.room),
        code=moment.room.code,
        lobby=not (on_projector(moment) or on_stage(moment)) and state.agenda.running is None,
        locked=state.lobby.locked,
        ended=state.ended,
    )


def _leaves(moment: Moment) -> tuple[Leaf, ...]:
    """The sheets that are seen: that of the idea shown alone, or those that are on."""
    place = spotlit(moment)
    sheets = (place[0],) if place else on_projector(moment)
    return tuple(moment.state.ideas.leaf(sheet) for sheet in sheets)


PROJECTOR: View[Moment] = View(
    regions=(
        Region("title", title_reads, title),
        Region("mark", mark_reads, mark),
        Region("clock", clock_reads, clock),
        Region("stage", stage_reads, stage),
        Region("front", front_reads, front),
        Region("counts", counts_reads, counts),
        Region("corner", corner_reads, corner),
    ),
    lists=ProjectorLines(),
)
"""What the room sees, the same for everybody."""
