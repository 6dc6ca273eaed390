"""The head of a plan file: what stands in YAML between the two lines of dashes."""

import re
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import AliasEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from sessions.reading.report import Report, quoted

FORMAT = "flipchart-plan/1"
MOST = 16 * 1024
"""Letters that the head may have."""

_DEEPEST = 5
_KEYS = ("format", "title", "lang", "course", "lesson", "group", "room")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_PEOPLE = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(slots=True)
class Front:
    """What the head says; fields as in a Plan."""

    title: str = ""
    lang: str = "en"
    course: str = ""
    lesson: str = ""
    group_min: int | None = None
    group_max: int | None = None
    room: str = ""


def split_front(lines: list[str], report: Report) -> tuple[list[str], list[str]] | None:
    """The lines of the head and those of the body, None with an error where the head has no end.

    Lines before either are left blank, so that each keeps its number in the file.
    """
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return [], lines
    for end in range(start + 1, len(lines)):
        if lines[end].rstrip() in ("---", "..."):
            blank = [""] * (end + 1)
            return [*blank[: start + 1], *lines[start + 1 : end]], [*blank, *lines[end + 1 :]]
    report.error(
        start + 1,
        "The head of the plan begins here but does not end. Write a line of three dashes, “---”, "
        "under its last line.",
    )
    return None


def read_front(lines: list[str], report: Report) -> Front | None:
    """What the lines of the head say, None with an error where they cannot be read.

    Values are taken as they are written: 1.10 stays 1.10.
    """
    front = Front()
    root = _root(lines, report)
    if report.failed:
        return None
    said: dict[str, int] = {}
    for key_node, value in root.value if root else ():
        line = key_node.start_mark.line + 1
        key = _whole(key_node.value).strip().lower() if isinstance(key_node, ScalarNode) else ""
        if key in said:
            report.error(line, f"“{key}” stands in line {said[key]} already. Delete one of them.")
        elif key not in _KEYS:
            name = quoted(_whole(key_node.value)) if key else "This"
            known = ", ".join(_KEYS)
            report.warning(line, f"{name} is not used. The head of a plan may have: {known}.")
        else:
            _take(front, key, value, line, report)
        said.setdefault(key, line)
    if "format" not in said:
        report.warning(
            1, f"The format is not given. Write at the head of the file: “format: {FORMAT}”."
        )
    return front


def _take(front: Front, key: str, value: Node, line: int, report: Report) -> None:
    if key == "group":
        _take_group(front, value, line, report)
        return
    if not isinstance(value, ScalarNode):
        report.warning(line, f"“{key}” should be one text. Write it like this: “{key}: a text”.")
        return
    text = "" if str(value.tag).endswith(":null") else " ".join(_whole(value.value).split())
    if key == "format":
        if text.lower() != FORMAT:
            report.error(
                line,
                f"{quoted(text)} is not a format that this Flipchart reads; a newer one may. "
                f"For this one write “format: {FORMAT}”.",
            )
    elif key == "lang" and not _LANGUAGE.fullmatch(text):
        report.warning(
            line, f"{quoted(text)} is not a language. Write its short name: “lang: en”, “lang: de”."
        )
    else:
        setattr(front, key, text)


def _whole(text: str) -> str:
    """A text without halves of letters, which YAML's escapes can write and no encoding can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _take_group(front: Front, value: Node, line: int, report: Report) -> None:
    sizes: dict[str, int] = {}
    pairs = value.value if isinstance(value, MappingNode) else [(None, value)]
    for key, size in pairs:
        if (
            isinstance(key, ScalarNode)
            and key.value in ("min", "max")
            and isinstance(size, ScalarNode)
            and _PEOPLE.fullmatch(size.value)
        ):
            sizes[key.value] = int(size.value)
        else:
            report.warning(
                line,
                "The size of the group cannot be read. Write the fewest and the most people: "
                "“group: {min: 6, max: 20}”.",
            )
    front.group_min, front.group_max = sizes.get("min"), sizes.get("max")
    if front.group_min and front.group_max and front.group_min > front.group_max:
        report.warning(line, "The group’s min is more than its max. Exchange the two numbers.")


def _root(lines: list[str], report: Report) -> MappingNode | None:
    text = "\n".join(lines)
    if len(text) > MOST:
        report.error(1, f"The head of the plan is too long. Keep it under {MOST:,} letters.")
        return None
    try:
        if not _harmless(text, report):
            return None
        root = YAML(typ="safe", pure=True).compose(text)
    except Exception as error:  # noqa: BLE001 - whatever YAML stumbles over is a fault of the text
        report.error(
            _line(error),
            "The head of the plan cannot be read from here on. Write each line as a word, a colon, "
            "a space and a text. A text that has a colon itself goes into quotes: "
            '“title: "Service: the basics"”.',
        )
        return None
    if root is not None and not isinstance(root, MappingNode):
        report.error(
            root.start_mark.line + 1,
            "The head of the plan should have lines such as “title: Who we are and what we do”.",
        )
        return None
    return root


def _harmless(text: str, report: Report) -> bool:
    """Whether the YAML is free of what could make it grow without end."""
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            report.error(
                line,
                "A word that begins with & or * refers to another place, which a plan may not do. "
                'Put the text into quotes: “title: "*** Welcome ***"”.',
            )
            return False
        if depth > _DEEPEST:
            report.error(line, "This is nested too deeply. The head of a plan is a simple list.")
            return False
    return True


def _line(error: Exception) -> int:
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        if mark is not None:
            return int(mark.line) + 1
    return 1
