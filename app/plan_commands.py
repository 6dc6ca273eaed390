"""`flipchart plan`: the plans there are, what is in one, and whether a file is one."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from app.options import Data, settings_of
from app.terminal import Stop, complain, say, say_table
from sessions.library import Library
from sessions.library_files import LibraryError, UnknownPlanError
from sessions.plan import Cue, Plan, Problem, Topic
from sessions.plan_file import Parsed, parse

PlanName = Annotated[str, typer.Argument(metavar="PLAN", help="A plan's name, or a plan file.")]
FileName = Annotated[str, typer.Argument(metavar="FILE", help="A plan file, or a plan's name.")]

commands = typer.Typer(help="The plans: workshops to run.", no_args_is_help=True)


@commands.command("list")
def list_plans(data: Data = None) -> None:
    """List the plans that come with Flipchart and those in the data directory."""
    rows = []
    for plan in _library(data).plans():
        size = f"{plan.topics} in {plan.minutes:g} min" if plan.usable else "see: plan check"
        rows.append((plan.name, size, "your own" if plan.own else "built in", plan.title))
    say_table(("PLAN", "TOPICS", "WHOSE", "TITLE"), rows)


@commands.command("show")
def show(plan: PlanName, data: Data = None) -> None:
    """Show what is in a plan: its topics, sheets and cues, with their minutes."""
    parsed = parse(read_plan(plan, data))
    for line in _outline(usable(plan, parsed)):
        say(line)


@commands.command("check")
def check(file: FileName, data: Data = None) -> None:
    """Check a plan file: prints FILE:LINE: sentence for what is wrong, and ends with 1."""
    try:
        problems = parse(_library(data).read_named_or_file(file)).problems
    except UnknownPlanError as missing:
        raise Stop(str(missing)) from missing
    except LibraryError as unreadable:
        problems = (Problem(0, str(unreadable), error=True),)
    for problem in problems:
        say(_located(file, problem))
    complain(_verdict(problems))
    raise typer.Exit(1 if any(problem.error for problem in problems) else 0)


def read_plan(name_or_path: str, data: Path | None) -> bytes:
    """A plan by its name or the path of its file. Raises Stop."""
    try:
        return _library(data).read_named_or_file(name_or_path)
    except LibraryError as error:
        raise Stop(str(error)) from error


def usable(name: str, parsed: Parsed) -> Plan:
    """The plan that was read. Raises Stop with all that is wrong if there is none."""
    if parsed.plan is not None:
        return parsed.plan
    wrong = [_located(name, problem) for problem in parsed.problems if problem.error]
    raise Stop("\n".join([*wrong, "This plan cannot be used until that is put right."]))


def _library(data: Path | None) -> Library:
    return Library(settings_of(data).plans)


def _located(file: str, problem: Problem) -> str:
    """A problem as editors and other programs read it; line 1 stands for the whole file."""
    return f"{file}:{max(problem.line, 1)}: {problem.sentence}"


def _verdict(problems: Iterable[Problem]) -> str:
    kinds = [problem.error for problem in problems]
    if any(kinds):
        return f"Cannot be used yet: {kinds.count(True)} to put right."
    return f"Can be used, with {len(kinds)} to look at." if kinds else "Nothing is wrong."


def _outline(plan: Plan) -> Iterator[str]:
    yield plan.title
    yield f"Topics: {len(plan.topics)}, {plan.minutes:g} min"
    for topic in plan.topics:
        yield ""
        yield f"{topic.number}. {topic.title} ({topic.minutes:g} min)"
        yield from _contents(topic)
    rest = {
        "Review questions": len(plan.questions),
        "Practical illustration": int(bool(plan.illustration)),
        "Icebreakers": len(plan.icebreakers),
        "Further reading": int(bool(plan.reading)),
        **{f"“{part.title}”, kept as it is": 1 for part in plan.parts},
    }
    if any(rest.values()):
        yield ""
    for name, count in rest.items():
        if count:
            yield name if count == 1 else f"{name}: {count}"


def _contents(topic: Topic) -> Iterator[str]:
    for sheet in topic.sheets:
        yield f"   sheet {sheet.id}: {sheet.heading}"
    for cue in topic.cues:
        yield f"   {cue.kind:<10} {_minutes(cue):>7}  {cue.text}"
    for part in topic.parts:
        yield f"   “{part.title}”, kept as it is"


def _minutes(cue: Cue) -> str:
    return f"{cue.minutes:g} min" if cue.minutes else ""
