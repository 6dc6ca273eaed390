"""What a server writes down, as a JSON object a line: for machines that collect such lines."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

PACKAGES = ("app", "facilitator", "handouts", "participant", "sessions", "templates")

DEEPEST = 12
"""Places of a fault that are written down, the innermost ones."""

logger = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """A record as JSON, without what someone wrote or has: of an error its kind and its place.

    The message of an error may quote a text, a name or an address, so it stays out.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": _message(record),
            "from": record.name,
            "process": record.process,
        }
        if session := getattr(record, "session", None):
            said["session"] = session
        if record.exc_info and record.exc_info[1]:
            said["error"] = kind_of(record.exc_info[1])
            said["at"] = _places(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


def write_json() -> None:
    """From now on write down all that is said, one object a line, on standard error."""
    writing = logging.StreamHandler(sys.stderr)
    writing.setFormatter(JsonLines())
    logging.basicConfig(handlers=[writing], level=logging.WARNING, force=True)
    for package in PACKAGES:
        logging.getLogger(package).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


def writes_json() -> bool:
    """Whether that is so."""
    return any(isinstance(one.formatter, JsonLines) for one in logging.getLogger().handlers)


def kind_of(error: BaseException) -> str:
    """What kind of error it is, as exactly as can be said without its message."""
    for name in ("sqlite_errorname", "sqlstate", "strerror"):
        if said := getattr(error, name, None):
            return f"{type(error).__name__} ({said})"
    return type(error).__name__


def _message(record: logging.LogRecord) -> str:
    """What is said, in one line; asyncio goes on with what its callbacks and errors held."""
    said, args = str(record.msg), record.args
    if isinstance(args, tuple):
        args = tuple(kind_of(one) if isinstance(one, BaseException) else one for one in args)
    line = (said % args if args else said).partition("\n")[0]
    return line.partition("(")[0] if record.name == "asyncio" else line


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
