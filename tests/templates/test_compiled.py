"""What is drawn is the template as it stands there, whatever is kept of an earlier start."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from templates.compiled import Compiled
from tests.server import ROOT, environment

COMPILE = "from templates.face import load_all; list(load_all())"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path / "page.html"


def drawn(page: Path, loud: Callable[[str], str] = str.upper, rules: bytes = b"upper") -> str:
    """The page as another start draws it."""
    there = Environment(loader=FileSystemLoader(page.parent), bytecode_cache=Compiled(rules))
    there.filters["loud"] = loud
    return there.get_template(page.name).render()


def kept(page: Path) -> Path:
    (found,) = (page.parent / "__pycache__").iterdir()
    return found


def test_a_template_is_compiled_at_the_first_start_alone(page: Path) -> None:
    page.write_text("{{ 'hello'|loud }}", encoding="utf-8")
    assert drawn(page) == "HELLO"
    assert drawn(page, str.title) == "HELLO"  # and no filter was asked again


def test_a_filter_that_was_changed_is_asked_again(page: Path) -> None:
    page.write_text("{{ 'hello'|loud }}", encoding="utf-8")
    assert drawn(page) == "HELLO"
    assert drawn(page, str.title, b"title") == "Hello"


def test_a_template_that_was_changed_is_drawn_as_it_is_now(page: Path) -> None:
    for text in ("first", "second", "first"):
        page.write_text(text, encoding="utf-8")
        assert drawn(page) == text


@pytest.mark.parametrize("left", [0, 10, 80, 100, -20])
def test_what_a_loss_of_power_left_of_it_is_not_used(page: Path, left: int) -> None:
    page.write_text("whole", encoding="utf-8")
    assert drawn(page) == "whole"
    whole = kept(page).read_bytes()
    for torn in (whole[:left], whole[:left].ljust(len(whole), b"\0")):
        kept(page).write_bytes(torn)
        assert drawn(page) == "whole"
        assert kept(page).read_bytes() == whole


def test_a_page_is_drawn_where_nothing_can_be_kept(page: Path) -> None:
    page.write_text("hello", encoding="utf-8")
    page.with_name("__pycache__").write_text("no folder", encoding="utf-8")
    assert drawn(page) == "hello"


def test_nothing_is_written_where_python_is_told_to_write_nothing(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    page.write_text("hello", encoding="utf-8")
    assert drawn(page) == "hello"
    assert list(page.parent.iterdir()) == [page]


def test_every_template_is_compiled_ahead(tmp_path: Path) -> None:
    env = environment({"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""})
    subprocess.run([sys.executable, "-c", COMPILE], cwd=ROOT, env=env, check=True)
    there = tmp_path / ROOT.relative_to(ROOT.anchor) / "templates"
    compiled = {path.relative_to(there).as_posix() for path in there.rglob("*.pyc")}
    templates = (ROOT / "templates").rglob("*.html")
    ending = f".{sys.implementation.cache_tag}.pyc"
    assert compiled >= {
        path.relative_to(ROOT / "templates").with_suffix(ending).as_posix() for path in templates
    }
