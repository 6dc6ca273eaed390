"""What this machine knows of its own network: its adapters, its way out, its names."""

import socket
from contextlib import suppress
from ipaddress import ip_address

import ifaddr
from msgspec import Struct

from app.networks import IP, Adapter


class Surroundings(Struct, frozen=True):
    """The network adapters, and the address that other networks are reached from, if any are."""

    adapters: tuple[Adapter, ...]
    route: IP | None


def look() -> Surroundings:
    """The network as it is now."""
    return Surroundings(tuple(_adapters()), _route())


def own_names() -> set[str]:
    """What this machine is called on its network, with the ending that multicast DNS adds."""
    name = socket.gethostname().lower().removesuffix(".").removesuffix(".local")
    return {name, f"{name}.local", name.partition(".")[0]}


def _adapters() -> list[Adapter]:
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


def _route() -> IP | None:
    """The address that other networks are reached from; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("203.0.113.1", 9))  # an address for documentation (RFC 5737)
        return ip_address(str(probe.getsockname()[0]))
    return None
