from pathlib import Path

from sessions.plan_file import parse
from tests.server import run
from tests.sessions.story import PLAN

GIFT = "Who pays? {=Buyers ~Nobody}\n\nA remark\n"


def test_questions_of_a_file_come_out_as_part_of_a_plan(tmp_path: Path) -> None:
    file = tmp_path / "mine.gift"
    file.write_text(GIFT, encoding="utf-8")
    done = run("quiz", "import", str(file))
    assert done.returncode == 0
    assert done.stderr.startswith(f"{file}:3: This has no answers in curly brackets")
    plan = parse(f"{PLAN}\n{done.stdout}").plan
    assert plan is not None
    assert [question.text for question in plan.questions] == ["Who pays?"]


def test_a_plan_s_questions_go_out_as_gift_and_come_in_again(tmp_path: Path) -> None:
    out, again = tmp_path / "quiz.gift", tmp_path / "quiz.md"
    done = run("quiz", "export", "who-we-are", "-o", str(out))
    assert (done.returncode, done.stdout) == (0, f"Written: {out}\n")
    assert run("quiz", "import", str(out), "-o", str(again)).returncode == 0
    written = again.read_text("utf-8")
    assert "- [x] External customers" in written
    assert "who are customers?  {max 10 words}" in written


def test_a_file_that_cannot_be_used_says_why_and_ends_with_1(tmp_path: Path) -> None:
    large = tmp_path / "large.gift"
    large.write_bytes(b"x" * 10_000_000)
    for file, why in ((large, "256 KB"), (tmp_path / "missing", "cannot be read")):
        done = run("quiz", "import", str(file))
        assert (done.returncode, done.stdout) == (1, "")
        assert why in done.stderr
        assert "Traceback" not in done.stderr
