"""What stands before the sheets for a while: one idea alone, a message, or nothing at all."""

from sessions.inks import ink
from sessions.room import Moment
from sessions.tally import Line
from templates.face import render


def spotlit(moment: Moment) -> tuple[str, Line] | None:
    """The sheet and the line shown alone, None where there is none or it is off its sheet."""
    idea = moment.state.projector.spotlight
    return None if idea is None or moment.state.ended else moment.state.ideas.line(idea)


def front_reads(moment: Moment) -> tuple[object, ...]:
    """What the front depends on: of the ideas only the line that is shown alone."""
    projector, place = moment.state.projector, spotlit(moment)
    line = place and place[1]
    text = line and moment.state.ideas.all[line.first].text
    return (projector.blank, projector.message, projector.spotlight, line, text)


def front(moment: Moment, language: str) -> str:
    """The front, empty where the stage is seen. Blank covers a message, a message an idea."""
    projector, place = moment.state.projector, spotlit(moment)
    if projector.blank:
        return render("facilitator/projector_blank.html", language)
    if projector.message:
        return render("facilitator/projector_message.html", language, text=projector.message)
    if place is None:
        return ""
    sheet, line = moment.state.sheets.known(place[0]), place[1]
    return render(
        "facilitator/projector_spotlight.html",
        language,
        key=line.first,
        text=moment.state.ideas.all[line.first].text,
        tally=line.tally,
        heading=sheet.heading,
        ink=ink(moment.state.sheets, sheet.id),
        lang=moment.state.plan.lang,
    )
