"""The addresses that phones can use on this network, the one that is shown, and their changes."""

import json
import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

import ifaddr

from app.networks import IP, Adapter, Reach, reachable
from app.settings import Settings
from sessions.refused import Invalid, marked
from sessions.room import Address

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not bound
"""The hosts that mean every address of this machine."""

NO_NETWORK = marked(
    "No network was found that phones could use. Connect this computer to the room’s Wi-Fi, or "
    "switch its own hotspot on; the address appears here by itself."
)

ONE_HOST = marked(
    "Phones in the room cannot join: Flipchart was started for %(host)s alone. Start it again "
    "without --host."
)

_FILE = "address.json"


class Addresses:
    """Where phones join. Reads the network adapters when it is made and at each `refresh`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._file = settings.data / _FILE
        self._chosen = _read(self._file)
        given = (*settings.names, settings.host, settings.address)
        self._names = frozenset({"localhost", *_own_names(), *map(_name, given)} - {*EVERYWHERE})
        self._reaches: tuple[Reach, ...] = ()
        self.refresh()

    @property
    def current(self) -> tuple[Address, ...]:
        """The addresses that phones could use, the likeliest first."""
        return tuple(self._address(reach) for reach in self._reaches)

    @property
    def join(self) -> str:
        """Scheme, host and port shown to phones: `http://192.168.8.20:8000`."""
        given = self._settings.address.rstrip("/")
        if given:
            return given if "://" in given else f"http://{given}"
        reach = self._shown()
        host = "localhost" if reach is None else _in_url(reach.address)
        return f"http://{host}{self._port()}"

    @property
    def network(self) -> str:
        """The network of the address that phones are shown, empty where the host gave it."""
        reach = self._shown()
        return "" if self._settings.address or reach is None else reach.network

    @property
    def note(self) -> str:
        """A sentence where phones cannot join as things stand, else nothing."""
        if self._settings.address or self._reaches:
            return ""
        host = self._settings.host
        return NO_NETWORK if host in EVERYWHERE else ONE_HOST % {"host": host}

    @property
    def laptop(self) -> str:
        """Scheme, host and port for the console and the projector on this machine."""
        return f"http://localhost{self._port()}"

    def choose(self, host: str) -> None:
        """Show this one of `current`, from now on and after a restart. Raises Invalid."""
        for reach in self._reaches:
            if _name(host) == str(reach.address):
                self._chosen = (str(reach.address), reach.network)
                with suppress(OSError):  # then it holds until the end of this run
                    self._file.write_text(json.dumps(self._chosen), encoding="utf-8")
                return
        raise Invalid(marked("This computer does not have that address any more. Choose another."))

    def refresh(self) -> bool:
        """Read the network adapters again; whether phones must use another address now."""
        adapters = _adapters()
        # those of before stay known: a page that was opened there goes on
        self._names |= {str(address) for adapter in adapters for address in adapter.addresses}
        before = (self.current, self.join)
        self._reaches = tuple(
            reach
            for reach in reachable(adapters, _route())
            if self._settings.host in EVERYWHERE or str(reach.address) == self._settings.host
        )
        return (self.current, self.join) != before

    def known(self, host: str) -> bool:
        """Whether a host name or address is one of this machine's."""
        name = _name(host)
        return name in self._names or _is_loopback(name)

    def _shown(self) -> Reach | None:
        """The one chosen, by its address or else by its network; or the likeliest."""
        address, network = self._chosen
        for reach in self._reaches:
            if str(reach.address) == address:
                return reach
        same = [reach for reach in self._reaches if reach.network == network]
        return next(iter(same or self._reaches), None)

    def _address(self, reach: Reach) -> Address:
        return Address(f"{_in_url(reach.address)}{self._port()}", reach.network)

    def _port(self) -> str:
        return "" if self._settings.port == 80 else f":{self._settings.port}"  # noqa: PLR2004


def _name(host: str) -> str:
    """The bare name or address of a host, whether it came with scheme, brackets and port or not."""
    host = host.strip().lower()
    with suppress(ValueError):
        return str(ip_address(host))
    with suppress(ValueError):
        parts = urlsplit(host if "://" in host else f"//{host}")
        name = (parts.hostname or "").removesuffix(".")
        with suppress(ValueError):
            return str(ip_address(name))
        return name
    return ""


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _in_url(address: IP) -> str:
    return f"[{address}]" if isinstance(address, IPv6Address) else str(address)


def _own_names() -> set[str]:
    """What this machine is called on its network, with the ending that multicast DNS adds."""
    name = socket.gethostname().lower().removesuffix(".").removesuffix(".local")
    return {name, f"{name}.local", name.partition(".")[0]}


def _adapters() -> list[Adapter]:
    """The network adapters as they are now."""
    found = []
    for adapter in ifaddr.get_adapters():
        addresses = [
            ip_address(ip.ip if isinstance(ip.ip, str) else ip.ip[0]) for ip in adapter.ips
        ]
        name, title = _text(adapter.name), _text(adapter.nice_name)
        found.append(Adapter(name, title, tuple(addresses)))
    return found


def _text(name: str | bytes) -> str:
    """An adapter's name; Windows gives it in bytes."""
    return name.decode(errors="replace") if isinstance(name, bytes) else name


def _route() -> IPv4Address | IPv6Address | None:
    """The address that this machine reaches other networks from; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("203.0.113.1", 9))  # an address for documentation (RFC 5737)
        return ip_address(str(probe.getsockname()[0]))
    return None


def _read(file: Path) -> tuple[str, str]:
    """The address and network that were chosen before, empty where none were."""
    with suppress(OSError, ValueError):
        address, network = json.loads(file.read_text(encoding="utf-8"))
        return str(address), str(network)
    return "", ""
