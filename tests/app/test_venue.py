import pytest

from app.venue import (
    Finding,
    Where,
    of_addresses,
    of_disk,
    of_held_port,
    of_port,
    of_printing,
    size,
)
from handouts.pdf import NoPangoError
from sessions.room import Address

WIFI, CABLE = Address("192.168.8.20:8000", "Wi-Fi (wlan0)"), Address("10.1.1.4:8000", "cable")


def read(finding: Finding) -> str:
    """All that it says, as a person reads it."""
    return " ".join(
        text % finding.values if finding.values else text
        for text in (finding.sentence, *finding.todo)
    )


def test_the_address_that_phones_are_shown_is_said_with_its_network() -> None:
    found = of_addresses(Where("http://192.168.8.20:8000", WIFI.network, (WIFI,), ""))
    assert found.state == "ok"
    assert read(found) == "Phones are shown 192.168.8.20:8000, Wi-Fi (wlan0)."
    given = of_addresses(Where("https://flipchart.example", "", (WIFI,), ""))
    assert read(given) == "Phones are shown https://flipchart.example."


def test_with_several_addresses_it_is_said_where_another_is_chosen() -> None:
    found = of_addresses(Where("http://192.168.8.20:8000", WIFI.network, (WIFI, CABLE), ""))
    assert "2 addresses" in read(found)
    assert "console" in read(found)


def test_no_network_stands_in_the_way_and_its_note_says_what_to_do() -> None:
    found = of_addresses(Where("http://localhost:8000", "", (), "Started for 50%s alone."))
    assert (found.state, read(found)) == ("bad", "Started for 50%s alone.")


@pytest.mark.parametrize(
    ("free", "state"),
    [
        *((80 * 10**9, "ok"), (500 * 10**6, "ok"), (499 * 10**6, "warn"), (100 * 10**6, "warn")),
        *((99 * 10**6, "bad"), (0, "bad")),
    ],
)
def test_less_than_500_mb_is_said_and_less_than_100_stands_in_the_way(
    free: int, state: str
) -> None:
    found = of_disk(free)
    assert found.state == state
    assert ("Make room" in read(found)) == (state != "ok")


def test_a_disk_that_cannot_be_written_says_why() -> None:
    found = of_disk(None, "Read-only file system")
    assert found.state == "bad"
    assert "Read-only file system. Make room" in read(found)


@pytest.mark.parametrize(
    ("count", "said"), [(80_400_000_000, "80 GB"), (499_999_999, "499 MB"), (0, "0 MB")]
)
def test_a_size_is_said_as_people_say_it(count: int, said: str) -> None:
    assert size(count) == said


def test_without_pango_it_is_said_what_to_install_and_that_all_else_works() -> None:
    found = of_printing(NoPangoError())
    assert found.state == "warn"
    assert "Install it" in read(found)
    assert "The workshop runs without it" in read(found)
    assert of_printing(None).state == "waiting"
    assert of_printing(True).state == "ok"


def test_a_port_where_somebody_else_answers_leads_to_another_port() -> None:
    assert of_port(8000, ()).state == "ok"
    found = of_port(8000, ("localhost:8000",))
    assert found.state == "bad"
    assert "At localhost:8000 it is not this Flipchart" in read(found)
    assert "--port 8001" in read(found)
    assert "--port 8000" in read(of_held_port(65_535, "", flipchart=False))


@pytest.mark.parametrize(
    ("holder", "flipchart", "said"),
    [
        ("", False, "Another program has port 8000."),
        ("nginx (process 7)", False, "Another program has port 8000: nginx (process 7)."),
        ("", True, "Another Flipchart, with other data, has port 8000."),
        ("python (process 7)", True, "with other data, has port 8000: python (process 7)."),
    ],
)
def test_who_holds_the_port_is_said_as_far_as_it_is_known(
    holder: str, flipchart: bool, said: str
) -> None:
    assert said in read(of_held_port(8000, holder, flipchart=flipchart))
