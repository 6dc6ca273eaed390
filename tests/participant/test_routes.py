"""The phone's page, what one takes back, and the name that one may give."""

import re
from pathlib import Path

import httpx
import pytest

from sessions import agenda, moderation, opening, sheets
from tests.participant.house import House, house

pytestmark = pytest.mark.anyio

ID = "an-id-of-22-letters-00"


async def sent(phone: httpx.AsyncClient, there: House, text: str, id: str = ID) -> int:
    """Send an idea; its number."""
    fields = {"id": id, "sheet": "external", "text": text}
    answer = await phone.post(f"{there.page}/ideas", data=fields)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["seq"])


async def shown(phone: httpx.AsyncClient, there: House) -> str:
    """The page as this phone sees it, spaces made one."""
    answer = await phone.get(there.page, headers={"accept": "text/html"})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text.split("<body>")[1])


async def test_opening_the_page_gives_a_cookie_for_good_and_records_nothing(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, "external") as there:
        before = there.session.state
        first = await there.browser().get(there.page)
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Max-Age=31536000" in cookie
        again = await there.browser(cookie=cookie.split(";")[0]).get(there.page)
        assert again.headers["set-cookie"].split(";")[0] == cookie.split(";")[0]
        assert there.session.state is before


async def test_the_page_says_where_the_workshop_stands(tmp_path: Path) -> None:
    async with house(tmp_path) as there:
        phone = await there.phone()
        lobby = await shown(phone, there)
        assert "You are in" in lobby
        assert "Who we are</h1>" in lobby
        assert "<idea-form hidden" in lobby
        await there.session.do(agenda.start(1))
        waiting = await shown(phone, there)
        assert "Eyes up front" in waiting
        assert re.search(r"Now</dt>.*Who are customers\?</dd>.*until \d\d:\d\d", waiting)
        assert re.search(r"Next</dt>.*What is service\?</dd>.*15 minutes", waiting)
        assert "<idea-form hidden" in waiting
        await there.session.do(sheets.open_sheet("external"))
        question = await shown(phone, there)
        assert "Who outside the firm relies on your work?</h1>" in question
        assert "<idea-form hidden" not in question
        await there.session.do(sheets.open_sheet("internal"))
        both = await shown(phone, there)
        assert both.count('type="radio"') == 2
        assert "Who outside the firm relies on your work?" in both
        assert "Who inside the firm relies on it?" in both
        await there.session.do(opening.end())
        assert "The session has ended" in await shown(phone, there)


async def test_a_paused_topic_and_the_time_between_topics_are_said(tmp_path: Path) -> None:
    async with house(tmp_path) as there:
        phone = await there.phone()
        await there.session.do(agenda.start(2))
        await there.session.do(agenda.pause(2))
        paused = await shown(phone, there)
        assert "paused</dd>" in paused
        assert "Next</dt>" not in paused


async def test_a_rehearsal_says_that_it_is_one(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        assert "rehearsal" not in await shown(phone, there)
        await there.session.do(opening.rehearse(on=True))
        assert "This is a rehearsal" in await shown(phone, there)


async def test_the_limits_of_a_sheet_come_with_it(tmp_path: Path) -> None:
    async with house(tmp_path, "internal", "short") as there:
        page = await shown(await there.phone(), there)
        assert re.search(r'value="internal"[^>]*data-each="3"', page)
        assert re.search(r'value="short"[^>]*data-words="10"', page)


async def test_own_ideas_stand_as_they_were_sent_and_others_do_not_stand_there(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, "external") as there:
        phone, other = await there.phone(), await there.phone()
        number = await sent(phone, there, "The shcool <b>")
        before = await shown(phone, there)
        for change in (
            moderation.correct(number, "The school"),
            moderation.move(number, "internal"),
            moderation.hide(number),
        ):
            await there.session.do(change)
        told = re.compile(r"data-now=\S+|name=\"id\" value=\S+")
        assert told.sub("", await shown(phone, there)) == told.sub("", before)
        assert "The shcool &lt;b&gt;</b>" in before
        assert "External customers</i>" in before
        assert "shcool" not in await shown(other, there)


async def test_the_newest_own_idea_comes_first(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        for n in range(3):
            await sent(phone, there, f"Idea {n}", id=f"{ID}-{n}")
        found = re.findall(r"Idea \d(?=</b>)", await shown(phone, there))
        assert found == ["Idea 2", "Idea 1", "Idea 0"]


async def test_an_own_idea_is_taken_back_once_however_often_one_asks(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        number = await sent(phone, there, "The school")
        for _ in "ab":
            answer = await phone.post(f"{there.page}/ideas/{number}/withdraw")
            assert (answer.status_code, answer.json()) == (200, {"done": "Taken back."})
        assert there.session.state.ideas.all[number].standing == "withdrawn"
        assert "The school" not in await shown(phone, there)
        form = await phone.post(
            f"{there.page}/ideas/{number}/withdraw", headers={"accept": "text/html"}
        )
        assert (form.status_code, form.headers["location"]) == (303, there.page)


@pytest.mark.parametrize("number", ["0", "1", "99", "-1", "x", "²", "9" * 5000, "1e3", "%00"])
async def test_only_an_own_idea_can_be_taken_back(tmp_path: Path, number: str) -> None:
    async with house(tmp_path, "external") as there:
        phone, other = await there.phone(), await there.phone()
        mine = await sent(phone, there, "The school")
        before = there.session.state
        for one in (number, str(mine)):
            answer = await other.post(f"{there.page}/ideas/{one}/withdraw")
            assert answer.status_code == 404
            assert "not one of yours" in answer.json()["detail"]
        stranger = there.browser(accept="application/json")
        answer = await stranger.post(f"{there.page}/ideas/{mine}/withdraw")
        assert answer.status_code == 403
        assert there.session.state is before


async def test_taking_back_counts_against_the_limit(tmp_path: Path) -> None:
    async with house(tmp_path, "external", person_burst=1) as there:
        phone = await there.phone()
        number = await sent(phone, there, "The school")
        answer = await phone.post(f"{there.page}/ideas/{number}/withdraw")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")


async def test_a_name_may_be_given_changed_and_taken_away(tmp_path: Path) -> None:
    async with house(tmp_path) as there:
        phone = await there.phone()
        for typed, kept in [("  Ana \u202e<b>", "Ana <b>"), ("Ana", "Ana"), ("", "")]:
            answer = await phone.post(f"{there.page}/name", data={"name": typed})
            assert (answer.status_code, answer.json()) == (200, {"done": "Your name is kept."})
            assert list(there.session.state.people.names.values()) == [kept]
        await phone.post(f"{there.page}/name", data={"name": "<i>Ana"})
        assert "You are here as &lt;i&gt;Ana" in await shown(phone, there)
        form = await phone.post(
            f"{there.page}/name", data={"name": "Bo"}, headers={"accept": "text/html"}
        )
        assert (form.status_code, form.headers["location"]) == (303, there.page)


async def test_a_name_that_is_too_long_or_missing_is_refused(tmp_path: Path) -> None:
    async with house(tmp_path) as there:
        phone = await there.phone()
        before = there.session.state
        for fields in ({"name": "x" * 61}, {"other": "Ana"}, {"name": ["a", "b"]}):
            answer = await phone.post(f"{there.page}/name", data=fields)
            assert answer.status_code == 422
            assert answer.json()["detail"]
        assert there.session.state is before
