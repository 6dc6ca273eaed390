from dataclasses import replace

from facilitator.console_routes import page
from sessions import (
    agenda,
    checklist,
    moderation,
    opening,
    people,
    projector,
    sheets,
    takeaway,
)
from sessions.remembered import Remembered
from sessions.room import Room
from tests.facilitator.consoling import ROOM, changed, moment, read, running, whole, words
from tests.sessions.story import Story

PLAIN_PLAN = """---
format: flipchart-plan/1
title: A talk
lang: en
---

## What is new? (20 min)
"""


def test_a_tick_changes_the_checklists_and_what_undo_says_and_nothing_else() -> None:
    drawn = changed(running(), checklist.tick("check-1-1", True))
    assert set(drawn.html) == {"undo", "checklist", "prepare-lists", "prepare-start"}


def test_the_strip_counts_phones_here_away_and_not_yet_heard_from() -> None:
    story = running()
    for who in ("ann", "bob", "eve"):
        story.do(people.join(who), by=who)
    story.send("Buyers", by="ann")
    room = Room(ROOM.code, ROOM.join, ROOM.addresses, here=ROOM.here.insert("ann", 2))
    drawn = whole(story, room=room)
    assert read(drawn, "strip-phones") == "1 phone here, 2 away, 2 not yet heard from"


def test_the_strip_says_received_and_shown_also_where_ideas_are_hidden() -> None:
    story = running()
    idea = story.send("Buyers")
    story.send("Callers")
    story.do(moderation.hide(idea))
    assert read(whole(story), "strip-ideas") == "2 received, 1 shown, all saved"


def test_a_projector_that_is_not_open_is_a_fault_with_its_remedy() -> None:
    drawn = whole(running())
    assert 'class="fault"' in drawn.region("strip-projector")
    assert 'href="/p/K7M4PX"' in drawn.region("strip-projector")
    open_room = Room(ROOM.code, ROOM.join, ROOM.addresses, projectors=1)
    strip = read(whole(running(), room=open_room), "strip-projector")
    assert strip.startswith("Projector shows External customers")


def test_without_a_network_the_console_says_what_to_do() -> None:
    drawn = whole(Story(), room=Room("K7M4PX", "http://localhost:8000"))
    assert "No network for phones" in read(drawn, "strip-join")
    assert "hotspot" in read(drawn, "prepare-card")


def test_a_rehearsal_has_a_bar_and_the_end_of_the_session_waits_for_its_end() -> None:
    story = running()
    drawn = changed(story, opening.rehearse(True))
    assert 'data-kind="rehearsal"' in drawn.region("bar")
    assert "disabled" in drawn.region("course")


def test_an_ended_session_can_be_opened_again_and_starts_nothing() -> None:
    story = running()
    story.do(opening.end())
    drawn = whole(story)
    assert "/reopen" in drawn.region("bar")
    assert "/start" not in drawn.region("agenda") + drawn.region("clock")


def test_the_handout_on_phones_is_a_switch_with_a_way_to_the_paper_beside_it() -> None:
    story = running()
    drawn = whole(story)
    assert 'href="/h/K7M4PX"' in drawn.region("course")
    assert 'aria-pressed="false"' in drawn.region("course")
    assert "/h/" not in drawn.region("bar")
    drawn = changed(story, takeaway.offer(True))
    assert set(drawn.html) == {"undo", "course"}
    assert 'name="on" value="0"' in drawn.region("course")
    assert 'aria-pressed="true"' in drawn.region("course")


def test_an_ended_session_leads_to_the_paper_and_the_takeaway() -> None:
    story = running()
    story.do(opening.end())
    drawn = changed(story, takeaway.offer(True))
    for region in ("bar", "course"):
        assert 'href="/h/K7M4PX"' in drawn.region(region)
        assert 'aria-pressed="true"' in drawn.region(region)


def test_what_there_is_to_prepare_leads_to_the_paper() -> None:
    for plan in (Story().plan, PLAIN_PLAN):
        assert 'href="/h/K7M4PX"' in whole(Story(plan=plan)).region("prepare-materials")


def test_the_undo_button_says_what_it_undoes_and_sends_its_number() -> None:
    story = running()
    html = changed(story, agenda.pause(1)).region("undo")
    assert f'name="action" value="{story.state.number}"' in html
    assert "Undo: pause" in words(html)


def test_what_people_and_plans_say_is_text() -> None:
    nasty = "<script>alert(1)</script>{{ 7 * 7 }} {number} {at} {text}"
    story = Story(plan=Story().plan.replace("Try a phone", f"Try {nasty}"))
    story.do(sheets.open_sheet("external"))
    story.send(nasty)
    story.do(projector.message(nasty))
    html = page(moment(story), "en").decode()
    assert "<script>alert" not in html
    said = "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }} {number} {at} {text}"
    assert html.count(said) >= 3


def test_the_page_has_every_region_and_every_line_once() -> None:
    story = running()
    idea = story.send("Auditors")
    html = page(moment(story), "en").decode()
    for region in whole(story).html:
        assert html.count(f'id="{region}"') == 1, region
    assert html.count(f'data-idea="{idea}"') == 1


def test_the_first_page_begins_with_preparing_and_later_ones_with_the_run() -> None:
    assert 'data-view="prepare"' in page(moment(Story()), "en").decode()
    assert 'data-view="run"' in page(moment(running()), "en").decode()


def test_what_is_to_prepare_lists_all_topics_and_counts() -> None:
    story = Story()
    story.do(checklist.tick("check-1-1", True))
    drawn = whole(story)
    assert "1 of 3 ticked, 2 to do" in read(drawn, "prepare-start")
    assert "Paper topic 1" in read(drawn, "prepare-materials")


def test_a_plan_without_checklists_has_nothing_ticked_and_nothing_to_tick() -> None:
    story = Story(plan=PLAIN_PLAN)
    assert read(whole(story), "prepare-start").startswith("Nothing to tick in this plan")
    assert "names nothing to bring" in read(whole(story), "prepare-materials")
    story.do(agenda.start(1))
    assert read(whole(story), "checklist") == "Checklist, this topic Nothing to tick in this topic."


def test_what_a_topic_took_before_stands_on_its_card() -> None:
    room = replace(ROOM, remembered=Remembered((("Who comes in?", (19, 21)),)))
    cards = read(whole(Story(), room=room), "prepare-lists")
    assert cards.count("took") == 1
    assert "planned 20, took 19 and 21" in cards
