"""Which program listens on a port of this computer, where the system tells."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

LISTENS = "0A"
"""The state of a listening socket in Linux' /proc/net/tcp (proc_pid_net(5))."""

PATIENCE = 5.0
"""Seconds that another program may take to look."""


def port_holder(port: int, proc: Path = Path("/proc")) -> str:
    """The name and process of who listens, `python3 (process 4711)`; empty where not known."""
    if (proc / "net" / "tcp").exists():
        return _by_proc(port, proc)
    return _by_lsof(port) if shutil.which("lsof") else ""


def _by_proc(port: int, proc: Path) -> str:
    wanted = {f"socket:[{inode}]" for inode in _inodes(port, proc)}
    for process in proc.glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is another user's
            if any(str(link.readlink()) in wanted for link in (process / "fd").iterdir()):
                name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
                return f"{name} (process {process.name})"
    return ""


def _inodes(port: int, proc: Path) -> list[str]:
    found = []
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            lines = (proc / "net" / table).read_text(encoding="ascii").splitlines()[1:]
            for _, local, _, state, *others in map(str.split, lines):
                if state == LISTENS and int(local.rpartition(":")[2], 16) == port:
                    found.append(others[5])
    return found


def _by_lsof(port: int) -> str:
    """What `lsof` says, as macOS has it: fields of a line each, `p` the process, `c` its name."""
    asked = ("lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc")
    with suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run(  # noqa: S603 - the program that the system has under this name
            asked, capture_output=True, text=True, timeout=PATIENCE, check=False
        ).stdout
        fields = {line[:1]: line[1:] for line in reversed(said.splitlines())}
        if "p" in fields and "c" in fields:
            return f"{fields['c']} (process {fields['p']})"
    return ""
