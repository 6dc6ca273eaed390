import pytest
from pydantic import ValidationError

from app.venue import Finding
from app.venue_phones import HOUR, MOST, Report, Reports

NOON = 1_795_300_000.0
GOOD = {"tries": 20, "answered": 20, "middle": 9, "slowest": 30, "socket": 1, "ahead": 40}


def report(id: str = "a", /, **measured: int) -> Report:
    return Report.model_validate({"id": id.ljust(16, "x"), **GOOD, **measured})


def found(*reports: Report, at: float = NOON) -> dict[str, Finding]:
    heard = Reports()
    for one in reports:
        heard.add(one, NOON)
    return {finding.name: finding for finding in heard.findings(at)}


def states(*reports: Report, at: float = NOON) -> dict[str, str]:
    return {name: finding.state for name, finding in found(*reports, at=at).items()}


def test_before_any_phone_all_of_it_waits_and_says_what_keeps_phones_out() -> None:
    assert set(states().values()) == {"waiting"}
    steps = " ".join(found()["phone"].todo)
    for word in ("same Wi-Fi", "mobile data", "firewall", "Guest networks"):
        assert word in steps


def test_a_page_that_was_opened_and_says_nothing_is_told_apart() -> None:
    heard = Reports()
    heard.open(NOON)
    assert heard.findings(NOON)[0].state == "warn"
    assert heard.findings(NOON + HOUR)[0].state == "waiting"


def test_a_phone_that_gets_through_well_leaves_nothing_to_do() -> None:
    assert states(report()) == dict.fromkeys(("phone", "socket", "trip", "clock"), "ok")
    assert not any(finding.todo for finding in found(report()).values())


@pytest.mark.parametrize(
    ("measured", "name", "state", "todo"),
    [
        ({"socket": 0}, "socket", "warn", "by themselves"),
        ({"answered": 19}, "trip", "warn", "nearer"),
        ({"answered": 15}, "trip", "bad", "hotspot"),
        ({"answered": 0, "middle": 0, "slowest": 0}, "trip", "bad", "hotspot"),
        ({"middle": 200, "slowest": 400}, "trip", "warn", "nearer"),
        ({"middle": 2000, "slowest": 2000}, "trip", "bad", "hotspot"),
        ({"slowest": 1000}, "trip", "warn", "nearer"),
        ({"ahead": 2000}, "clock", "warn", "follow the laptop"),
        ({"ahead": -7_200_000}, "clock", "warn", "follow the laptop"),
    ],
)
def test_each_fault_is_found_alone_and_says_what_to_do(
    measured: dict[str, int], name: str, state: str, todo: str
) -> None:
    said = found(report(**measured))
    assert {one for one, finding in said.items() if finding.state != "ok"} == {name}
    assert said[name].state == state
    assert todo in " ".join(said[name].todo)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (2600, "3 s ahead of"),
        (-119_000, "119 s behind"),
        (180_000, "3 min ahead"),
        (-7_200_000, "2 h behind"),
        (-(10**12), "11574 d behind"),
    ],
)
def test_how_far_clocks_are_apart_is_said_in_one_unit(ahead: int, said: str) -> None:
    clock = found(report(ahead=ahead))["clock"]
    assert said in clock.sentence % clock.values


def test_the_latest_phone_counts_and_all_of_an_hour_are_counted() -> None:
    said = found(report("a", socket=0), report("b"))
    assert said["socket"].state == "ok"
    assert said["phone"].values["count"] == 2
    assert set(states(report(), at=NOON + HOUR).values()) == {"waiting"}


def test_the_same_page_again_replaces_its_report() -> None:
    said = found(report("a"), report("b"), report("a", socket=0))
    assert said["phone"].values["count"] == 2
    assert said["socket"].state == "warn"


def test_fifty_reports_are_kept_and_the_oldest_goes() -> None:
    heard = Reports()
    for number in range(MOST + 5):
        heard.add(report(f"n{number}-"), NOON + number)
    kept = [one.report.id.rstrip("x") for one in heard.recent(NOON + 100)]
    assert (len(kept), kept[0], kept[-1]) == (50, "n54-", "n5-")


@pytest.mark.parametrize(
    "wrong",
    [
        *({"tries": 0}, {"tries": 101}, {"answered": -1}, {"answered": 21}, {"socket": 2}),
        *({"middle": 60_001}, {"slowest": -1}, {"ahead": 10**14}),
    ],
)
def test_a_report_that_no_phone_could_make_is_none(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        report(**wrong)
