"""Texts that would run a script wherever one is taken for HTML, and plans made of nothing else."""

import json

PAYLOADS = [
    "<script>hacked=1</script>",
    "<img src=x onerror=hacked=1>",
    "<svg onload=hacked=1>",
    '"><script>hacked=1</script>',
    "'><img src=x onerror=hacked=1>",
    '" onmouseover="hacked=1" autofocus onfocus="hacked=1',
    "' onmouseover='hacked=1' autofocus onfocus='hacked=1",
    "x autofocus onfocus=hacked=1 tabindex=0",
    "[a](javascript:hacked=1) [b]( data:text/html,hacked)",
    "![a](http://elsewhere.test/a.png)",
    "<javascript:hacked=1> <http://elsewhere.test/b>",
    "{{7*7}} {% print(7*7) %} ${7*7} #{7*7} %(x)s {0}",
    "</textarea><script>hacked=1</script>",
    "</title><script>hacked=1</script>",
    "</script><script>hacked=1</script>",
    "</style><style>*{background:url(//elsewhere.test/c)}",
    "<x style=background:url(javascript:hacked=1)>",
    "<x style=width:expression(hacked=1)>",
    "<a href=javascript:hacked=1 autofocus onfocus=hacked=1>x",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<iframe src=data:text/html,<script>hacked=1</script>>",
    "<object data=data:text/html,<script>hacked=1</script>>",
    "<base href=http://elsewhere.test/>",
    "<meta http-equiv=refresh content=0;url=//elsewhere.test>",
    "<link rel=stylesheet href=http://elsewhere.test/d.css>",
    "<form action=javascript:hacked=1><button autofocus>",
    "<details open ontoggle=hacked=1>",
    "\\u003cscript\\u003ehacked=1\\u003c/script\\u003e",
    "\\x3cscript\\x3ehacked=1\\x3c/script\\x3e",
    "&lt;img src=x onerror=hacked=1&gt;",
    "%3Cscript%3Ehacked=1%3C/script%3E",
    "]]><script>hacked=1</script>",
    "--><script>hacked=1</script>",
    "<!--<script>hacked=1",
]
"""Each has at most 60 letters, as many as the shortest field takes."""

ALL = " ".join(PAYLOADS)
PLAIN = PAYLOADS[0], PAYLOADS[1], PAYLOADS[3]
"""Those in which Markdown finds nothing to mark, so that they can be read again to the letter."""

LINES = [text.replace("\n", " ") for text in PAYLOADS]


def plan(title: str = ALL) -> str:
    """A plan with every text in every place where a plan has words."""
    head = {"title": title, "course": ALL, "lesson": ALL, "room": ALL}
    yaml = "".join(f"{name}: {json.dumps(text)}\n" for name, text in head.items())
    return f"""---
format: flipchart-plan/1
{yaml}---

{_paragraphs()}

## Topic {ALL} (20 min)

Objective: {ALL}
Summary: {ALL}

### Materials
{_each("- {}")}

### Planning checklist
{_each("- [ ] {}")}

### Flip chart
- `external` {PAYLOADS[1]} {PAYLOADS[3]}: {ALL}
{_each("  - {}")}
- `internal` {PAYLOADS[0]}: {ALL}
{_sheets()}

### Activity
{_each("- SAY 1m: {}")}
- CHART external 1m: {ALL}
{_each("  - Listen for: {}")}
- IF LATE: {ALL} (saves 5m)
- IF EARLY: {ALL} (adds 5m)

### Ideas to share
{_paragraphs()}

### Stories to share
{_paragraphs()}

### Discussion
{_paragraphs()}

### Delivery tips
{_paragraphs()}

### Handout
{_paragraphs()}

### {ALL}
{_paragraphs()}

### Review questions
{_questions()}

## Second {PAYLOADS[0]} (10 min)

- SAY 10m: {ALL}

## Practical illustration: {PAYLOADS[0]}
{_paragraphs()}

## Icebreaker: {PAYLOADS[0]}
{_paragraphs()}

## Review questions
{_questions()}

## Further reading
{_paragraphs()}
"""


def _each(line: str) -> str:
    return "\n".join(line.replace("{}", text, 1) for text in LINES)


def _paragraphs() -> str:
    return "\n\n".join(LINES)


def _sheets() -> str:
    return "\n".join(f"- `s{n}` {text}" for n, text in enumerate(LINES))


def _questions() -> str:
    return "\n".join(
        f"{n}. {text}\n   - [ ] {text}\n   - [x] right {text}\n   > {text}"
        for n, text in enumerate(LINES, 1)
    )
