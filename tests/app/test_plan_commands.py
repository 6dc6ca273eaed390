from pathlib import Path

import pytest

from tests.server import run

PLAN = """---
format: flipchart-plan/1
title: Wer wir sind – кто мы
---

## Who are customers? (20 min)

### Activity
- SAY 2m: Think of one.
- ASK 3m: Who relies on you?
"""
WITH_ERRORS = PLAN.replace(" (20 min)", "")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "mine.md"
    file.write_text(PLAN, encoding="utf-8")
    return file


def test_a_plan_without_fault_is_passed() -> None:
    checked = run("plan", "check", "who-we-are")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert checked.stderr == "Nothing is wrong.\n"


def test_an_error_is_told_with_its_line_and_ends_with_1(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(WITH_ERRORS, encoding="utf-8")
    checked = run("plan", "check", str(file))
    assert checked.returncode == 1
    assert checked.stdout.startswith(f"{file}:6: Topic “Who are customers?” has no minutes.")
    assert "to put right" in checked.stderr


def test_a_warning_is_told_with_its_line_and_ends_with_0(plan: Path) -> None:
    checked = run("plan", "check", str(plan))
    assert checked.returncode == 0
    assert checked.stdout.startswith(f"{plan}:6: ")
    assert "add up to 5 minutes" in checked.stdout
    assert "Can be used" in checked.stderr


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02", "not a text file"),
        ("title: Grüße".encode("latin-1"), "UTF-8"),
        (b"x" * 10_000_000, "256 KB"),
        (b"---\na: &a [x, x]\nb: [*a, *a]\n---\n", "& or *"),
    ],
)
def test_what_is_no_plan_is_said_where_editors_look(tmp_path: Path, raw: bytes, why: str) -> None:
    file = tmp_path / "mine.md"
    file.write_bytes(raw)
    checked = run("plan", "check", str(file))
    assert checked.returncode == 1
    assert checked.stdout.startswith(f"{file}:")
    assert why in checked.stdout


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_plan_that_is_not_there_is_a_sentence(command: str) -> None:
    checked = run("plan", command, "nowhere.md")
    assert (checked.returncode, checked.stdout) == (1, "")
    assert checked.stderr.startswith("“nowhere.md” is neither")


def test_a_plan_is_shown_with_its_topics_sheets_and_cues() -> None:
    shown = run("plan", "show", "who-we-are").stdout
    assert "1. Who are customers? (20 min)" in shown
    assert "sheet external: External customers" in shown
    assert "CHART        5 min" in shown
    assert "Review questions: 1" in shown


def test_a_plan_with_errors_is_not_shown_but_they_are(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text(WITH_ERRORS, encoding="utf-8")
    shown = run("plan", "show", str(file))
    assert (shown.returncode, shown.stdout) == (1, "")
    assert f"{file}:6: " in shown.stderr


def test_the_list_has_built_in_plans_and_those_in_the_data_directory(
    tmp_path: Path, plan: Path
) -> None:
    (tmp_path / "data" / "plans").mkdir(parents=True)
    plan.rename(tmp_path / "data" / "plans" / "mine.md")
    (tmp_path / "data" / "plans" / "broken.md").write_text(WITH_ERRORS, encoding="utf-8")
    rows = run("plan", "list", "--data", str(tmp_path / "data")).stdout.splitlines()[1:]
    who, broken, mine = rows
    assert who.split()[:6] == ["who-we-are", "3", "in", "50", "min", "built"]
    assert "plan check" in broken
    assert mine.rstrip().endswith("Wer wir sind – кто мы")


def test_a_console_that_lacks_letters_shows_the_others(plan: Path) -> None:
    shown = run("plan", "show", str(plan), env={"PYTHONIOENCODING": "ascii"})
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("Wer wir sind ? ??? ??\n")


def test_a_word_that_is_no_command_is_told_and_how_to_ask() -> None:
    asked = run("plan", "chek")
    assert asked.returncode == 2
    assert "No such command" in asked.stderr
    assert "─" not in asked.stderr
