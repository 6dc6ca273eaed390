"""The addresses that phones can use on this network, the one that is shown, and their changes."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from http.client import HTTP_PORT
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

from app.adapters import Surroundings, look, own_names
from app.networks import IP, Reach, reachable
from app.settings import Settings
from sessions.refused import Invalid, marked
from sessions.room import Address

EVERY_IPV4, EVERY_IPV6 = "0.0.0.0", "::"  # noqa: S104 - phones come from the network
EVERYWHERE = (EVERY_IPV4, EVERY_IPV6, "")
"""The hosts that mean every address of this machine."""

NO_NETWORK = marked(
    "No network was found that phones could use. Connect this computer to the room’s Wi-Fi, or "
    "switch its own hotspot on; the address appears here by itself."
)

ONE_HOST = marked(
    "Phones in the room cannot join: Flipchart was started for %(host)s alone. Start it again "
    "without --host."
)


class Addresses:
    """Where phones join. Looks at the network when it is made and at each `refresh`."""

    def __init__(self, settings: Settings, look: Callable[[], Surroundings] = look) -> None:
        self._look = look
        self._settings = settings
        self._file = settings.address_choice
        self._chosen = _read(self._file)
        given = (*settings.names, settings.host, settings.address)
        self._names = frozenset({"localhost", *own_names(), *map(_name, given)} - {*EVERYWHERE, ""})
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
        """Look at the network again; whether another address is shown, or others are there."""
        seen = self._look()
        # those of before stay known: a page that was opened there goes on
        self._names |= {str(address) for adapter in seen.adapters for address in adapter.addresses}
        before = (self.current, self.join)
        self._reaches = tuple(
            reach
            for reach in reachable(seen.adapters, seen.route)
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
        return "" if self._settings.port == HTTP_PORT else f":{self._settings.port}"


@lru_cache(maxsize=100)  # each request asks for the same few, twice
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


@lru_cache(maxsize=100)
def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _in_url(address: IP) -> str:
    return f"[{address}]" if isinstance(address, IPv6Address) else str(address)


def _read(file: Path) -> tuple[str, str]:
    """The address and network that were chosen before, empty where none were."""
    with suppress(OSError, ValueError):
        address, network = json.loads(file.read_text(encoding="utf-8"))
        return str(address), str(network)
    return "", ""
