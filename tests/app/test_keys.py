import stat
from pathlib import Path

from app.keys import participant_of, read_keys


def test_keys_are_the_same_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    first, again = read_keys(path), read_keys(path)
    assert first.session("one") == again.session("one")
    assert first.host() == again.host()


def test_one_sessions_key_opens_no_other(tmp_path: Path) -> None:
    keys = read_keys(tmp_path / "secret")
    values = {
        keys.session("one"),
        keys.session("two"),
        keys.host(),
        keys.session_cookie("one")[1],
        keys.host_cookie()[1],
    }
    assert len(values) == 5
    assert all(len(value) >= 43 for value in values)


def test_two_hosts_have_nothing_in_common(tmp_path: Path) -> None:
    one, other = read_keys(tmp_path / "one"), read_keys(tmp_path / "other")
    assert one.session("one") != other.session("one")


def test_the_secret_is_for_its_owner_alone(tmp_path: Path) -> None:
    read_keys(tmp_path / "secret")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_the_log_never_holds_a_cookie() -> None:
    assert participant_of("a cookie") != "a cookie"
    assert participant_of("a cookie") == participant_of("a cookie")
