"""Finds the Chromium that the tests drive; run as a module, it prints where it is.

Accepted are Chromium, Google Chrome and Microsoft Edge as the system has them, and the build that
Playwright installs. Not accepted is Chromium as a snap, which is what Ubuntu has: it may neither
write to a profile folder of a test's choosing nor be started where no snap service runs.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
MAC_PROGRAMS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
PLAYWRIGHT_PROGRAMS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


class ChromiumMissingError(RuntimeError):
    """No Chromium was found; the message says what to install."""


def find_chromium(environment: Mapping[str, str] = os.environ, root: Path = Path("/")) -> Path:
    """The browser to drive: `FLIPCHART_CHROMIUM` if it is set, else the first one found.

    Raises ChromiumMissingError with a sentence that names what to install.
    """
    if chosen := environment.get("FLIPCHART_CHROMIUM"):
        if not shutil.which(chosen, path=environment.get("PATH", "")):
            raise ChromiumMissingError(
                f"FLIPCHART_CHROMIUM says {chosen}, which is no program on this machine: "
                "give it the path of Chromium, Google Chrome or Microsoft Edge, or unset it."
            )
        return Path(chosen)
    for candidate in candidates(environment, root):
        if os.access(candidate, os.X_OK) and candidate.is_file() and not is_snap(candidate):
            return candidate
    raise ChromiumMissingError(
        f"The tests drive a real browser and found none. {what_to_install()}"
    )


def candidates(environment: Mapping[str, str], root: Path) -> Iterator[Path]:
    """Every place where a browser may be, the system's own first."""
    for command in COMMANDS:
        if found := shutil.which(command, path=environment.get("PATH", "")):
            yield Path(found)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    for folder in (root / "Applications", home / "Applications"):
        yield from (folder / program for program in MAC_PROGRAMS)
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if name in environment:
            yield from (Path(environment[name]) / program for program in WINDOWS_PROGRAMS)
    for folder in playwright_folders(environment, home):
        for pattern in PLAYWRIGHT_PROGRAMS:
            yield from sorted(folder.glob(pattern), reverse=True)


def playwright_folders(environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Where Playwright keeps the browsers that it installs, on Linux, macOS and Windows."""
    if chosen := environment.get("PLAYWRIGHT_BROWSERS_PATH"):
        yield Path(chosen)
    yield Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"
    yield home / "Library" / "Caches" / "ms-playwright"
    if "LOCALAPPDATA" in environment:
        yield Path(environment["LOCALAPPDATA"]) / "ms-playwright"


def is_snap(program: Path) -> bool:
    """Whether it is a snap, or the script by which Ubuntu's package sends one to the snap."""
    if "snap" in program.parts or "snap" in program.resolve().parts:
        return True
    with program.open("rb") as file:
        head = file.read(4096)
    return head.startswith(b"#!") and b"/snap/" in head


def what_to_install() -> str:
    """What brings a browser to this kind of machine."""
    if sys.platform == "darwin":
        return "Install Google Chrome: brew install --cask google-chrome"
    if sys.platform == "win32":
        return "Install Google Chrome or Microsoft Edge."
    return (
        "Install Chromium with the system's packages (on Debian: apt-get install chromium), or "
        "Playwright’s own build, as on Ubuntu, where Chromium is a snap that tests cannot drive: "
        ".venv/bin/python -m playwright install --with-deps --no-shell chromium"
    )


if __name__ == "__main__":
    try:
        print(find_chromium())  # noqa: T201 - the Makefile's set-up reads it
    except ChromiumMissingError as missing:
        sys.exit(str(missing))
