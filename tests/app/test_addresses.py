from ipaddress import ip_address
from pathlib import Path

import pytest

from app.adapters import Surroundings, look
from app.addresses import Addresses
from app.networks import Adapter
from app.settings import Settings
from sessions.refused import Invalid
from sessions.room import Address

WIFI = Adapter("wlan0", "wlan0", (ip_address("192.168.8.20"), ip_address("fe80::2")))
OTHER_WIFI = Adapter("wlan0", "wlan0", (ip_address("10.9.9.9"),))
CABLE = Adapter("eth0", "eth0", (ip_address("10.1.1.4"),))
LOOPBACK = Adapter("lo", "lo", (ip_address("127.0.0.1"), ip_address("::1")))


class Network:
    """A network that the test sets."""

    def __init__(self, *adapters: Adapter, route: str = "") -> None:
        self.adapters = adapters
        self.route = route

    def look(self) -> Surroundings:
        route = ip_address(self.route) if self.route else None
        return Surroundings((LOOPBACK, *self.adapters), route)


def addresses(data: Path, network: Network, **settings: object) -> Addresses:
    return Addresses(Settings.model_validate({"data": data, **settings}), network.look)


def test_phones_are_shown_the_likeliest_address_and_may_use_the_others(tmp_path: Path) -> None:
    found = addresses(tmp_path, Network(CABLE, WIFI, route="192.168.8.20"))
    assert found.join == "http://192.168.8.20:8000"
    assert found.network == "Wi-Fi (wlan0)"
    assert found.current == (
        Address("192.168.8.20:8000", "Wi-Fi (wlan0)"),
        Address("10.1.1.4:8000", "cable (eth0)"),
    )
    assert found.note == ""


@pytest.mark.parametrize("host", ["10.1.1.4:8000", "10.1.1.4", "http://10.1.1.4:8000"])
def test_the_chosen_address_is_shown_also_after_a_restart(tmp_path: Path, host: str) -> None:
    network = Network(WIFI, CABLE)
    found = addresses(tmp_path, network)
    found.choose(host)
    assert found.join == "http://10.1.1.4:8000"
    assert addresses(tmp_path, network).join == "http://10.1.1.4:8000"


def test_an_address_that_this_machine_does_not_have_cannot_be_chosen(tmp_path: Path) -> None:
    found = addresses(tmp_path, Network(WIFI))
    with pytest.raises(Invalid, match="Choose another"):
        found.choose("10.1.1.4:8000")
    assert found.join == "http://192.168.8.20:8000"


def test_the_chosen_network_is_shown_where_it_gives_another_address(tmp_path: Path) -> None:
    network = Network(CABLE, WIFI)
    found = addresses(tmp_path, network)
    found.choose("192.168.8.20:8000")
    network.adapters = (CABLE, OTHER_WIFI)
    assert found.refresh()
    assert found.join == "http://10.9.9.9:8000"


def test_a_chosen_address_that_is_gone_gives_way_and_comes_back(tmp_path: Path) -> None:
    network = Network(WIFI, CABLE)
    found = addresses(tmp_path, network)
    found.choose("10.1.1.4:8000")
    network.adapters = (WIFI,)
    assert found.refresh()
    assert found.join == "http://192.168.8.20:8000"
    network.adapters = (WIFI, CABLE)
    assert found.refresh()
    assert found.join == "http://10.1.1.4:8000"


def test_nothing_has_changed_where_the_network_is_as_it_was(tmp_path: Path) -> None:
    assert not addresses(tmp_path, Network(WIFI)).refresh()


def test_without_a_network_it_says_what_to_do_and_notices_when_there_is_one(
    tmp_path: Path,
) -> None:
    network = Network()
    found = addresses(tmp_path, network)
    assert found.join == "http://localhost:8000"
    assert "Connect this computer" in found.note
    network.adapters = (WIFI,)
    assert found.refresh()
    assert (found.join, found.note) == ("http://192.168.8.20:8000", "")


def test_started_for_this_machine_alone_it_says_that_phones_cannot_join(tmp_path: Path) -> None:
    found = addresses(tmp_path, Network(WIFI), host="127.0.0.1")
    assert (found.join, found.current) == ("http://localhost:8000", ())
    assert "127.0.0.1 alone" in found.note


def test_started_for_one_address_only_that_is_offered(tmp_path: Path) -> None:
    found = addresses(tmp_path, Network(CABLE, WIFI), host="192.168.8.20")
    assert found.current == (Address("192.168.8.20:8000", "Wi-Fi (wlan0)"),)


@pytest.mark.parametrize(
    ("given", "join"),
    [
        ("https://workshop.example/", "https://workshop.example"),
        ("192.168.8.20:9000", "http://192.168.8.20:9000"),
    ],
)
def test_what_the_host_knows_better_is_shown(tmp_path: Path, given: str, join: str) -> None:
    found = addresses(tmp_path, Network(), address=given)
    assert (found.join, found.note) == (join, "")


def test_the_usual_port_is_not_shown(tmp_path: Path) -> None:
    found = addresses(tmp_path, Network(WIFI), port=80)
    assert (found.join, found.laptop) == ("http://192.168.8.20", "http://localhost")


def test_an_address_of_ipv6_stands_in_brackets(tmp_path: Path) -> None:
    found = addresses(tmp_path, Network(Adapter("wlan0", "", (ip_address("fd12::7"),))))
    assert found.join == "http://[fd12::7]:8000"
    found.choose("[fd12::7]:8000")
    assert found.known("fd12::7")


@pytest.mark.parametrize(
    "name",
    ["localhost", "127.0.0.1", "127.8.8.8", "::1", "192.168.8.20", "fe80::2", "desk.example"],
)
def test_its_own_names_and_addresses_are_known(tmp_path: Path, name: str) -> None:
    found = addresses(tmp_path, Network(WIFI), names=("Desk.example",))
    assert found.known(name)


@pytest.mark.parametrize(
    "name",
    ["", "evil.example", "192.168.8.21", "localhost.evil.example", "0.0.0.0", "::", "[", "%"],
)
def test_other_names_and_addresses_are_not_known(tmp_path: Path, name: str) -> None:
    assert not addresses(tmp_path, Network(WIFI)).known(name)


def test_an_address_of_before_stays_known_until_the_end_of_the_run(tmp_path: Path) -> None:
    network = Network(WIFI)
    found = addresses(tmp_path, network)
    network.adapters = (CABLE,)
    found.refresh()
    assert found.known("192.168.8.20")
    assert found.known("10.1.1.4")


def test_what_was_remembered_may_be_spoilt(tmp_path: Path) -> None:
    (tmp_path / "address.json").write_text("[1", encoding="utf-8")
    assert addresses(tmp_path, Network(WIFI)).join == "http://192.168.8.20:8000"


def test_this_machine_can_be_looked_at() -> None:
    seen = look()
    assert any(address.is_loopback for one in seen.adapters for address in one.addresses)
