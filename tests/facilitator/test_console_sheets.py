from sessions import (
    agenda,
    moderation,
    projector,
    sheets,
    submitting,
)
from tests.facilitator.consoling import changed, read, running, whole, words
from tests.sessions.story import Story

ONCE = "0123456789abcdef"
LIST, HIDDEN = "ideas-external", "hidden-external"


def test_one_more_idea_costs_its_line_and_the_counts() -> None:
    story = running()
    story.send("Buyers", by="ann")
    drawn = changed(story, submitting.submit("ann", ONCE, "external", "Callers"), by="ann")
    assert set(drawn.html) == {"sheet-tabs", "sheet-counts", "strip-ideas"}
    assert list(drawn.lists) == [LIST]
    (line,) = drawn.lists[LIST].values()
    assert words(line or "").startswith("Callers")


def test_the_sheets_of_the_topic_at_hand_come_first() -> None:
    story = Story()
    story.do(agenda.start(2))
    tabs = read(whole(story), "sheet-tabs")
    assert tabs.index("Great service") < tabs.index("External customers")


def test_a_sheet_made_on_the_spot_has_its_tab_its_panel_and_its_lists() -> None:
    story = running()
    drawn = changed(story, sheets.add("For later", "What else?"))
    sheet = story.state.sheets.all[-1].id
    assert "For later" in read(drawn, "sheet-tabs")
    assert f'id="ideas-{sheet}" data-list' in drawn.region("sheet-panels")
    assert {f"ideas-{sheet}", f"hidden-{sheet}"} <= set(drawn.whole)


def test_a_sheet_goes_on_the_projector_beside_the_other_and_off_again() -> None:
    story = running()
    html = whole(story).region("sheet-panels")
    beside = html.partition('id="panel-internal"')[2].partition("</section>")[0]
    assert '<input type="hidden" name="sheet" value="external">' in beside
    assert '<input type="hidden" name="sheet" value="internal">' in beside
    own = html.partition('id="panel-external"')[2].partition("</section>")[0]
    assert 'name="sheet"' not in own


def test_equal_ideas_are_one_line_that_can_be_hidden_one_by_one_or_all() -> None:
    story = running()
    first = story.send("Suppliers")
    assert 'name="equals"' not in whole(story).list(LIST)
    drawn = changed(story, submitting.submit("bob", ONCE, "external", "suppliers!"), by="bob")
    line = drawn.lists[LIST][first]
    assert line is not None
    assert 'aria-label="2 times"' in line
    assert 'name="equals"' in line


def test_a_hidden_idea_leaves_the_sheet_and_can_be_brought_back() -> None:
    story = running()
    idea = story.send("Auditors")
    drawn = changed(story, moderation.hide(idea))
    assert drawn.lists[LIST] == {idea: None}
    assert f"/ideas/{idea}/restore" in (drawn.lists[HIDDEN][idea] or "")
    assert 'data-hidden="1"' in drawn.region("sheet-counts")
    back = changed(story, moderation.restore(idea))
    assert back.lists[HIDDEN] == {idea: None}
    assert "Auditors" in (back.lists[LIST][idea] or "")


def test_an_idea_shown_alone_is_marked_and_the_one_before_is_not_any_more() -> None:
    story = running()
    one, two = story.send("Auditors"), story.send("Buyers")
    story.do(projector.spotlight(one))
    assert "Back to the whole sheet" in read(whole(story), "alone")
    drawn = changed(story, projector.spotlight(two))
    assert "data-alone" not in (drawn.lists[LIST][one] or "")
    assert "data-alone" in (drawn.lists[LIST][two] or "")
