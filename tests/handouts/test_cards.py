"""Cards to join by and certificates: what they say, and what they leave out."""

import re
from dataclasses import replace

import pytest
from msgspec import structs

from handouts.cards import card_values, certificate_values
from handouts.days import day_of
from handouts.documents import draw
from handouts.kinds import KINDS
from handouts.options import Options
from handouts.source import Source
from sessions import agenda, opening, people
from sessions.room import Moment, Room, Wifi
from sessions.state import State
from tests.sessions.story import START, Story

ROOM = Room("K7MPQR", "http://192.168.8.20:8000", wifi=Wifi("Seminar room", "correct horse"))
LONG = "x" * 60


def moment(story: Story, room: Room = ROOM) -> Moment:
    return Moment(story.state, room, story.at)


def drawn(room: Room) -> str:
    story = Story()
    return draw(KINDS["join-cards"], Source(story.state.plan, moment(story, room)), Options())


def test_a_card_says_what_to_scan_and_what_to_type() -> None:
    said = card_values(ROOM)
    assert said["scanned"] == "HTTP://192.168.8.20:8000/J/K7MPQR"
    assert said["typed"] == "192.168.8.20:8000"
    assert said["wifi_code"] == "WIFI:T:WPA;S:Seminar room;P:correct horse;;"
    assert said["wifi_password"] == "correct horse"


@pytest.mark.parametrize("join", ["", "http://localhost:8000"])
def test_there_is_nothing_to_scan_while_phones_have_no_address(join: str) -> None:
    html = drawn(replace(ROOM, join=join, wifi=None))
    assert 'class="qr"' not in html
    assert "localhost" not in html
    assert "in no network for phones" in html
    assert "K7M PQR" in html


def test_a_password_too_long_to_type_is_in_the_code_alone() -> None:
    room = replace(ROOM, wifi=Wifi("Seminar room", LONG))
    assert card_values(room)["wifi_password"] == ""
    assert LONG in str(card_values(room)["wifi_code"])
    assert LONG not in drawn(room)


def test_a_room_without_wi_fi_has_one_way_to_join() -> None:
    html = drawn(replace(ROOM, wifi=None))
    assert "Join the Wi-Fi" not in html
    assert "Cards for the Wi-Fi" not in html


def test_each_person_with_a_name_has_a_certificate_in_their_order_and_one_is_blank() -> None:
    story = Story()
    for who, name in {"c": "carla", "a": "Ben", "b": "", "d": "Dora", "e": "Ben"}.items():
        story.do(people.give_name(who, name), by=who)
    assert certificate_values(moment(story))["names"] == ["Ben", "Ben", "carla", "Dora", ""]


def test_a_certificate_says_how_long_the_topics_really_took() -> None:
    story = Story()
    assert certificate_values(moment(story))["minutes"] == 35
    story.do(agenda.start(1))
    story.do(agenda.start(2), wait=20 * 60)
    story.do(agenda.pause(2), wait=10 * 60)
    story.do(opening.end(), wait=3600)
    assert certificate_values(moment(story))["minutes"] == 30


def test_a_session_of_seconds_took_a_minute() -> None:
    story = Story()
    story.do(agenda.start(1))
    story.do(opening.end(), wait=5)
    assert certificate_values(moment(story))["minutes"] == 1


def spoken(lang: str) -> State:
    story = Story()
    return structs.replace(story.state, plan=structs.replace(story.state.plan, lang=lang))


def test_the_day_is_said_in_the_plan_s_language() -> None:
    assert re.fullmatch(r"September 2\d, 2026", day_of(spoken("en")))
    assert re.fullmatch(r"2\d\. September 2026", day_of(spoken("de-CH")))
    assert day_of(spoken("tlh")) == day_of(spoken("en"))
    assert day_of(spoken("")) == day_of(spoken("en"))


def test_the_day_is_the_one_on_which_the_first_topic_began() -> None:
    story = Story(at=START)
    planned = day_of(story.state)
    story.do(agenda.start(1), wait=3 * 86_400)
    story.do(agenda.start(2), wait=86_400)
    assert day_of(story.state) != planned
    assert day_of(story.state) == day_of(
        structs.replace(Story().state, starts_at=START + 3 * 86_400)
    )
