"""Which addresses of this machine phones could use: a pure choice out of its network adapters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_network

_OF_MACHINES = re.compile(
    r"(docker|br-|veth|virbr|vmnet|vboxnet|vnet|vmenet|cni|cali|flannel|podman|lxc|lxd|incus|"
    r"nerdctl|kube|tap|ifb|dummy|awdl|llw)|virtualbox|vmware|vethernet|npcap|loopback|host-only",
    re.IGNORECASE,
)
"""Adapters that lead to containers and virtual machines, by what their names begin with or hold."""

_OF_TUNNELS = re.compile(
    r"(tun|utun|wg|ppp|ipsec|gif|stf|tailscale|zt|nordlynx|proton)|"
    r"wireguard|wintun|tap-windows|openvpn|tailscale|zerotier|anyconnect|fortinet|pangp|\bvpn\b",
    re.IGNORECASE,
)
"""Adapters that lead to far networks, which phones in the room are not in."""

_HYPER_V = re.compile(r"hyper-v virtual", re.IGNORECASE)
"""On Windows either leads to virtual machines or stands in for the real adapter."""

_HOME_AND_OFFICE = tuple(
    ip_network(network) for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)
"""The networks of RFC 1918."""

_WORDS = (
    (re.compile(r"wi-?fi direct", re.IGNORECASE), "this computer’s own hotspot"),
    (re.compile(r"wl|ath|wifi|ra\d|.*(wi-?fi|wireless|wlan|802\.11)", re.IGNORECASE), "Wi-Fi"),
    (re.compile(r"bridge\d|ap\d", re.IGNORECASE), "shared network"),
    (re.compile(r"usb|rndis|iphone|enx|.*(rndis|apple mobile)", re.IGNORECASE), "USB network"),
    (re.compile(r"ww|.*mobile broadband", re.IGNORECASE), "mobile network"),
    (re.compile(r"eth|en[ops]|em\d|.*(ethernet|gbe|gigabit)", re.IGNORECASE), "cable"),
)
"""What to call an adapter, by its name on Linux and macOS or its description on Windows."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """A network adapter: its name, what the system calls it, and its addresses."""

    name: str
    title: str
    addresses: tuple[IPv4Address | IPv6Address, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """An address that phones could use, and its network in plain words."""

    address: IPv4Address | IPv6Address
    network: str


def reachable(
    adapters: Iterable[Adapter], route: IPv4Address | IPv6Address | None
) -> tuple[Reach, ...]:
    """The addresses that phones could use, the likeliest first.

    `route` is the address that this machine reaches other networks from, None if it reaches none.
    An adapter gives its IPv4 addresses or, where it has none, one of IPv6, which is long to type.
    Addresses of homes and offices (RFC 1918) come before others, the route's own before its equals.
    """
    found = [
        (adapter, address)
        for adapter in adapters
        if _leads_to_the_room(adapter, route)
        for address in _best_family(adapter)
    ]
    found.sort(key=lambda pair: _rank(*pair, route))
    return tuple(Reach(address, network_name(adapter)) for adapter, address in found)


def network_name(adapter: Adapter) -> str:
    """What to call an adapter's network: `Wi-Fi (wlan0)`."""
    title = adapter.title.strip() or adapter.name
    for pattern, word in _WORDS:
        if pattern.match(title):
            return word if title.casefold() == word.casefold() else f"{word} ({title})"
    return title


def _leads_to_the_room(adapter: Adapter, route: IPv4Address | IPv6Address | None) -> bool:
    for name in (adapter.name, adapter.title):
        if _OF_MACHINES.match(name) or _OF_TUNNELS.match(name):
            return False
        if _found(_OF_MACHINES, name) or _found(_OF_TUNNELS, name):
            return False
        if _HYPER_V.search(name):
            return route in adapter.addresses
    return True
