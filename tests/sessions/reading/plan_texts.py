"""Plan files for tests: a small one, and ways to build and to read others."""

from msgspec import Struct
from msgspec.structs import fields

from sessions.plan import Plan, Topic
from sessions.plan_file import parse

HEAD = """\
---
format: flipchart-plan/1
title: Who we are
---
"""
SMALL = f"{HEAD}\n## Who are customers? (20 min)\n"


def topic_of(body: str) -> Topic:
    """The only topic of a plan whose topic has this body."""
    return plan_of(SMALL + body).topics[0]


def plan_of(text: str) -> Plan:
    """The plan of a text that has no error."""
    parsed = parse(text)
    assert parsed.plan is not None, parsed.problems
    return parsed.plan


def errors_of(text: str | bytes) -> list[tuple[int, str]]:
    """Line and sentence of each error; the text makes no plan then."""
    parsed = parse(text)
    found = [(problem.line, problem.sentence) for problem in parsed.problems if problem.error]
    assert (parsed.plan is None) == bool(found)
    return found


def warnings_of(text: str) -> list[tuple[int, str]]:
    """Line and sentence of each warning of a text that has no error."""
    parsed = parse(text)
    assert parsed.plan is not None, parsed.problems
    return [(problem.line, problem.sentence) for problem in parsed.problems]


def texts_in(value: object, without: tuple[str, ...] = ("text",)) -> list[str]:
    """Every text in a plan, save the file's own."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_in(one, ())]
    if isinstance(value, Struct):
        names = [field.name for field in fields(value) if field.name not in without]
        return [text for name in names for text in texts_in(getattr(value, name), ())]
    return []
