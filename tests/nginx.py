"""A real nginx with the configuration that docs/host has, before servers on this machine."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.killing import kill_all
from tests.server import ROOT
from tests.workers import until

SITE = ROOT / "docs" / "host" / "nginx.conf"
UNPACKED = Path(sys.prefix) / "nginx" / "usr" / "sbin"
"""Where .ci/setup unpacks Debian's package, which so needs no place in the system."""

MAIN = """
daemon off; {user} pid {folder}/pid; error_log stderr;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(slots=True)
class Nginx:
    """An nginx that answers over https, and a client's trust in it. `command` is what starts it."""

    port: int
    trust: ssl.SSLContext
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://localhost:{self.port}"

    def start(self) -> None:
        """Start it, and return once it answers."""
        started = self.process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        until(lambda: started.poll() is not None or _answers(self.port))
        assert started.poll() is None, "nginx did not start"

    def kill(self) -> None:
        """Let it die as in a loss of power, its workers included: kill -9."""
        assert self.process is not None
        kill_all(self.process)

    def stop(self) -> None:
        """End it."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(60)


@contextmanager
def running_nginx(folder: Path, ports: Sequence[int]) -> Iterator[Nginx]:
    """An nginx before the servers on two ports, ended with the block; it keeps all in a folder."""
    folder.mkdir()
    ours = {"localhost": free_port(), "plain": free_port()}
    certificate = _certificate(folder)
    (folder / "site.conf").write_text(_site(folder, ports, ours), "utf-8")
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")
    command = [_program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*command, "-t"], check=False, capture_output=True, encoding="utf-8")
    assert tested.returncode == 0, tested.stderr
    nginx = Nginx(ours["localhost"], ssl.create_default_context(cafile=certificate), command)
    nginx.start()
    try:
        yield nginx
    finally:
        nginx.stop()


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


def _site(folder: Path, ports: Sequence[int], ours: dict[str, int]) -> str:
    """The site of the documents, on this machine."""
    site, here = SITE.read_text("utf-8"), "127.0.0.1"
    for before, after in {
        "10.0.0.11:8000": f"{here}:{ports[0]}",
        "10.0.0.12:8000": f"{here}:{ports[1]}",
        "listen 443 ssl;": f"listen {here}:{ours['localhost']} ssl;",
        "listen 80;": f"listen {here}:{ours['plain']};",
        "listen [::]:443 ssl;": "",
        "listen [::]:80;": "",
        "server_name flipchart.example;": "server_name localhost;",
        "/etc/letsencrypt/live/flipchart.example/fullchain.pem": f"{folder}/certificate.pem",
        "/etc/letsencrypt/live/flipchart.example/privkey.pem": f"{folder}/key.pem",
    }.items():
        assert before in site, f"{before} stands no more in {SITE}"
        site = site.replace(before, after)
    return site


def _certificate(folder: Path) -> Path:
    """A certificate for localhost, and its key."""
    certificate = folder / "certificate.pem"
    asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    out = ["-keyout", str(folder / "key.pem"), "-out", str(certificate)]
    command = [_program("openssl"), *asked.split(), *named, *out]
    subprocess.run(command, check=True, capture_output=True)
    return certificate


def _program(name: str) -> str:
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", str(UNPACKED)))
    found = shutil.which(name, path=places)
    assert found, f"{name} is not here. Install it, or say: sh .ci/setup test"
    return found


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True
