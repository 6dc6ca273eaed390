import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.keys import keys_of, participant_of, read_keys
from app.settings import Settings
from tests.server import run


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


def test_two_machines_with_the_same_secret_have_the_same_keys(tmp_path: Path) -> None:
    secret = SecretStr("0123456789abcdef" * 2)
    one, other = (keys_of(Settings(data=tmp_path / name, secret=secret)) for name in ("a", "b"))
    assert one.session("one") == other.session("one")
    assert one.host() != keys_of(Settings(data=tmp_path)).host()
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]  # only where none was given


@pytest.mark.parametrize("secret", ["short", "0123456789abcdef" * 2 + "\n", "ä" * 40])
def test_a_secret_that_could_be_guessed_is_refused_and_not_repeated(secret: str) -> None:
    ended = run("serve", "--port", "0", env={"FLIPCHART_SECRET": secret})
    assert ended.returncode == 1
    assert "FLIPCHART_SECRET cannot be used: it has to have at least 32" in ended.stderr
    assert secret not in ended.stderr
