"""Markdown shows a session's sheets, and people's text as they wrote it."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handouts.markdown_tables import plain
from sessions import agenda, opening
from tests.handouts.exporting import body, workshop


def test_markdown_has_each_sheet_under_its_topic_and_tallies() -> None:
    story = workshop()
    story.do(agenda.start(2), wait=60)
    story.do(opening.end(), wait=60)
    text = body(story, "session.md").decode()
    assert "## 1. Who comes in?\n\n| Planned minutes |" in text
    assert "| 20 | 0 | 1 | 2026-09-21 14:14:20 UTC | 2026-09-21 14:15:20 UTC |" in text
    assert "### External customers\n\nWho outside relies on you?\n\n- Friendly ×2\n" in text
    assert "Ideas: 6 received, 5 shown" in text
    assert "rude" not in text


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(
    st.text(st.one_of(st.sampled_from("#-+1.)=:|`*_~<>[]()!\\&;$ "), st.characters(codec="utf-8")))
)
@example("1. one")
@example("- [ ] done")
@example("<b onclick=x>&amp;</b>")
@example("![x](http://x)")
@example("| a | b |")
def test_text_is_text_in_markdown(text: str) -> None:
    expected = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
    tokens = MARKDOWN.parse(f"- {plain(text)}")
    inside = [token.type for token in tokens if token.nesting == 0]
    words = [child for token in tokens for child in token.children or []]
    assert inside == (["inline"] if expected else [])
    assert {child.type for child in words} <= {"text"}
    assert "".join(child.content for child in words) == expected
