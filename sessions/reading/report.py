"""What the reading of a plan file finds, collected line by line."""

from sessions.plan import Problem

MOST = 100
"""Problems that are told one by one; nobody reads more of them at once."""


class Report:
    """Errors and warnings, each with its line (from 1; 0 for the file as a whole)."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def error(self, line: int, sentence: str) -> None:
        """Something that keeps the plan from being opened, and how to write it right."""
        self._problems.append(Problem(line, sentence, error=True))

    def warning(self, line: int, sentence: str) -> None:
        """Something that the author should know, and how to write it right."""
        self._problems.append(Problem(line, sentence, error=False))

    @property
    def full(self) -> bool:
        """Whether so much is wrong that no more guesses have to be made at what was meant."""
        return len(self._problems) > 10 * MOST

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return any(problem.error for problem in self._problems)

    def problems(self) -> tuple[Problem, ...]:
        """All of them in the order of their lines; of very many the first, errors before all."""
        found = sorted(self._problems, key=lambda problem: (not problem.error, problem.line))
        told, rest = found[:MOST], found[MOST:]
        told.sort(key=lambda problem: problem.line)
        if rest:
            more = f"{len(rest)} more are not listed. Put these right first, then check again."
            told.append(Problem(0, more, error=rest[0].error))
        return tuple(told)


def quoted(text: str, most: int = 60) -> str:
    """A text from the file in quotation marks, cut where it is long."""
    return f"“{text}”" if len(text) <= most else f"“{text[: most - 1].rstrip()}…”"
