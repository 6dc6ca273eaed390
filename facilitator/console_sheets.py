"""The console's sheets: their tabs, heads and counts, and the lines on them as keyed lists."""

from collections.abc import Iterable
from functools import lru_cache

from facilitator.at_hand import at_hand
from sessions.collected import changed_lines
from sessions.inks import ink
from sessions.plan import Sheet
from sessions.projector import SIDE_BY_SIDE
from sessions.room import Moment
from sessions.sheets import LOT
from sessions.state import State
from sessions.tally import Line
from sessions.words import flagged
from templates.drawing import Region
from templates.face import fill, frame, render
from templates.filters import clock_time

SHOWN, HELD, HIDDEN = "ideas-", "held-", "hidden-"
"""What the ids of the lists begin with; the sheet's id follows."""


class ConsoleLists:
    """The lines of every sheet, the ideas that wait for it and its hidden ones, by number."""

    def ids(self, moment: Moment) -> tuple[str, ...]:
        """Three lists a sheet."""
        sheets = moment.state.listed_sheets
        return tuple(f"{kind}{sheet.id}" for sheet in sheets for kind in (SHOWN, HELD, HIDDEN))

    def whole(self, id: str, moment: Moment, language: str) -> dict[int, str]:
        """Every line of a list."""
        ideas = moment.state.ideas
        if id.startswith(SHOWN):
            lines = ideas.lines_of(id.removeprefix(SHOWN))
            return {first: _line(moment, line, language) for first, line in lines.items()}
        return {
            number: _aside(moment, number, id, language)
            for number in sorted(_all_in(moment.state, id))
        }

    def changed(
        self, id: str, old: Moment, new: Moment, touched: frozenset[int], language: str
    ) -> dict[int, str | None]:
        """The lines that differ because of these ideas, or of the one that is shown alone."""
        if not id.startswith(SHOWN):
            return _changed_aside(id, old, new, touched, language)
        before, after = old.state.projector.spotlight, new.state.projector.spotlight
        spot = {n for n in (before, after) if n is not None} if before != after else set[int]()
        sheet = id.removeprefix(SHOWN)
        lines = changed_lines(old.state.ideas, new.state.ideas, touched | spot, sheet)
        return {
            n: None if line is None else _line(new, line, language) for n, line in lines.items()
        }


def in_order(state: State) -> tuple[Sheet, ...]:
    """The sheets as their tabs stand: those of the topic at hand first."""
    own, listed = own_sheets(state), state.listed_sheets
    return (
        *(sheet for sheet in listed if sheet.id in own),
        *(sheet for sheet in listed if sheet.id not in own),
    )


def own_sheets(state: State) -> frozenset[str]:
    """The sheets of the topic at hand."""
    its = {sheet.id for sheet in state.sheets.of_topic(at_hand(state).number)}
    return frozenset(sheet.id for sheet in state.listed_sheets if sheet.id in its)


def turned(on: tuple[str, ...], sheet: str) -> tuple[str, ...]:
    """What the projector shows once a sheet is put on it, or taken off."""
    if sheet in on:
        return tuple(one for one in on if one != sheet)
    return (*on, sheet)[-SIDE_BY_SIDE:]


def _changed_aside(
    id: str, old: Moment, new: Moment, touched: Iterable[int], language: str
) -> dict[int, str | None]:
    changes: dict[int, str | None] = {}
    for number in touched:
        if _is_in(new.state, number, id):
            changes[number] = _aside(new, number, id, language)
        elif _is_in(old.state, number, id):
            changes[number] = None
    return changes


def _is_in(state: State, number: int, id: str) -> bool:
    """Whether an idea stands in this list of those that wait or are hidden."""
    idea = state.ideas.all.get(number)
    return idea is not None and f"{idea.standing}-{idea.sheet}" == id


def _all_in(state: State, id: str) -> Iterable[int]:
    """All ideas of such a list; those that are hidden are looked for only where there are any."""
    if id.startswith(HELD):
        return state.ideas.leaf(id.removeprefix(HELD)).held
    hidden = state.ideas.leaf(id.removeprefix(HIDDEN)).hidden
    ideas = state.ideas.all.items() if hidden else ()
    return (n for n, idea in ideas if idea.hidden and _is_in(state, n, id))


def _line(moment: Moment, line: Line, language: str) -> str:
    idea = moment.state.ideas.all[line.first]
    spotlight = moment.state.projector.spotlight
    alone = spotlight is not None and line.has(spotlight)
    muted = idea.by in moment.state.approval.muted if idea.by else None
    found = flagged(moment.room.words, idea.text)
    shared = _shared(moment.room.code, line.tally, alone, muted, found, language)
    return fill(shared, idea.text, number=line.first, at=clock_time(idea.at))


@lru_cache(maxsize=1000)
def _shared(  # noqa: PLR0913, PLR0917 - all that makes the line of one idea look unlike another's
    code: str, tally: int, alone: bool, muted: bool | None, flagged: str | None, language: str
) -> str:
    """The line of an idea without what is its own, the same for many, so that a long list is quick.

    `muted` says whether its author is; None where the facilitator wrote it.
    """
    return frame(
        "facilitator/console_idea.html",
        language,
        code=code,
        tally=tally,
        alone=alone,
        muted=muted,
        flagged=flagged,
    )


def _aside(moment: Moment, number: int, id: str, language: str) -> str:
    """An idea that is on no sheet: one that waits, or a hidden one."""
    idea = moment.state.ideas.all[number]
    return render(
        f"facilitator/console_{'held' if id.startswith(HELD) else 'hidden'}.html",
        language,
        code=moment.room.code,
        number=number,
        text=idea.text,
        flagged=flagged(moment.room.words, idea.text),
        due=idea.due,
        by=bool(idea.by),
        muted=idea.by in moment.state.approval.muted,
    )


def _tabs(moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        "facilitator/console_sheet_tabs.html",
        language,
        sheets=in_order(state),
        leaves={sheet.id: state.ideas.leaf(sheet.id) for sheet in state.sheets.all},
        own=own_sheets(state),
        open=state.sheets.open,
        on=state.projector.on,
    )


def _panels(moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        "facilitator/console_sheet_panels.html",
        language,
        code=moment.room.code,
        sheets=state.listed_sheets,
        inks={sheet.id: ink(state.sheets, sheet.id) for sheet in state.sheets.all},
        open=state.sheets.open,
        on=state.projector.on,
        seen=state.projector.seen,
        turned={sheet.id: turned(state.projector.on, sheet.id) for sheet in state.sheets.all},
        approved=state.approval.sheets,
        unseen=state.private.sheets,
        lot=LOT,
        ended=state.ended,
    )


def _counts(moment: Moment, language: str) -> str:
    state = moment.state
    return render(
        "facilitator/console_sheet_counts.html",
        language,
        leaves=[(sheet.id, state.ideas.leaf(sheet.id)) for sheet in state.listed_sheets],
    )


def _alone(moment: Moment, language: str) -> str:
    return render(
        "facilitator/console_alone.html",
        language,
        code=moment.room.code,
        alone=moment.state.projector.spotlight is not None,
    )


SHEETS: tuple[Region[Moment], ...] = (
    Region(
        "sheet-tabs",
        lambda m: (m.state.sheets, m.state.ideas, m.state.projector, at_hand(m.state)),
        _tabs,
    ),
    Region(
        "sheet-panels",
        lambda m: (
            m.state.sheets,
            m.state.projector,
            m.state.approval.sheets,
            m.state.private,
            m.state.ended,
            bool(m.state.ideas.leaf(LOT).received),
        ),
        _panels,
    ),
    Region("sheet-counts", lambda m: (m.state.sheets, m.state.ideas), _counts),
    Region("alone", lambda m: (m.state.projector,), _alone),
)
"""The regions, each with what it reads."""
