"""The minutes of a plan, judged: those of a topic, and whether its cues add up to them."""

from sessions.plan import Topic
from sessions.reading.minutes import MOST, allowed, read_minutes, shown, split_title
from sessions.reading.names import topic_part
from sessions.reading.outline import Chapter
from sessions.reading.report import Report, quoted

_NEAR = 0.05


def topic_minutes(chapter: Chapter, estimated: list[str], report: Report) -> float:
    """The minutes behind a topic's title, or else those of its Estimated time."""
    title, written = split_title(chapter.whole.title)
    if not title:
        report.error(
            chapter.whole.line,
            "This topic has no title. Write it like this: “## Who are customers? (20 min)”.",
        )
    amounts = [written] if written is not None else estimated
    if not amounts:
        _missing(chapter, title, report)
        return 0
    minutes = judged(amounts[0], f"Topic {quoted(title)}", f"## {title}", chapter, report)
    others = {amount for amount in estimated if read_minutes(amount) != minutes}
    if minutes and others:
        report.warning(
            chapter.whole.line,
            f"The title of {quoted(title)} says {shown(minutes)} minutes, but under it stands "
            f"{quoted(min(others))}. The title counts.",
        )
    return minutes


def judged(written: str | None, what: str, heading: str, chapter: Chapter, report: Report) -> float:
    """Minutes as written, 0 where there are none, and with an error where nothing may have them."""
    if written is None:
        return 0
    minutes = read_minutes(written)
    if minutes is not None and allowed(minutes):
        return minutes
    report.error(
        chapter.whole.line,
        f"{what} cannot have the minutes “({written})”. Write one number, more than 0 and at most "
        f"{MOST}: “{heading} (20 min)”.",
    )
    return 0


def add_up(topic: Topic, line: int, report: Report) -> None:
    """Warn where cues have minutes, but not as many as their topic."""
    total = sum(cue.minutes for cue in topic.cues)
    if total and topic.minutes and abs(total - topic.minutes) > _NEAR:
        report.warning(
            line,
            f"The cues of {quoted(topic.title)} add up to {shown(total)} minutes, but the topic "
            f"has {shown(topic.minutes)}. Change the minutes of a cue or of the topic.",
        )


def _missing(chapter: Chapter, title: str, report: Report) -> None:
    if not title:
        return
    if topic_part(title):
        hint = f"If it is a part of the topic above, write “### {title}”. If it is a topic, write"
    elif chapter.underlined:
        hint = (
            "Dashes right under a line make a heading of it: leave a line empty between them. If "
            "it is a topic, write"
        )
    else:
        hint = "Write them behind the title:"
    report.error(
        chapter.whole.line, f"Topic {quoted(title)} has no minutes. {hint} “## {title} (20 min)”."
    )
