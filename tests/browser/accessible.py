"""Holds a page as it stands against the rules of axe-core: WCAG 2.2, A and AA."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIOLATIONS = """async tags => {
  await document.fonts.ready
  const found = await axe.run({ runOnly: tags, resultTypes: ["violations"] })
  return found.violations.map(one => [one.id, one.help, ...one.nodes.map(node => node.html)])
}"""


def violations(page: Page, *more: str) -> list[list[str]]:
    """Each broken rule: its name, what it says, and where. `more` are further tags of rules."""
    if not page.evaluate("'axe' in window"):
        # as a page's own rules for scripts let nothing in
        page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": AXE})
    found: list[list[str]] = page.evaluate(VIOLATIONS, [*RULES, *more])
    return found
