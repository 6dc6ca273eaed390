"""Which addresses of this machine phones could use: a pure choice out of its network adapters."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

from msgspec import Struct

IP = IPv4Address | IPv6Address

_ELSEWHERE = re.compile(
    # containers and virtual machines
    r"^(docker|br-|veth|virbr|vmnet|vboxnet|vnet|vmenet|cni|cali|flannel|podman|lxc|lxd|incus|"
    r"nerdctl|kube|dummy)|virtualbox|vmware|vethernet|npcap|loopback|host-only|"
    # tunnels
    r"^(tun|tap|utun|wg|ppp|ipsec|gif|stf|zt|nordlynx|proton)|wireguard|wintun|openvpn|tailscale|"
    r"zerotier|anyconnect|fortinet|pangp|\bvpn\b",
    re.IGNORECASE,
)
"""Adapters that lead to virtual machines or to far networks, where no phone in the room is."""

_HYPER_V = re.compile(r"hyper-v virtual", re.IGNORECASE)
"""On Windows it either leads to virtual machines or stands in for the real adapter."""

_RFC_1918 = tuple(
    ip_network(network) for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)
_GLOBAL = IPv6Network("2000::/3")

_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"wi-?fi direct", "this computer’s own hotspot"),
        (r"^(wl|ath\d)|wi-?fi|wireless|wlan|802\.11", "Wi-Fi"),
        (r"^(bridge|ap)\d", "shared by this computer"),
        (r"^(usb|enx)|ndis|apple mobile", "by USB"),
        (r"^ww|mobile broadband", "mobile network"),
        (r"^en\d", "Wi-Fi or cable"),  # macOS does not say which
        (r"^(eth|en[ops]|em\d)|ethernet|gbe|gigabit", "cable"),
    )
)
"""What to call an adapter, by its name on Linux and macOS or its description on Windows."""


class Adapter(Struct, frozen=True):
    """A network adapter: its name, what the system calls it, and its addresses."""

    name: str
    title: str
    addresses: tuple[IP, ...]


class Reach(Struct, frozen=True):
    """An address that phones could use, and its network in plain words."""

    address: IP
    network: str


def reachable(adapters: Iterable[Adapter], route: IP | None) -> tuple[Reach, ...]:
    """The addresses that phones could use, the likeliest first.

    `route` is the address that this machine reaches other networks from, None if it reaches none.
    An adapter gives its IPv4 addresses or, where it has none, one of IPv6, which is long to type.
    Addresses of homes and offices (RFC 1918) come before others, the route's own before its equals.
    """
    found = [
        Reach(address, network_name(adapter))
        for adapter in adapters
        if _leads_to_the_room(adapter, route)
        for address in _usable(adapter.addresses)
    ]
    return tuple(sorted(found, key=lambda reach: _rank(reach.address, route)))


def network_name(adapter: Adapter) -> str:
    """What to call an adapter's network: `Wi-Fi (wlan0)`."""
    title = adapter.title.strip() or adapter.name
    for pattern, word in _WORDS:
        if pattern.search(title):
            return word if title.casefold() == word.casefold() else f"{word} ({title})"
    return title


def _leads_to_the_room(adapter: Adapter, route: IP | None) -> bool:
    names = f"{adapter.name}\n{adapter.title}"
    if _HYPER_V.search(names):
        return route in adapter.addresses
    return not any(_ELSEWHERE.search(name) for name in names.splitlines())


def _usable(addresses: Iterable[IP]) -> list[IP]:
    able = [
        address
        for address in addresses
        if not (address.is_loopback or address.is_link_local or address.is_unspecified)
    ]
    short: list[IP] = [address for address in able if isinstance(address, IPv4Address)]
    return short or sorted(able, key=lambda address: address in _GLOBAL)[:1]


def _rank(address: IP, route: IP | None) -> tuple[bool, bool, bool]:
    at_home = any(address in network for network in _RFC_1918)
    return not isinstance(address, IPv4Address), not at_home, address != route
