from sessions.room import Address, Room

OLD, NEW = "http://192.168.8.20:8000", "http://10.0.0.7:8000"
HERE = (Address("10.0.0.7:8000", "Seminar 2"),)


def full(*people: str) -> Room:
    room = Room("K7M4PX", OLD)
    for person in people:
        room = room.counted(person, 1, slower=False)
    return room


def test_after_a_new_address_the_phones_that_were_here_have_to_come_back() -> None:
    room = full("ann", "ben", "cleo").moved(NEW, HERE)
    assert (room.join, room.expected) == (NEW, 3)
    gone = room.counted("ann", -1, slower=False).counted("ben", -1, slower=False)
    assert gone.expected - len(gone.here) == 2


def test_who_comes_back_by_the_new_address_is_counted_though_they_are_a_new_person_there() -> None:
    room = full("ann", "ben").moved(NEW, HERE)
    room = room.counted("ann", -1, slower=False).counted("ben", -1, slower=False)
    room = room.counted("somebody", 1, slower=False)
    assert room.expected - len(room.here) == 1
    room = room.counted("somebody-else", 1, slower=True)
    assert room.expected == 0


def test_after_half_an_hour_nobody_is_expected_unless_the_address_has_changed_again() -> None:
    room = full("ann", "ben").moved(NEW, HERE)
    assert room.given_up(NEW).expected == 0
    assert room.moved("http://10.0.0.8:8000", HERE).given_up(NEW).expected == 2


def test_another_list_of_addresses_alone_makes_nobody_missing() -> None:
    assert full("ann").moved(OLD, HERE).expected == 0


def test_a_phone_with_two_pages_is_here_until_both_are_closed() -> None:
    room = full("ann").counted("ann", 1, slower=True)
    assert (len(room.here), len(room.slower)) == (1, 1)
    room = room.counted("ann", -1, slower=True)
    assert (len(room.here), len(room.slower)) == (1, 0)
    assert len(room.counted("ann", -1, slower=False).here) == 0
