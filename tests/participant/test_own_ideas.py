"""Own ideas on the phone: refused ones come back to be edited, sent ones can be taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sessions import sheets
from tests.participant.stage import ideas, rows, send, stage


def test_a_refused_idea_comes_back_to_the_box_with_the_reason_and_survives_a_reload(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        page = on.open(phone)
        phone.set_offline(True)
        send(page, "The school")
        on.do(sheets.close("external"))
        phone.set_offline(False)
        box = page.get_by_label("Your idea")
        expect(box).to_have_value("The school")
        expect(page.locator("#why")).to_contain_text("takes no ideas just now")
        expect(page.get_by_role("button", name="Send")).to_be_hidden()
        page.reload()
        expect(box).to_have_value("The school")
        expect(page.locator("#note")).to_have_text(
            "“External customers” is closed. Your words stay here."
        )
        on.do(sheets.open_sheet("external"))
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_have_count(1)
        assert ideas(on) == ["The school"]


def test_an_idea_refused_while_another_is_typed_waits_in_a_row_to_be_edited(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "internal") as on:
        phone = on.phone()
        page = on.open(phone)
        phone.set_offline(True)
        for text in ("One", "Two", "Three", "Four"):
            send(page, text)
        box = page.get_by_label("Your idea")
        box.fill("Something else")
        phone.set_offline(False)
        expect(page.locator("#own li")).to_have_count(3)
        expect(page.locator("#waiting")).to_contain_text("Four")
        expect(page.locator("#waiting")).to_contain_text("3 already")
        expect(page.locator("#each")).to_have_text("3 of 3")
        expect(box).to_have_value("Something else")
        page.get_by_role("button", name="Edit").tap()
        expect(box).to_have_value("Four")
        expect(page.locator("#waiting li")).to_contain_text("Something else")
        page.get_by_role("button", name="Take back Two").tap()
        expect(page.locator("#own li")).to_have_count(2)
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_have_count(3)
        page.get_by_role("button", name="Remove").tap()
        expect(page.locator("#waiting li")).to_have_count(0)
        assert page.evaluate("localStorage.length") == 0
        assert [one.split(":")[0] for one in rows(page)] == ["Four", "Three", "One"]


def test_a_session_that_is_gone_gives_the_idea_back(browser: Browser, tmp_path: Path) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone())
        page.route("**/ideas", lambda route: route.fulfill(status=404, json={"detail": "Gone."}))
        send(page, "The school")
        expect(page.locator("#why")).to_have_text("Gone.")
        expect(page.get_by_label("Your idea")).to_have_value("The school")


def test_an_idea_is_taken_back_and_a_name_kept_without_leaving_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        phone = on.phone()
        page = on.open(phone)
        page.get_by_label("Your idea").fill("The school")
        page.get_by_role("button", name="Send").tap()
        page.get_by_label("Your idea").fill("Half a tho")
        button = page.get_by_role("button", name="Take back")
        phone.set_offline(True)
        button.tap()
        expect(page.locator("#own small")).to_have_text(
            "No connection just now. Try again in a moment."
        )
        phone.set_offline(False)
        button.tap()
        expect(page.locator("#own li")).to_have_count(0)
        page.get_by_label("Your name").fill("Ana")
        page.get_by_role("button", name="Keep").tap()
        expect(page.locator("#anonymous")).to_have_text("Your name is kept.")
        expect(page.get_by_label("Your idea")).to_have_value("Half a tho")
        assert list(on.there.session.state.people.names.values()) == ["Ana"]


def test_what_others_typed_is_text_and_long_words_do_not_widen_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    with stage(browser, tmp_path, "external") as on:
        page = on.open(on.phone(viewport={"width": 320, "height": 640}))
        page.on("dialog", lambda _: pytest.fail("a script ran"))
        for text in ("<img src=x onerror=alert(1)>", "x" * 200, "{{ 7*7 }}", "الجيران"):
            page.get_by_label("Your idea").fill(text)
            page.get_by_role("button", name="Send").tap()
        expect(page.locator("#own li")).to_have_count(4)
        page.reload()
        shown = page.locator("#own li b")
        assert shown.all_inner_texts() == [
            "الجيران",
            "{{ 7*7 }}",
            "x" * 200,
            "<img src=x onerror=alert(1)>",
        ]
        assert shown.first.evaluate("one => getComputedStyle(one).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") == 320
