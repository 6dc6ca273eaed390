"""`flipchart quiz`: review questions of other programs into a plan, and a plan's out of it."""

from pathlib import Path
from typing import Annotated

import typer

from app.options import Data
from app.plan_commands import PlanName, read_plan, usable
from app.terminal import Stop, complain, say
from sessions import gift
from sessions.plan_file import MOST_BYTES, parse
from sessions.question_files import read_questions
from sessions.question_markdown import as_markdown
from sessions.question_sets import every_question

Out = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write it there, not here.")
]

commands = typer.Typer(help="Review questions: GIFT and Aiken in, GIFT out.", no_args_is_help=True)


@commands.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A GIFT or Aiken file.")],
    out: Out = None,
) -> None:
    """Turn a file's questions into the part “Review questions” of a plan."""
    found = read_questions(_bytes_of(file))
    for problem in found.problems:
        complain(f"{file}:{max(problem.line, 1)}: {problem.sentence}")
    if not found.questions:
        raise typer.Exit(1)
    _give(as_markdown(found.questions), out)


@commands.command("export")
def export(plan: PlanName, out: Out = None, data: Data = None) -> None:
    """Write all review questions of a plan as GIFT, for Moodle and others."""
    questions = every_question(usable(plan, parse(read_plan(plan, data))))
    if not questions:
        raise Stop("This plan has no review questions.")
    _give(gift.write(questions), out)


def _bytes_of(file: Path) -> bytes:
    """The file, or as much of it as shows that it is too large. Raises Stop."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Stop(f"{file} cannot be read: {error.strerror or error}.") from error


def _give(text: str, out: Path | None) -> None:
    if out is None:
        say(text.rstrip("\n"))
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Stop(f"{out} cannot be written: {error.strerror or error}.") from error
    say(f"Written: {out}")
