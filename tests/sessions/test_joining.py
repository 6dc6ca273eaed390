from sessions.joining import scanned, typed, wifi_code, wifi_password
from sessions.room import Room, Wifi

ROOM = Room("K7M4PX", "http://192.168.8.20:8000")


def test_people_type_the_address_without_its_scheme() -> None:
    assert typed(ROOM) == "192.168.8.20:8000"


def test_the_code_that_phones_scan_is_all_in_capitals() -> None:
    assert scanned(ROOM) == "HTTP://192.168.8.20:8000/J/K7M4PX"


def test_without_an_address_there_is_nothing_to_type_or_scan() -> None:
    room = Room("K7M4PX", "")
    assert typed(room) == scanned(room) == ""


def test_the_wifi_code_holds_name_and_password_with_their_special_letters() -> None:
    assert wifi_code(Wifi("Room; 2", "a:b")) == r"WIFI:T:WPA;S:Room\; 2;P:a\:b;;"


def test_an_open_wifi_asks_for_no_password() -> None:
    assert wifi_code(Wifi("Guests", "")) == "WIFI:T:nopass;S:Guests;;"


def test_a_password_that_nobody_would_type_is_left_to_the_code() -> None:
    assert wifi_password(Wifi("Seminar", "easel-2026")) == "easel-2026"
    assert wifi_password(Wifi("Seminar", "x" * 63)) == ""
