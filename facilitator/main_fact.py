"""The main fact of an action, the first one: a name for what it did, and the words about it."""

from collections.abc import Sequence

from sessions.agenda import (
    CueReached,
    TimeAdded,
    TopicEnded,
    TopicPaused,
    TopicResumed,
    TopicStarted,
)
from sessions.approval import ApprovalSwitched, DelaySet, PersonMuted
from sessions.checklist import LineTicked, LineUnticked
from sessions.facts import Fact
from sessions.ideas import (
    IdeaAdded,
    IdeaCorrected,
    IdeaHidden,
    IdeaMoved,
    IdeaReleased,
    IdeaRestored,
)
from sessions.lobby import LobbyLocked
from sessions.opening import (
    RehearsalEnded,
    RehearsalStarted,
    SessionEnded,
    SessionReopened,
    Undone,
)
from sessions.private import PrivacySet
from sessions.projector import (
    ActivityShown,
    IdeaSpotlit,
    MessageShown,
    ProjectorBlanked,
    ProjectorTurned,
    SheetTurned,
)
from sessions.repair import EndMoved, LateLineSkipped
from sessions.sheets import SheetAdded, SheetClosed, SheetOpened
from sessions.state import State
from sessions.takeaway import TakeawayOffered

MOST_LETTERS = 40
"""Of an idea or a message in a sentence."""


def name(facts: Sequence[Fact]) -> str:
    """Which sentence says it. KeyError for a fact that no facilitator brings about."""
    several = len(facts) > 1 and type(facts[1]) is type(facts[0])
    if several and type(facts[0]) in _SEVERAL:
        return _SEVERAL[type(facts[0])]
    match facts[0]:
        case TimeAdded(_, seconds):
            return "add time" if seconds > 0 else "take time"
        case ProjectorTurned(sheets):
            return ("show none", "show one", "show two")[len(sheets)]
        case PrivacySet(_, None):
            return "reveal"
        case ProjectorBlanked() if len(facts) > 1:
            return "quiet"
        case fact if type(fact) in _EITHER:
            field, yes, no = _EITHER[type(fact)]
            return yes if getattr(fact, field) else no
        case fact:
            return _NAMES[type(fact)]


_EITHER: dict[type, tuple[str, str, str]] = {
    CueReached: ("cue", "cue", "no cue"),
    IdeaSpotlit: ("idea", "spotlight", "no spotlight"),
    ProjectorBlanked: ("blank", "blank", "no blank"),
    MessageShown: ("text", "message", "no message"),
    SheetTurned: ("idea", "turn", "newest"),
    ActivityShown: ("activity", "activity", "no activity"),
    TakeawayOffered: ("offered", "offer", "no offer"),
    ApprovalSwitched: ("on", "approve first", "no approval"),
    DelaySet: ("seconds", "hold back", "no delay"),
    PersonMuted: ("on", "mute", "unmute"),
    EndMoved: ("seconds", "end later", "end as planned"),
    LobbyLocked: ("locked", "lock", "unlock"),
}
"""Facts that say one of two things: the field that tells which, and the two names."""

_NAMES: dict[type, str] = {
    TopicStarted: "start",
    TopicEnded: "end topic",
    TopicPaused: "pause",
    TopicResumed: "resume",
    LineTicked: "tick",
    LineUnticked: "untick",
    LateLineSkipped: "skip",
    SheetAdded: "new sheet",
    SheetOpened: "open",
    SheetClosed: "close",
    PrivacySet: "collect unseen",
    IdeaAdded: "add idea",
    IdeaHidden: "hide",
    IdeaRestored: "restore",
    IdeaCorrected: "correct",
    IdeaMoved: "move",
    IdeaReleased: "approve",
    SessionEnded: "end",
    SessionReopened: "reopen",
    RehearsalStarted: "rehearse",
    RehearsalEnded: "end rehearsal",
    Undone: "undo",
}

_SEVERAL: dict[type, str] = {
    IdeaAdded: "add ideas",
    IdeaHidden: "hide all",
    IdeaReleased: "approve all",
    SheetClosed: "close all",
}
"""Facts that can be the first of several alike."""


def values(facts: Sequence[Fact], state: State) -> dict[str, object]:
    """What fills the places of a sentence; more than it needs does no harm."""
    found: dict[str, object] = {"count": sum(type(fact) is type(facts[0]) for fact in facts)}
    match facts[0]:
        case CueReached(_, cue):
            found["cue"] = cue
        case LineTicked(line) | LineUnticked(line):
            found["line"] = _line(state, line)
        case SheetAdded(_, heading):
            found["sheet"] = heading
        case (
            SheetOpened(sheet)
            | SheetClosed(sheet)
            | SheetTurned(sheet)
            | ApprovalSwitched(sheet)
            | PrivacySet(sheet)
        ):
            found["sheet"] = _heading(state, sheet)
        case ProjectorTurned(sheets):
            places = zip(("sheet", "second"), sheets, strict=False)
            found.update({place: _heading(state, sheet) for place, sheet in places})
        case MessageShown(words):
            found["message"] = _short(words)
        case DelaySet(seconds):
            found["seconds"] = f"{seconds:g}"
        case _:
            found.update(_of_time(facts[0], state) or _of_idea(facts[0], state))
    return found


def _of_time(fact: Fact, state: State) -> dict[str, object]:
    match fact:
        case TopicStarted(topic) | TopicEnded(topic):
            return {"topic": state.plan.topics[topic - 1].title}
        case TimeAdded(topic, seconds):
            return {"topic": state.plan.topics[topic - 1].title, "minutes": _minutes(seconds)}
        case LateLineSkipped(topic, line):
            return {"line": _short(state.plan.topics[topic - 1].late[line - 1].text)}
        case EndMoved(seconds):
            return {"minutes": _minutes(seconds)}
    return {}


def _of_idea(fact: Fact, state: State) -> dict[str, object]:
    match fact:
        case IdeaAdded(_, sheet, text):
            return {"idea": _short(text), "sheet": _heading(state, sheet)}
        case IdeaMoved(idea, sheet):
            return {"idea": _text(state, idea), "sheet": _heading(state, sheet)}
        case IdeaCorrected(_, text):
            return {"idea": _short(text)}
        case IdeaHidden(idea) | IdeaRestored(idea) | IdeaReleased(idea):
            return {"idea": _text(state, idea)}
        case IdeaSpotlit(idea, before):
            alone = before if idea is None else idea
            return {} if alone is None else {"idea": _text(state, alone)}
    return {}


def _minutes(seconds: float) -> str:
    return f"{round(abs(seconds) / 60, 1):g}"


def _text(state: State, idea: int) -> str:
    return _short(state.ideas.all[idea].text) or "…"  # one that was erased


def _heading(state: State, sheet: str) -> str:
    found = state.sheets.find(sheet)
    return sheet if found is None else found.heading


def _line(state: State, key: str) -> str:
    kind, topic, line = key.split("-")
    one = state.plan.topics[int(topic) - 1]
    return _short((one.checklist if kind == "check" else one.materials)[int(line) - 1])


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}…"
