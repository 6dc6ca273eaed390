"""What was printed is kept by what it says, and only what is whole is given out again."""

import os
from pathlib import Path

import pytest

from handouts.printed import MOST_BYTES, MOST_FILES, PrintedFiles, name_of

PDF = b"%PDF-1.7\nwords\n%%EOF\n"
NAME = name_of("<p>words", archive=False)


def stored(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_kept_is_found_on_its_own_shelf_alone(tmp_path: Path) -> None:
    files = PrintedFiles(tmp_path / "printed")
    assert files.find("plans", NAME) is None
    files.keep("plans", NAME, PDF)
    assert files.find("plans", NAME) == PDF
    assert PrintedFiles(tmp_path / "printed").find("plans", NAME) == PDF
    assert files.find("a-session", NAME) is None
    assert (tmp_path / "printed" / "plans").stat().st_mode & 0o077 == 0


def test_other_words_and_the_archive_have_other_names() -> None:
    names = {name_of(html, archive) for html in ("a", "b") for archive in (True, False)}
    assert len(names) == 4
    assert name_of("a lone \ud800", archive=False).isalnum()


@pytest.mark.parametrize(
    "found",
    [b"", PDF[:-8], PDF[:9] + bytes(20), b"<html>%PDF words %%EOF", PDF + b"<p>more", b"%PDF"],
)
def test_what_was_cut_off_or_is_no_pdf_is_not_found_and_is_replaced(
    tmp_path: Path, found: bytes
) -> None:
    files = PrintedFiles(tmp_path)
    files.keep("plans", NAME, PDF)
    (path,) = stored(tmp_path)
    path.write_bytes(found)
    assert files.find("plans", NAME) is None
    files.keep("plans", NAME, PDF)
    assert files.find("plans", NAME) == PDF
    assert stored(tmp_path) == [path]


def test_where_nothing_can_be_kept_it_is_said_and_nothing_is_left(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    files = PrintedFiles(tmp_path / "file")
    files.keep("plans", NAME, PDF)
    assert "could not be kept" in caplog.text
    assert files.find("plans", NAME) is None

    (tmp_path / "plans" / f"{NAME}.pdf" / "within").mkdir(parents=True)
    files = PrintedFiles(tmp_path)
    files.keep("plans", NAME, PDF)
    assert files.find("plans", NAME) is None
    assert stored(tmp_path) == [tmp_path / "file"]


def test_the_oldest_are_let_go_where_there_are_too_many(tmp_path: Path) -> None:
    files = PrintedFiles(tmp_path)
    for number in range(MOST_FILES):
        files.keep(f"session-{number % 7}", f"{number:064}", PDF)
    for number, path in enumerate(sorted(stored(tmp_path), key=lambda path: path.name)):
        os.utime(path, (number, number))
    assert len(stored(tmp_path)) == MOST_FILES
    files.keep("plans", NAME, PDF)
    assert len(stored(tmp_path)) == MOST_FILES
    assert files.find("session-0", f"{0:064}") is None
    assert files.find("session-1", f"{1:064}") == PDF
    assert files.find("plans", NAME) == PDF


def test_the_oldest_are_let_go_where_they_take_too_much(tmp_path: Path) -> None:
    files = PrintedFiles(tmp_path)
    for number in range(3):
        files.keep("plans", f"{number:064}", PDF)
        path = tmp_path / "plans" / f"{number:064}.pdf"
        os.truncate(path, MOST_BYTES // 3)  # of holes, which take no room on the disk
        os.utime(path, (number, number))
    files.keep("plans", NAME, PDF)
    assert [path.name[63] for path in stored(tmp_path)] == [*"12", NAME[63]]
