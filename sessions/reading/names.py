"""The names of a plan's parts, with the variants that publishers of trainer's manuals use."""

import re
import unicodedata
from difflib import get_close_matches

TOPIC_PARTS = {
    # field of a Topic: the name it has in a plan, then other names that are taken for it
    "objective": "Objective|Objectives|Topic objective|Topic objectives|Learning objective|"
    "Learning objectives|Learning goal|Learning goals|Purpose|Goal|Goals|Aim|Aims",
    "summary": "Summary|Topic summary|Overview|Key message|Key messages|Key point|Key points",
    "minutes": "Estimated time|Recommended time|Time|Time required|Time needed|Duration",
    "materials": "Materials|Material|Materials required|Materials needed|Resources|"
    "Resources required|Equipment",
    "checklist": "Planning checklist|Checklist|Planning notes|Preparation|Advance preparation|"
    "Set-up|Setup",
    "sheets": "Flip chart|Flip charts|Flipchart|Flipcharts|Sheet|Sheets",
    "activity": "Activity|Activities|Recommended activity|Recommended activities|Procedure|Steps",
    "ideas": "Ideas to share|Idea to share|Ideas|Examples",
    "stories": "Stories to share|Story to share|Stories|Story",
    "discussion": "Discussion|Discussion topic|Discussion topics|Discussion question|"
    "Discussion questions|Questions for discussion",
    "tips": "Delivery tips|Delivery tip|Tips|Tip|Facilitator note|Facilitator notes|"
    "Trainer note|Trainer notes|Trainer’s notes|Important notes",
    "handout": "Handout|Handouts|Handout text",
    "questions": "Review questions|Review question|Review|Questions",
}
LESSON_PARTS = {
    # field of a Plan: what a `##` that belongs to the lesson as a whole begins with
    "questions": "Review questions|Review question",
    "illustration": "Practical illustrations|Practical illustration",
    "icebreakers": "Icebreakers|Icebreaker|Ice-breakers|Ice-breaker|Ice breakers|Ice breaker",
    "reading": "Further reading",
}
KNOWN = ", ".join(names.split("|")[0] for field, names in TOPIC_PARTS.items() if field != "minutes")

_FIRST = {field: names.split("|")[0] for field, names in TOPIC_PARTS.items()}
_OF_LESSON = re.compile(
    "(?:"
    + "|".join(f"(?P<{field}>{names})" for field, names in LESSON_PARTS.items())
    + r")\b\s*[:.–—-]?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_LONGEST = 60
_NAMES_OF_DEVICES = {"aux", "con", "nul", "prn"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""File names that Windows keeps for itself."""


def topic_part(title: str) -> str | None:
    """The field of a Topic that a part of this name fills, None for an unknown name."""
    return _FIELDS.get(_bare(title)) if len(title) <= _LONGEST else None


def similar_part(title: str) -> str:
    """The known name that an unknown one was perhaps meant to be, or nothing."""
    near = get_close_matches(_bare(title), _FIELDS, 1, 0.7) if len(title) <= _LONGEST else []
    return _FIRST[_FIELDS[near[0]]] if near else ""


def lesson_part(title: str) -> tuple[str, str] | None:
    """The field of a Plan that a `##` with this title fills, and the rest of the title."""
    found = _OF_LESSON.fullmatch(title)
    if not found:
        return None
    field = next(field for field in LESSON_PARTS if found[field])
    return field, found["rest"]


def slug(text: str, most: int = 40) -> str:
    """A text in lower-case Latin letters, digits and hyphens; empty where it has none of them."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:most].strip("-")


def file_name(uploaded: str) -> str:
    """What a file is to be called here, without its ending: it has none of the sender's path."""
    last = uploaded.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last[1:] else last
    name = slug(stem, 60)
    return f"plan-{name}".rstrip("-") if not name or name in _NAMES_OF_DEVICES else name


def _bare(title: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub("['’]", "", title.casefold())).split())


_FIELDS = {_bare(name): field for field, names in TOPIC_PARTS.items() for name in names.split("|")}
