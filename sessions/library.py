"""Finds, reads and keeps plan files: those that come with Flipchart, and the trainer's own."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import count
from pathlib import Path

from sessions.plan import Problem
from sessions.plan_file import MOST_BYTES, Parsed, parse
from sessions.reading.names import file_name
from sessions.reading.text import too_large
from sessions.refused import Refused, Unknown, marked

_ENDING = ".md"


class LibraryError(Refused):
    """A plan file that cannot be read or kept, as a sentence for who asked for it."""


class UnknownPlanError(LibraryError, Unknown):
    """No plan has this name, and no file this path."""


@dataclass(frozen=True, slots=True)
class Listed:
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

    def keep(self, filename: str, text: str | bytes) -> str:
        """Keep a plan in the folder and return its name. Raises LibraryError.

        A name that is taken gets a number, unless the same text stands there already.
        """
        raw = text if isinstance(text, bytes) else _encoded(text)
        if len(raw) > MOST_BYTES:
            raise LibraryError(too_large(len(raw)))
        wanted = file_name(filename)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return next(filter(None, (_put(self.folder, name, raw) for name in _numbered(wanted))))
        except OSError as error:
            raise LibraryError(
                marked("The plan cannot be kept in %(folder)s: %(reason)s."),
                folder=self.folder,
                reason=_reason(error),
            ) from error

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
                reason=_reason(error),
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


def read_file(path: Path) -> bytes:
    """The bytes of a plan file, of at most `MOST_BYTES`; larger ones are not read.

    Raises LibraryError, also for what is no file: a folder, a device, a pipe.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise LibraryError(marked("“%(path)s” is not a file."), path=path)
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnknownPlanError(
            marked("“%(path)s” is neither the name of a plan nor a file."), path=path
        ) from None
    except IsADirectoryError:
        raise LibraryError(
            marked("“%(path)s” is a folder. Name a plan file in it."), path=path
        ) from None
    except (OSError, ValueError) as error:
        raise LibraryError(
            marked("“%(path)s” cannot be read: %(reason)s."), path=path, reason=_reason(error)
        ) from error
    if len(raw) > MOST_BYTES:
        raise LibraryError(too_large(max(status.st_size, len(raw))))
    return raw


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


def _put(folder: Path, name: str, raw: bytes) -> str | None:
    """Write a file that is not there yet; its name, or None where another text has it."""
    if name in _built_in():
        return None
    path = folder / (name + _ENDING)
    try:
        file = path.open("xb")
    except FileExistsError:
        same = path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw
        return name if same else None
    try:
        with file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return name


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}-{number}"


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise LibraryError(marked("The plan holds half a letter and cannot be kept.")) from None


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe that nobody writes to as well, instead of waiting for a writer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) else None
    return (text or "its name is not one that a file can have").lower()
