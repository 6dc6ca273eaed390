"""The documents there are, in their order, and what can be chosen for each."""

from typing import Literal

from msgspec import Struct

from sessions.refused import marked

Whose = Literal["trainer", "people", "wall"]
"""Whom a document is for."""

PAPERS = ("a4", "letter")
SHEETS = ("a1", "a3", "a4")
"""Papers of the flip-chart sheets; A4 pages are parts to be put side by side."""


class Kind(Struct, frozen=True):
    """A document. `name` stands in addresses and commands, `title` and `about` on screens.

    `papers` are those it can be printed on, the usual one first. `start`, `easy` and `archive` say
    whether it takes a start time, has an easy-read edition, and one for the archive.
    """

    name: str
    title: str
    about: str
    whose: Whose
    papers: tuple[str, ...] = PAPERS
    start: bool = False
    easy: bool = False
    archive: bool = False


OF_PLAN = (
    Kind(
        "guide",
        marked("Facilitator’s guide"),
        marked("Every topic with its clock, cues, notes and answers. For you alone."),
        "trainer",
        start=True,
    ),
    Kind(
        "handout",
        marked("Handout"),
        marked("What people read and write on. Without answers."),
        "people",
        easy=True,
    ),
    Kind(
        "sheets",
        marked("Flip-chart sheets"),
        marked("One sheet a page, to be read from the back of the room."),
        "wall",
        papers=SHEETS,
    ),
    Kind(
        "map",
        marked("Map of the sheets"),
        marked("All sheets small on one page, to copy by hand."),
        "trainer",
    ),
    Kind(
        "quiz",
        marked("Review questions"),
        marked("The question sheet. The PDF can be filled in on a screen."),
        "people",
    ),
    Kind(
        "key",
        marked("Answer key"),
        marked("The right answers, each with its reason. For you alone."),
        "trainer",
    ),
    Kind(
        "checklist",
        marked("Checklist"),
        marked("What to bring and what to prepare, for all topics."),
        "trainer",
    ),
    Kind(
        "question-cards",
        marked("Question cards"),
        marked("The icebreaker’s questions, to cut out and draw from."),
        "people",
    ),
    Kind(
        "pack",
        marked("Pack for a day without power"),
        marked("Guide with its key, checklist, map, worksheets and handout in one file."),
        "trainer",
        start=True,
    ),
)
"""What a plan gives, before any session of it and during one."""

OF_SESSION = (
    Kind(
        "takeaway",
        marked("Handout with the room’s words"),
        marked("To take home: the sheets as they stood, equal ideas as tallies."),
        "people",
        easy=True,
    ),
    Kind(
        "report",
        marked("Report"),
        marked("The hour drawn, every idea in order, minutes, checklist."),
        "trainer",
        archive=True,
    ),
    Kind(
        "join-cards",
        marked("Join cards"),
        marked("A poster and cards for the tables: QR code, address, code."),
        "wall",
    ),
    Kind(
        "certificate",
        marked("Certificates"),
        marked("Of attendance: one for each name that was given, and a blank one."),
        "people",
    ),
    Kind(
        "ballot",
        marked("Ballots"),
        marked("For a dot vote on paper: the lines of each sheet, with boxes."),
        "people",
    ),
    Kind(
        "group-cards",
        marked("Group cards"),
        marked("A card for each person of the small groups, to draw or to hand out."),
        "people",
    ),
)
"""What only a session gives."""

KINDS = {kind.name: kind for kind in (*OF_SESSION, *OF_PLAN)}
