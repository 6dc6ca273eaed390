"""Finds, reads and keeps plan files: those that come with Flipchart, and the trainer's own."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import count
from pathlib import Path

from msgspec import Struct

from sessions.library_files import LibraryError, UnknownPlanError, read_file, reason, write_file
from sessions.plan import Problem
from sessions.plan_file import MOST_BYTES, Parsed, parse
from sessions.reading.names import file_name
from sessions.reading.text import too_large
from sessions.refused import marked

_ENDING = ".md"


class Listed(Struct, frozen=True):
    """A plan in a list. `title` is the name where the plan cannot be read; see `problems` then."""

    name: str
    title: str
    own: bool
    minutes: float = 0
    topics: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether a session can be opened from it."""
        return not any(problem.error for problem in self.problems)


class Library:
    """The plans that come with Flipchart and those in a folder, each by its name.

    A name is the file's without `.md`. Where a built-in plan has that name already, an own one is
    called by its whole file name. The folder need not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> tuple[str, ...]:
        """Names of all plans, the built-in ones first. Raises LibraryError."""
        return (*sorted(_built_in()), *self._own())

    def plans(self) -> tuple[Listed, ...]:
        """All plans as a list shows them, each read and checked. Raises LibraryError."""
        return tuple(self._listed(name) for name in self.names())

    def read(self, name: str) -> bytes:
        """A plan by its name, which is never taken for a path. Raises LibraryError."""
        if name in (built_in := _built_in()):
            return built_in[name]
        own = self._own()
        if name not in own:
            raise UnknownPlanError(marked("There is no plan called “%(name)s”."), name=name)
        return read_file(own[name])

    def read_named_or_file(self, name_or_path: str) -> bytes:
        """A plan by its name, or else by the path of a file: for whoever may read any file."""
        try:
            return self.read(name_or_path)
        except UnknownPlanError:
            return read_file(Path(name_or_path))

    def keep(self, filename: str, raw: bytes) -> str:
        """Keep a plan in the folder and return its name. Raises LibraryError.

        A name that is taken gets a number, unless the same bytes stand there already.
        """
        if len(raw) > MOST_BYTES:
            raise LibraryError(too_large(len(raw)))
        wanted = file_name(filename)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return next(name for name in _numbered(wanted) if self._put(name, raw))
        except OSError as error:
            raise LibraryError(
                marked("The plan cannot be kept in %(folder)s: %(reason)s."),
                folder=self.folder,
                reason=reason(error),
            ) from error

    def _put(self, name: str, raw: bytes) -> bool:
        """Whether the plan has this name now."""
        return name not in _built_in() and write_file(self.folder / (name + _ENDING), raw)

    def _own(self) -> dict[str, Path]:
        """Files in the folder by the names of their plans, in the order of these."""
        try:
            paths = sorted(self.folder.iterdir(), key=lambda path: (path.name.casefold(), path))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise LibraryError(
                marked("The plans in %(folder)s cannot be listed: %(reason)s."),
                folder=self.folder,
                reason=reason(error),
            ) from error
        own: dict[str, Path] = {}
        for path in paths:
            if path.suffix.lower() == _ENDING and not path.name.startswith("."):
                is_taken = path.stem in own or path.stem in _built_in()
                own[path.name if is_taken else path.stem] = path
        return own

    def _listed(self, name: str) -> Listed:
        own = name not in _built_in()
        try:
            parsed = _parsed(self.read(name))
        except LibraryError as error:
            return Listed(name, name, own, problems=(Problem(0, str(error), error=True),))
        if parsed.plan is None:
            return Listed(name, name, own, problems=parsed.problems)
        plan = parsed.plan
        return Listed(name, plan.title, own, plan.minutes, len(plan.topics), parsed.problems)


@lru_cache(maxsize=1)
def _built_in() -> dict[str, bytes]:
    """The plans that come with Flipchart, by their names."""
    folder = files("sessions") / "plans"
    return {
        file.name.removesuffix(_ENDING): file.read_bytes()
        for file in folder.iterdir()
        if file.name.endswith(_ENDING)
    }


@lru_cache(maxsize=64)
def _parsed(raw: bytes) -> Parsed:
    return parse(raw)


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}-{number}"
