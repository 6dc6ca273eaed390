"""Plan files on disk: found, read and kept, with a sentence where that cannot be."""

import os
from pathlib import Path

import pytest

from sessions.library import Library
from sessions.library_files import LibraryError, UnknownPlanError, read_file
from sessions.plan_file import MOST_BYTES, parse
from sessions.refused import Refused, Unknown
from tests.sessions.reading.plan_texts import SMALL

RAW = SMALL.encode()
BUILT_IN = "who-we-are"


def test_the_built_in_workshop_is_there_without_a_folder(tmp_path: Path) -> None:
    library = Library(tmp_path / "not there yet")
    assert library.names() == (BUILT_IN,)
    assert parse(library.read(BUILT_IN)).problems == ()
    (listed,) = library.plans()
    assert (listed.title, listed.own) == ("Who we are and what we do", False)
    assert (listed.minutes, listed.topics, listed.usable) == (50, 3, True)


def test_own_plans_follow_by_name(tmp_path: Path) -> None:
    for name in ("Zebra.md", "apple.MD", "notes.txt", ".hidden.md", "apple.md~"):
        (tmp_path / name).write_text(SMALL, "utf-8")
    library = Library(tmp_path)
    assert library.names() == (BUILT_IN, "apple", "Zebra")
    assert library.read("Zebra") == SMALL.encode()
    assert [listed.own for listed in library.plans()] == [False, True, True]


def test_an_own_plan_never_hides_a_built_in_one(tmp_path: Path) -> None:
    (tmp_path / f"{BUILT_IN}.md").write_text(SMALL, "utf-8")
    library = Library(tmp_path)
    assert library.names() == (BUILT_IN, f"{BUILT_IN}.md")
    assert library.read(BUILT_IN) != SMALL.encode()
    assert library.read(f"{BUILT_IN}.md") == SMALL.encode()


def test_own_plans_whose_names_differ_by_their_ending_are_both_there(tmp_path: Path) -> None:
    (tmp_path / "a.MD").write_bytes(b"one")
    (tmp_path / "a.md").write_bytes(b"two")
    library = Library(tmp_path)
    assert {library.read(name) for name in library.names()[1:]} == {b"one", b"two"}


def test_a_list_names_what_is_wrong_with_a_plan(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"# No topics\n")
    (tmp_path / "binary.md").write_bytes(b"\x00\xff")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "huge.md").write_bytes(b"a" * (MOST_BYTES + 1))
    _, bad, binary, folder, huge = Library(tmp_path).plans()
    assert not any(listed.usable for listed in (bad, binary, folder, huge))
    assert [listed.title for listed in (bad, binary)] == ["bad", "binary"]
    assert any("no topics" in problem.sentence for problem in bad.problems)
    assert "is a folder" in folder.problems[0].sentence
    assert "262,144" in huge.problems[0].sentence


def test_a_plan_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    library = Library(tmp_path)
    name = library.keep("a.md", RAW)
    (tmp_path / "a.md").write_text(SMALL.replace("Who we are", "Changed"), "utf-8")
    assert name == "a"
    assert [listed.title for listed in library.plans()][1:] == ["Changed"]


@pytest.mark.parametrize(
    "name", ["", "nobody", "../secret", "/etc/passwd", "a\0b", "who-we-are/", "x" * 5000]
)
def test_a_name_is_never_taken_for_a_path(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_bytes(b"secret")
    library = Library(tmp_path / "plans")
    with pytest.raises(UnknownPlanError) as raised:
        library.read(name)
    assert str(raised.value) == f"There is no plan called “{name}”."
    assert isinstance(raised.value, Unknown)


def test_the_command_may_name_a_plan_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(SMALL, "utf-8")
    library = Library(tmp_path / "plans")
    assert library.read_named_or_file(str(file)) == SMALL.encode()
    assert library.read_named_or_file(BUILT_IN) == library.read(BUILT_IN)
    with pytest.raises(UnknownPlanError, match="neither the name of a plan nor a file"):
        library.read_named_or_file(str(tmp_path / "nothing.md"))


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "plan.md/inside", "loop.md"])
def test_a_path_that_leads_nowhere_is_a_sentence(tmp_path: Path, path: str) -> None:
    (tmp_path / "plan.md").write_text(SMALL, "utf-8")
    (tmp_path / "loop.md").symlink_to("loop.md")
    with pytest.raises(LibraryError) as raised:
        Library(tmp_path).read_named_or_file(str(tmp_path / path))
    assert "cannot be read: " in str(raised.value)
    assert isinstance(raised.value, Refused)


def test_only_files_are_read(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(LibraryError, match="is not a file"):
        read_file(Path(os.devnull))


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(LibraryError, match="is not a file"):
        read_file(tmp_path / "pipe.md")


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.md"
    with huge.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(LibraryError, match="256 KB"):
        read_file(huge)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "full.md").write_bytes(b"a" * MOST_BYTES)
    assert len(read_file(tmp_path / "full.md")) == MOST_BYTES


def test_a_kept_plan_is_the_uploaded_one_byte_for_byte(tmp_path: Path) -> None:
    library = Library(tmp_path / "data" / "plans")
    raw = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert library.keep("C:\\Users\\me\\My Plan.md", raw) == "my-plan"
    assert library.read("my-plan") == raw


def test_keeping_the_same_plan_again_keeps_one(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert [library.keep("a.md", RAW) for _ in range(3)] == ["a", "a", "a"]
    assert library.names() == (BUILT_IN, "a")


def test_another_plan_of_the_same_name_gets_a_number(tmp_path: Path) -> None:
    library = Library(tmp_path)
    texts = [RAW + b"\n" * number for number in range(3)]
    assert [library.keep("a.md", text) for text in texts] == ["a", "a-2", "a-3"]
    assert library.keep("A.md", texts[1]) == "a-2"
    assert [library.read(name) for name in ("a", "a-2", "a-3")] == texts


def test_a_kept_plan_never_takes_the_name_of_a_built_in_one(tmp_path: Path) -> None:
    assert Library(tmp_path).keep(f"{BUILT_IN}.md", RAW) == f"{BUILT_IN}-2"


def test_a_folder_in_the_way_gets_a_number_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    assert Library(tmp_path).keep("a.md", RAW) == "a-2"


def test_what_is_too_large_for_a_plan_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        Library(tmp_path).keep("a.md", b"a" * (MOST_BYTES + 1))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "plans").write_bytes(b"")
    library = Library(tmp_path / "plans")
    with pytest.raises(LibraryError, match="cannot be kept in"):
        library.keep("a.md", RAW)
    with pytest.raises(LibraryError, match="cannot be listed"):
        library.names()
