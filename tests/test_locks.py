"""The lock files hold all that Flipchart needs, with hashes, on every system it runs on."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
DEVELOP = [*RUN, *PROJECT["project"]["optional-dependencies"]["dev"]]
LOCKS = {"requirements.lock": RUN, "requirements-dev.lock": DEVELOP}
EVERY_LOCK = [*LOCKS, ".ci/audit.lock"]
SYSTEMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}
PLACES = [
    {
        "sys_platform": system,
        "platform_system": platform,
        "os_name": family,
        "python_version": python,
        "python_full_version": f"{python}.4",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for system, (platform, family) in SYSTEMS.items()
    for python in ("3.11", "3.12", "3.13", "3.14")
]


def locked(text: str) -> dict[str, Requirement]:
    """The pinned packages of a lock file, by name."""
    pins = re.findall(r"^[A-Za-z0-9][^\\#\n]*", text, re.MULTILINE)
    return {canonicalize_name(pin.name): pin for pin in map(Requirement, pins)}


def needed(asked: list[str], place: dict[str, str]) -> Iterator[Requirement]:
    """What a list of requirements draws in at a place, as the packages installed here say."""
    waiting, seen = [Requirement(one) for one in asked], set()
    while waiting:
        one = waiting.pop()
        if str(one) in seen:
            continue
        seen.add(str(one))
        yield one
        extras = ["", *one.extras]
        try:
            below = [Requirement(line) for line in requires(one.name) or []]
        except PackageNotFoundError:
            continue  # needed elsewhere only, so its own needs cannot be read here
        waiting += [
            each
            for each in below
            if not each.marker
            or any(each.marker.evaluate(place | {"extra": extra}) for extra in extras)
        ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_at_a_version_that_fits(lock: str) -> None:
    pins = locked((ROOT / lock).read_text("utf-8"))
    for line in LOCKS[lock]:
        asked = Requirement(line)
        pin = pins.get(canonicalize_name(asked.name))
        assert pin, f"{lock} lacks {asked.name}: run `make lock`"
        version = str(pin.specifier).removeprefix("==")
        assert asked.specifier.contains(version), f"{lock} has {pin}, not {line}: run `make lock`"


@pytest.mark.parametrize("lock", EVERY_LOCK)
def test_every_locked_package_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    for entry in re.findall(r"^[A-Za-z0-9](?:.*\\\n)*.*", text, re.MULTILINE):
        assert re.search(r"==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("lock", EVERY_LOCK)
def test_a_lock_names_no_address_and_no_folder(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|\bfile:/| @ |--(?:index-url|extra-index-url|find-links)|\s/", text)


@pytest.mark.parametrize(
    "place", PLACES, ids=lambda at: f"{at['sys_platform']}-{at['python_version']}"
)
@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_fits_every_system(lock: str, place: dict[str, str]) -> None:
    pins = locked((ROOT / lock).read_text("utf-8"))
    here = {name for name, pin in pins.items() if not pin.marker or pin.marker.evaluate(place)}
    lacking = {
        str(one) for one in needed(LOCKS[lock], place) if canonicalize_name(one.name) not in here
    }
    assert lacking == set(), "add them to .ci/lock.in, then run `make lock`"
    if place["sys_platform"] == "win32":
        assert "uvloop" not in here


def test_both_locks_pin_the_same_versions() -> None:
    run, develop = (locked((ROOT / lock).read_text("utf-8")) for lock in LOCKS)
    assert {name: str(pin) for name, pin in run.items()}.items() <= {
        name: str(pin) for name, pin in develop.items()
    }.items()


def test_what_windows_alone_needs_is_seen_from_here() -> None:
    windows = next(place for place in PLACES if place["sys_platform"] == "win32")
    drawn_in = {one.name for one in needed(["typer", "uvicorn[standard]"], windows)}
    assert "colorama" in drawn_in
    assert "watchfiles" in drawn_in
    assert "uvloop" not in drawn_in
