from ipaddress import ip_address

import pytest

from app.networks import IP, Adapter, network_name, reachable


def adapter(name: str, *addresses: str, title: str = "") -> Adapter:
    return Adapter(name, title or name, tuple(ip_address(address) for address in addresses))


def found(*adapters: Adapter, route: str = "") -> list[str]:
    way: IP | None = ip_address(route) if route else None
    return [str(reach.address) for reach in reachable(adapters, way)]


def test_a_laptop_on_wifi_has_one_address() -> None:
    lo = adapter("lo", "127.0.0.1", "::1")
    wifi = adapter("wlp3s0", "192.168.8.20", "fe80::1", "2001:db8::7")
    assert found(lo, wifi, route="192.168.8.20") == ["192.168.8.20"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("docker0", ""),
        ("br-4f1c2d3e5a6b", ""),
        ("veth12ab34c", ""),
        ("virbr0", ""),
        ("vmnet8", ""),
        ("vboxnet0", ""),
        ("cni-podman0", ""),
        ("podman1", ""),
        ("lxdbr0", ""),
        ("{0A1B}", "VirtualBox Host-Only Ethernet Adapter"),
        ("{0A1B}", "VMware Virtual Ethernet Adapter for VMnet8"),
        ("{0A1B}", "Hyper-V Virtual Ethernet Adapter"),
        ("tun0", ""),
        ("utun4", ""),
        ("wg0", ""),
        ("tailscale0", ""),
        ("{0A1B}", "WireGuard Tunnel"),
        ("{0A1B}", "TAP-Windows Adapter V9"),
        ("{0A1B}", "Contoso VPN Client"),
    ],
)
def test_what_leads_to_machines_inside_or_far_away_is_left_out(name: str, title: str) -> None:
    assert found(adapter(name, "172.18.0.1", title=title), route="10.0.0.5") == []


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.7.7", "::1", "fe80::12", "0.0.0.0"])
def test_loopback_and_link_local_are_left_out(address: str) -> None:
    assert found(adapter("eth0", address)) == []


def test_a_home_address_comes_before_a_public_one_though_the_route_is_public() -> None:
    stick = adapter("wwan0", "100.64.3.3")
    router = adapter("wlan0", "192.168.8.20")
    assert found(stick, router, route="100.64.3.3") == ["192.168.8.20", "100.64.3.3"]


def test_of_two_home_addresses_the_one_of_the_route_comes_first() -> None:
    cable, wifi = adapter("eth0", "10.1.1.4"), adapter("wlan0", "192.168.8.20")
    assert found(cable, wifi, route="192.168.8.20") == ["192.168.8.20", "10.1.1.4"]
    assert found(cable, wifi) == ["10.1.1.4", "192.168.8.20"]


def test_a_vpn_that_has_taken_the_route_does_not_hide_the_room() -> None:
    vpn, wifi = adapter("tun0", "10.8.0.2"), adapter("wlan0", "192.168.8.20")
    assert found(vpn, wifi, route="10.8.0.2") == ["192.168.8.20"]


def test_a_hotspot_without_any_route_is_found() -> None:
    hotspot = adapter("{0A}", "192.168.137.1", title="Microsoft Wi-Fi Direct Virtual Adapter #2")
    assert found(hotspot) == ["192.168.137.1"]
    assert network_name(hotspot).startswith("this computer’s own hotspot")


def test_a_windows_adapter_that_hyper_v_stands_in_for_is_kept() -> None:
    bridged = adapter("{0A}", "10.1.1.4", title="Hyper-V Virtual Ethernet Adapter #2")
    assert found(bridged, route="10.1.1.4") == ["10.1.1.4"]


def test_an_adapter_without_ipv4_gives_one_address_of_ipv6() -> None:
    only = adapter("wlan0", "fe80::12", "2001:db8::7", "fd12:3456::7", "fd12:3456::8")
    assert found(only) == ["fd12:3456::7"]
    assert found(only, adapter("eth0", "203.0.113.4")) == ["203.0.113.4", "fd12:3456::7"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("wlan0", "Wi-Fi (wlan0)"),
        ("Wi-Fi", "Wi-Fi"),
        ("Intel(R) Wi-Fi 6 AX201 160MHz", "Wi-Fi (Intel(R) Wi-Fi 6 AX201 160MHz)"),
        ("Realtek PCIe GbE Family Controller", "cable (Realtek PCIe GbE Family Controller)"),
        ("enp0s31f6", "cable (enp0s31f6)"),
        ("en0", "Wi-Fi or cable (en0)"),
        ("bridge100", "shared by this computer (bridge100)"),
        ("Remote NDIS based Internet Sharing Device", None),
        ("enx0c5b8f279a64", "by USB (enx0c5b8f279a64)"),
        ("xyz9", "xyz9"),
    ],
)
def test_a_network_has_a_name_that_a_trainer_knows(title: str, name: str | None) -> None:
    said = network_name(adapter("{0A}", title=title))
    assert said == (name or f"by USB ({title})")
