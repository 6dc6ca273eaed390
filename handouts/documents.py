"""Draws a document: a plan, or a plan and its session, as the HTML that is printed."""

from collections.abc import Callable

from msgspec.structs import replace

from handouts import flip_sheets, leaves, questions
from handouts.activities import sections
from handouts.cards import card_values, certificate_values
from handouts.days import day_of
from handouts.groups import card_values as group_card_values
from handouts.hour import hour
from handouts.icebreaker import deck_values
from handouts.kinds import Kind
from handouts.options import Options
from handouts.packing import packing
from handouts.report import report_values
from handouts.schedule import end_of, is_moved, schedule, schedule_of
from handouts.source import Around, Source
from handouts.votes import ballot_values
from sessions.clock import time_of_day
from templates.face import pick_language, render, translate
from templates.filters import clock_time
from templates.paper import legible

Values = dict[str, object]


def draw(kind: Kind, source: Source, options: Options, around: Around | None = None) -> str:
    """A document as HTML, the same for the browser and for WeasyPrint; `around` for a screen."""
    plan = source.plan
    language = pick_language(plan.lang)
    if source.moment is not None and options.start is None:
        options = replace(options, start=time_of_day(clock_time(source.moment.state.starts_at)))
    html = render(
        f"handouts/{kind.name}.html",
        language,
        kind=kind,
        name=translate(kind.title, {}, language),
        plan=plan,
        lang=plan.lang,
        options=options,
        around=around,
        **_VALUES[kind.name](source, options),
    )
    return legible(html)


def _guide(source: Source, options: Options) -> Values:
    plan = source.plan
    slots, end = schedule(plan, options.start), end_of(plan, options.start)
    if source.moment is not None and options.start is not None and is_moved(source.moment.state):
        slots, end = schedule_of(source.moment, options.start)
    return {
        "remembered": source.remembered,
        "slots": slots,
        "end": end,
        "things": packing(plan),
        "words": {cue.kind for topic in plan.topics for cue in topic.cues},
        "asked": questions.questions(plan),
        "of_topic": questions.of_topic,
    }


def _handout(source: Source, _options: Options) -> Values:
    return {
        "leaves": leaves.empty(source.plan),
        "leaves_of": leaves.of_topic,
        "side_by_side": leaves.side_by_side,
        "day": "",
        "asked": questions.questions(source.plan),
        "of_topic": questions.of_topic,
    }


def _takeaway(source: Source, options: Options) -> Values:
    state = source.session.state
    return {
        **_handout(source, options),
        "leaves": leaves.written(state),
        "day": day_of(state),
    }


def _sheets(source: Source, options: Options) -> Values:
    found = leaves.empty(source.plan)
    if options.paper == "a4":
        return {"sheets": (), "strips": flip_sheets.strips(found)}
    return {"sheets": flip_sheets.flip_sheets(found, options.paper), "strips": ()}


def _map(source: Source, _options: Options) -> Values:
    return {"leaves": leaves.empty(source.plan)}


def _asked(source: Source, _options: Options) -> Values:
    return {"asked": questions.questions(source.plan)}


def _pack(source: Source, options: Options) -> Values:
    return {**_guide(source, options), **_handout(source, options)}


def _report(source: Source, _options: Options) -> Values:
    state = source.session.state
    drawn = sections(state, pick_language(source.plan.lang))
    return {"hour": hour(source.session), "activities": drawn, **report_values(source.session)}


_VALUES: dict[str, Callable[[Source, Options], Values]] = {
    "guide": _guide,
    "handout": _handout,
    "sheets": _sheets,
    "map": _map,
    "quiz": _asked,
    "key": _asked,
    "checklist": _guide,
    "pack": _pack,
    "takeaway": _takeaway,
    "report": _report,
    "question-cards": lambda source, _options: deck_values(source),
    "group-cards": lambda source, _options: group_card_values(source.session.state),
    "ballot": lambda source, _options: ballot_values(source.session.state),
    "join-cards": lambda source, _options: card_values(source.session.room),
    "certificate": lambda source, _options: certificate_values(source.session),
}
