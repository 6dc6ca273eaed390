"""`flipchart print`: paper and data from a terminal, without a server and beside one."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from handouts.kinds import KINDS, OF_PLAN
from handouts.tables import NAMES
from tests.handouts.pages import pages, read_out
from tests.server import ROOT, environment, run, running_server
from tests.workshop import Workshop, facilitator, open_workshop, press

PLAN = """---
format: flipchart-plan/1
title: "../Кто мы\\n: tea?"
---

## Who are customers? (20 min)

### Planning checklist
- [ ] Bring the kettle
"""
A3 = [297, 420]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "mine.md"
    file.write_text(PLAN, "utf-8")
    return file


def print_in(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run it where someone stands, with a data directory there."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.promptly",
            "print",
            *arguments,
            "--data",
            str(folder / "data"),
        ],
        cwd=folder,
        env=environment({"PYTHONPATH": str(ROOT)}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def printed(folder: Path, *arguments: str) -> bytes:
    """What it wrote into the file that it was given."""
    file = folder / "out"
    done = print_in(folder, *arguments, "-o", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Written: {file}\n"
    return file.read_bytes()


def refused(folder: Path, *arguments: str) -> str:
    """The one sentence that it ends with, having written nothing."""
    before = files(folder)
    ended = print_in(folder, *arguments)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Traceback" not in ended.stderr
    assert ended.stderr.endswith(".\n")
    assert files(folder) == before
    return ended.stderr


def files(folder: Path) -> set[Path]:
    """What is in a folder, but for what a log needs to be read."""
    return {path for path in folder.rglob("*") if not path.name.startswith("flipchart.db-")}


def test_a_plan_is_printed_without_a_server(tmp_path: Path) -> None:
    pdf = printed(tmp_path, "who-we-are", "--what", "guide", "--start", "09:30")
    assert pdf.startswith(b"%PDF")
    assert "09:30" in read_out(pdf)
    assert "Who are customers?" in read_out(pdf)
    assert not (tmp_path / "data").exists(), "Reading a plan made a data directory."


def test_paper_can_be_chosen(tmp_path: Path) -> None:
    sheet = pages(printed(tmp_path, "who-we-are", "--what", "sheets", "--paper", "A3"))[0]
    assert sorted((round(sheet.width), round(sheet.height))) == A3


def test_without_a_file_it_is_called_by_what_it_is_where_one_stands(
    tmp_path: Path, plan: Path
) -> None:
    done = print_in(tmp_path, plan.name, "--what", "handout", "--easy", "--paper", "letter")
    name = "Кто мы tea - handout - easy-read - letter.pdf"
    assert (done.returncode, done.stdout) == (0, f"Written: {name}\n"), done.stderr
    assert "customers" in read_out((tmp_path / name).read_bytes())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.md", name]


def test_a_session_is_printed_while_its_server_runs_and_when_it_has_ended(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        opened = open_workshop(server)
        with facilitator(server, opened) as client:
            write(client, opened, "Suppliers", "suppliers.", "Café “Zürich”")
            during = printed(tmp_path, opened.code.lower(), "--what", "takeaway")
            served = client.get(f"/h/{opened.code}/takeaway.pdf")
            press(client, f"/c/{opened.code}/end")
    after = printed(tmp_path, opened.code, "--what", "report", "--archive")
    assert b"pdfaid" in after
    for pdf in (during, served.content, after):
        assert "Café “Zürich”" in read_out(pdf)
    table = printed(tmp_path, opened.code, "--what", "ideas.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["text"] for row in rows] == ["Suppliers", "suppliers.", "Café “Zürich”"]
    done = print_in(tmp_path, opened.code, "--what", "session.xlsx")
    name = "Who we are and what we do - session.xlsx"
    assert done.stdout == f"Written: {name}\n"
    assert (tmp_path / name).read_bytes().startswith(b"PK")
    sentence = refused(tmp_path, opened.code, "--what", "minutes")
    assert all(name in sentence for name in (*KINDS, *NAMES))


def write(client: httpx.Client, opened: Workshop, *texts: str) -> None:
    press(client, f"/c/{opened.code}/topics/1/start")
    press(client, f"/c/{opened.code}/sheets/external/open")
    path = f"/c/{opened.code}/sheets/external/ideas"
    press(client, path, text="\n".join(texts), id="0123456789abcdef")


def test_a_kind_that_there_is_none_of_is_told_with_those_there_are(
    tmp_path: Path, plan: Path
) -> None:
    for what in ("poster", "takeaway", "ideas.csv"):
        sentence = refused(tmp_path, str(plan), "--what", what)
        assert sentence.startswith(f"There is no “{what}” of this. Choose one of: guide, handout,")
        assert "report" not in sentence
        assert all(kind.name in sentence for kind in OF_PLAN)


def test_what_cannot_be_chosen_is_a_sentence(tmp_path: Path, plan: Path) -> None:
    assert "Choose one of: a4, letter." in refused(tmp_path, str(plan), "--paper", "a3")
    sheets = refused(tmp_path, str(plan), "--what", "sheets", "--paper", "letter")
    assert "Choose one of: a1, a3, a4." in sheets
    assert "such as 09:30" in refused(tmp_path, str(plan), "--start", "half past nine")


def test_a_plan_or_session_that_there_is_none_of_is_a_sentence(tmp_path: Path) -> None:
    for name in ("nowhere", "\u202e"):
        assert "neither" in refused(tmp_path, name)
    code = refused(tmp_path, "aaaaaa", "--what", "takeaway")
    assert code.startswith("There is no session with the code “AAAAAA”. “aaaaaa” is neither")


def test_a_plan_with_errors_is_refused_with_its_lines(tmp_path: Path, plan: Path) -> None:
    plan.write_text(PLAN.replace(" (20 min)", ""), "utf-8")
    assert f"{plan}:6: " in refused(tmp_path, str(plan))


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path, plan: Path) -> None:
    opened = run("session", "open", "who-we-are", "--data", str(tmp_path / "data"), "--json")
    code = json.loads(opened.stdout)["code"]
    for out in (tmp_path / "nowhere" / "ideas.csv", tmp_path, plan / "ideas.csv"):
        sentence = refused(tmp_path, code, "--what", "ideas.csv", "-o", str(out))
        assert sentence.startswith(f"{out} cannot be written: ")
    pdf = refused(tmp_path, str(plan), "--what", "checklist", "-o", str(tmp_path))
    assert pdf.startswith(f"{tmp_path} cannot be written: ")
