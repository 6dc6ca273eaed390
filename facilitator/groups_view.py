"""Small groups as the console lists them and as the projector shows them."""

from msgspec import Struct

from sessions import group_work
from sessions.clock import Clock
from sessions.groups import Round
from sessions.people import People
from sessions.placing import SIZE
from sessions.refused import marked
from sessions.room import Moment
from sessions.roster import name
from sessions.state import State
from templates.face import render, translate

PHONE = marked("Phone %(number)s")
WITHOUT = marked("Somebody without a phone (%(number)s)")


class Standing(Struct, frozen=True):
    """A group as it is now: the names that are known, and how many more are in it.

    `recorder` is the name of who writes, None where nobody does, empty where no name is known.
    """

    place: int
    name: str
    colour: str
    names: tuple[str, ...]
    more: int
    recorder: str | None
    ideas: int
    lines: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many are in it."""
        return len(self.names) + self.more


def reads(moment: Moment) -> tuple[object, ...]:
    """What both pictures depend on: people only while groups are at work."""
    state, last = moment.state, moment.state.groups.last
    if last is None or not last.going:
        return (state.groups, None, None, None)
    reported = None if last.reporting is None else last.groups[last.reporting].sheet
    ideas = sum(state.ideas.leaf(group.sheet).received for group in last.groups if group.sheet)
    return (state.groups, state.people, ideas, reported and state.ideas.leaf(reported))


def console(moment: Moment, language: str) -> str:
    """What can be done with the groups."""
    state, last = moment.state, moment.state.groups.last
    return render(
        "facilitator/console_groups.html",
        language,
        code=moment.room.code,
        round=last,
        rounds=len(state.groups.rounds),
        standings=standings(state, last) if last else (),
        members=_members(state, last, language) if last and last.going else (),
        clock=_clock(last),
        now=max(moment.now, state.at),
        list=group_work.plan_list(state, last) if last else (),
        task=last.task if last else _task(state),
        size=SIZE,
        ended=state.ended,
        on=state.projector.activity == group_work.NAME,
    )


def stage(moment: Moment, language: str) -> str:
    """Who is in which group, or what the group that reports has written."""
    state, last = moment.state, moment.state.groups.last
    found = standings(state, last) if last else ()
    reporting = found[last.reporting] if last and last.reporting is not None else None
    return render(
        "facilitator/projector_groups.html",
        language,
        round=last,
        standings=found,
        reporting=reporting,
        written=_written(state, last),
        next=found[last.next] if last and last.next is not None else None,
        clock=_clock(last),
        now=max(moment.now, state.at),
        lang=state.plan.lang,
    )


def standings(state: State, one: Round) -> tuple[Standing, ...]:
    """Every group of a round as it is now."""
    return tuple(_standing(state, one, place) for place in range(len(one.groups)))


def _standing(state: State, one: Round, place: int) -> Standing:
    group, people = one.groups[place], state.people
    members = one.members(place, people)
    names = tuple(found for member in members if (found := name(people, member)))
    writes = group_work.recorder(one, place, people)
    return Standing(
        place,
        group.name,
        group.colour,
        names,
        len(members) - len(names),
        name(people, writes) if writes else None,
        state.ideas.leaf(group.sheet).received if group.sheet else 0,
        one.lists.get(place, ()),
    )


def _members(state: State, one: Round, language: str) -> list[tuple[str, str, int]]:
    """Everybody who can be moved: who, what they are called, and their group."""
    inside = [(m, n) for n in range(len(one.groups)) for m in one.members(n, state.people)]
    return [(m, _called(state.people, m, language), n) for m, n in inside]


def _called(people: People, member: str, language: str) -> str:
    if found := name(people, member):
        return found
    number = int(member[1:])
    if member.startswith("+"):
        return translate(WITHOUT, {"number": number}, language)
    return translate(PHONE, {"number": number + 1}, language)


def _clock(one: Round | None) -> Clock | None:
    """What is left for the work; none where there is no limit, or once somebody reports."""
    return one.clock if one and one.going and one.clock.total and not one.turns else None


def _written(state: State, one: Round | None) -> list[str]:
    """What the group that reports has on its sheet."""
    if one is None or one.reporting is None:
        return []
    lines = state.ideas.lines_of(one.groups[one.reporting].sheet)
    return [state.ideas.all[first].text for first in lines]


def _task(state: State) -> str:
    """The task in the plan for the topic that runs."""
    topic = state.plan.topic(state.agenda.running or 0)
    cues = topic.cues if topic else ()
    return next((cue.text for cue in cues if cue.kind == "GROUPS"), "")
