"""Which package may look at which, and the few rules that keep the house in order.

`HOUSE`, `ONLY_IN` and `IN_SESSIONS` are the rules; the rest reads the files and compares.
"""

import ast
import importlib.util
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.reading import imports, opens

ROOT = Path(__file__).parent.parent

HOUSE = {
    # package: those of ours that it may import. Imports only go down; siblings never meet.
    "app": {"facilitator", "participant", "handouts", "templates", "sessions"},
    "facilitator": {"templates", "sessions"},
    "participant": {"templates", "sessions"},
    "handouts": {"templates", "sessions"},
    "templates": set[str](),
    "sessions": set[str](),
}
SURFACES = ("facilitator*", "participant*", "handouts*")
ONLY_IN = {
    # library: the modules that may import it, for the type checker alone or not
    "fastapi": ("app*", *SURFACES),
    "starlette": ("app*", *SURFACES),
    "jinja2": ("templates*",),
    "uvicorn": ("app.*",),  # serving and its protocols: see below
    "websockets": ("app.*",),
    "typer": ("app.*",),
    "rich": ("app.*",),
    "weasyprint": ("handouts.pdf",),
    "psycopg": ("sessions.log_*", "sessions.layouts.upgrade"),
    "psycopg_pool": ("sessions.log_pool",),
    "alembic": ("sessions.layouts.*",),
    "sqlalchemy": ("sessions.layouts.*",),
}
READS_AND_WRITES = ("sessions.log*", "sessions.library*", "sessions.layouts.upgrade")
IN_SESSIONS = {
    # library: the modules of sessions/ that may import it; the others are pure
    **dict.fromkeys(("glob", "importlib", "os", "pathlib", "shutil"), READS_AND_WRITES),
    **dict.fromkeys(("sqlite3", "subprocess", "tempfile"), READS_AND_WRITES),
    **dict.fromkeys(("http", "requests", "httpx", "socket", "ssl", "urllib"), ()),
    **dict.fromkeys(("datetime", "time", "zoneinfo"), ()),  # the time is an argument
    **dict.fromkeys(("random", "uuid"), ("sessions.codes", "sessions.registry")),
    "secrets": ("sessions.codes", "sessions.registry", "sessions.log_hints"),
    **dict.fromkeys(("concurrent", "multiprocessing", "threading"), READS_AND_WRITES),
    "asyncio": (*READS_AND_WRITES, "sessions.session", "sessions.registry", "sessions.folding"),
}
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "core", "misc"} | {
    word + ending for word in ("manager", "service", "handler") for ending in ("", "s")
}
NOT_PACKAGES = {"browser", "faults"}
MOST_LINES = 250
PACKAGES = [name for name in HOUSE if (ROOT / name).is_dir()]


def fits(module: str, patterns: tuple[str, ...]) -> bool:
    """Whether the module's name is one of the patterns."""
    return any(fnmatchcase(module, pattern) for pattern in patterns)


def faults(module: str, source: str) -> list[str]:
    """What a module does that its place does not allow, one sentence each."""
    tree = ast.parse(source)
    package = module.partition(".")[0]
    found = []
    for one in imports(tree):
        where = f"{module}, line {one.line}:"
        if one.name in HOUSE and one.name not in HOUSE[package] | {package}:
            found.append(f"{where} {package} may not look at {one.name}")
        if one.name in ONLY_IN and not fits(module, ONLY_IN[one.name]):
            found.append(f"{where} {one.name} belongs in {' '.join(ONLY_IN[one.name])}")
        if package == "sessions" and not one.for_types:
            allowed = IN_SESSIONS.get(one.name)
            if allowed is not None and not fits(module, allowed):
                found.append(f"{where} {one.name} belongs in {' '.join(allowed) or 'no session'}")
    if package == "sessions" and not fits(module, READS_AND_WRITES):
        found.extend(
            f"{module}, line {line}: only the log and the library open files"
            for line in opens(tree)
        )
    return found


def modules(package: str) -> Iterator[tuple[str, Path]]:
    """The dotted name and the file of each module of a package."""
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def says_nothing(path: Path) -> bool:
    """Whether a file's or folder's name holds a word that tells nobody what is in it."""
    return any(SAYS_NOTHING & set(part.lower().split("_")) for part in path.with_suffix("").parts)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_looks_only_where_it_may(package: str) -> None:
    found = [
        fault
        for module, path in modules(package)
        for fault in faults(module, path.read_text("utf-8"))
    ]
    assert found == []


def test_uvicorn_stands_where_it_is_started_and_in_its_protocols_made_ours() -> None:
    users = {
        module
        for module, path in modules("app")
        if any(one.name == "uvicorn" for one in imports(ast.parse(path.read_text("utf-8"))))
    }
    assert users - {"app.serving"} <= {"app.heads", "app.frames"}, users


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "bench"])
def test_a_file_holds_one_idea_and_says_which(folder: str) -> None:
    files = [
        path
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js", ".css", ".html"}
    ]
    own = [path for path in files if not path.name.endswith(".min.js")]
    long = [str(path) for path in own if len(path.read_text("utf-8").splitlines()) > MOST_LINES]
    assert long == [], f"longer than {MOST_LINES} lines: each holds two ideas"
    assert [path for path in own if says_nothing(path.relative_to(ROOT))] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_our_names_mean_the_checkout(package: str) -> None:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).resolve().parent == (ROOT / package).resolve()


def test_every_folder_of_code_is_in_the_house_and_in_the_wheel() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/*.py")} - {"tests", "bench"}
    assert folders == set(PACKAGES)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == folders


def test_tests_stand_where_the_code_stands() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/*.py")}
    assert folders - NOT_PACKAGES - set(PACKAGES) == set(), "tests of no package"
    assert set(PACKAGES) - folders == set(), "packages without tests"


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        (
            "facilitator.routes",
            "import participant.views",
            "facilitator may not look at participant",
        ),
        ("templates.filters", "from sessions import plan", "templates may not look at sessions"),
        ("sessions.plan", "def f():\n    import app.main", "line 2: sessions may not look at app"),
        ("sessions.clock", "from starlette.requests import Request", "starlette belongs in"),
        ("sessions.plan", "import pathlib", "pathlib belongs in sessions.log* sessions.library*"),
        ("sessions.sheets", "import asyncio", "asyncio belongs in"),
        ("sessions.session", "import socket", "socket belongs in no session"),
        ("sessions.agenda", "from time import time", "time belongs in no session"),
        ("sessions.sheets", "import secrets", "secrets belongs in sessions.codes"),
        (
            "sessions.plan",
            "text = open('plan.md').read()",
            "only the log and the library open files",
        ),
        ("sessions.sheets", "try:\n    import os\nfinally:\n    pass", "line 2: os belongs in"),
        ("participant.views", "import jinja2", "jinja2 belongs in templates*"),
        ("handouts.documents", "from weasyprint import HTML", "weasyprint belongs in handouts.pdf"),
        (
            "sessions.state",
            "if TYPE_CHECKING:\n    from fastapi import Request",
            "fastapi belongs in",
        ),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str, fault: str) -> None:
    assert fault in " ".join(faults(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("app.main", "import facilitator, participant, sessions, templates, fastapi, os"),
        ("participant.routes", "from fastapi import APIRouter\nfrom sessions.plan import Plan"),
        ("sessions.log_sqlite", "import asyncio, sqlite3, pathlib"),
        ("sessions.library", "from pathlib import Path\nopen('plan.md')"),
        ("sessions.registry", "import asyncio\nfrom . import session"),
        ("sessions.state", "if typing.TYPE_CHECKING:\n    from pathlib import Path"),
    ],
)
def test_a_right_import_is_let_be(module: str, source: str) -> None:
    assert faults(module, source) == []


@pytest.mark.parametrize("name", ["app/utils.py", "app/idea_helpers.py", "sessions/core/plan.py"])
def test_a_name_that_says_nothing_is_found(name: str) -> None:
    assert says_nothing(Path(name))
    assert not says_nothing(Path("sessions/score.py"))
