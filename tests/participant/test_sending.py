"""An idea that a phone's script sends is stored once, or refused with a sentence."""

import asyncio
import re
from pathlib import Path

import httpx
import pytest

from sessions import moderation, sheets
from sessions.submitting import withdraw
from tests.participant.house import House, house

pytestmark = pytest.mark.anyio

ID = "an-id-of-22-letters-00"


async def send(
    phone: httpx.AsyncClient, there: House, text: str, id: str = ID, sheet: str = "external"
) -> httpx.Response:
    """Send an idea."""
    fields = {"id": id, "sheet": sheet, "text": text}
    return await phone.post(f"{there.page}/ideas", data=fields)


async def test_an_idea_is_stored_before_it_is_answered(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        answer = await send(await there.phone(), there, "  The   school ")
        assert answer.status_code == 201
        said = answer.json()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", said.pop("at"))
        records = {record.number: record for record in await there.log.read(there.session.id)}
        assert records[said.pop("seq")].once == ID
        assert said == {"id": ID, "sheet": "external", "text": "The school"}


async def test_sending_an_idea_again_gets_the_same_answer_whatever_became_of_it(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        first = await send(phone, there, "The school")
        number = first.json()["seq"]
        author = there.session.state.ideas.all[number].by
        for change in (
            moderation.correct(number, "A school"),
            moderation.move(number, "internal"),
            moderation.hide(number),
            sheets.close("external"),
        ):
            await there.session.do(change)
        await there.session.do(withdraw(author, number), by=author)
        again = await send(phone, there, "The  school")
        assert (again.status_code, again.json()) == (200, first.json())
        assert len(there.ideas) == 1


async def test_the_same_idea_twice_at_once_is_one_idea(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        answers = await asyncio.gather(*(send(phone, there, "The school") for _ in range(5)))
        assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 201]
        assert len({answer.text for answer in answers}) == 1
        assert there.ideas == ["The school"]


async def test_sending_again_does_not_count_against_the_limit(tmp_path: Path) -> None:
    async with house(tmp_path, "external", person_burst=1) as there:
        phone = await there.phone()
        await send(phone, there, "The school")
        assert (await send(phone, there, "The school")).status_code == 200
        assert (await send(phone, there, "Another", id="x" * 16)).status_code == 429


async def test_one_number_is_one_idea_for_everybody(tmp_path: Path) -> None:
    async with house(tmp_path, "external", "internal") as there:
        phone, other = await there.phone(), await there.phone()
        await send(phone, there, "The school")
        for answer in (
            await send(phone, there, "The shop"),
            await send(phone, there, "The school", sheet="internal"),
            await send(other, there, "The school"),
        ):
            assert answer.status_code == 409
            assert "Send yours again" in answer.json()["detail"]
        assert there.ideas == ["The school"]


async def test_the_page_has_to_be_opened_first(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        answer = await send(there.browser(accept="application/json"), there, "The school")
        assert (answer.status_code, there.ideas) == (403, [])
        assert "Open the page" in answer.json()["detail"]


async def test_another_site_cannot_send(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        for origin in ("http://evil.example", "null", "http://127.0.0.1:9"):
            phone.headers["origin"] = origin
            assert (await send(phone, there, "The school")).status_code == 403
        assert there.ideas == []


async def test_the_code_is_read_in_any_case(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = there.browser(accept="application/json")
        loud, quiet = there.page.upper(), there.page.lower()
        assert (await phone.get(loud)).status_code == 200
        fields = {"id": ID, "sheet": "external", "text": "The school"}
        assert (await phone.post(f"{quiet}/ideas", data=fields)).status_code == 201
        assert (await phone.post(f"{loud.lower()}/ideas", data=fields)).status_code == 200


@pytest.mark.parametrize(
    "code", ["AAAAAA", "0O1I5S", "K7M", "%00", "%ED%A0%80", "é" * 6, "A" * 999]
)
async def test_an_unknown_code_is_said_so(tmp_path: Path, code: str) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        fields = {"id": ID, "sheet": "external", "text": "The school"}
        for answer in (
            await phone.get(f"/j/{code}"),
            await phone.post(f"/j/{code}/ideas", data=fields),
        ):
            assert answer.status_code == 404
            assert "no session with this code" in answer.json()["detail"]


async def test_a_closed_sheet_takes_nothing(tmp_path: Path) -> None:
    async with house(tmp_path) as there:
        answer = await send(await there.phone(), there, "The school")
        assert (answer.status_code, there.ideas) == (409, [])
        assert "“External customers” takes no ideas" in answer.json()["detail"]


async def test_a_sheet_of_another_session_is_no_sheet_of_this_one(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        await there.session.do(sheets.add("Made on the spot", ""))
        other = await there.sessions.open(there.session.state.plan)
        phone = there.browser(accept="application/json")
        await phone.get(f"/j/{other.code}")
        made = there.session.state.sheets.open[-1]
        fields = {"id": ID, "sheet": made, "text": "The school"}
        answer = await phone.post(f"/j/{other.code}/ideas", data=fields)
        assert answer.status_code == 422
        assert "no such sheet" in answer.json()["detail"]


async def test_one_person_sends_as_many_as_the_sheet_takes(tmp_path: Path) -> None:
    async with house(tmp_path, "internal") as there:
        phone, other = await there.phone(), await there.phone()
        for n in range(3):
            answer = await send(phone, there, f"Idea {n}", id=f"{ID}-{n}", sheet="internal")
            assert answer.status_code == 201
        refused = await send(phone, there, "One more", id=f"{ID}-3", sheet="internal")
        assert refused.status_code == 409
        assert "3 already" in refused.json()["detail"]
        assert (await send(other, there, "Mine", sheet="internal")).status_code == 201
        await phone.post(f"{there.page}/ideas/{answer.json()['seq']}/withdraw")
        again = await send(phone, there, "One more", id=f"{ID}-3", sheet="internal")
        assert again.status_code == 201


async def test_while_nothing_can_be_stored_the_phone_is_told_when_to_try_again(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, "external", person_burst=50) as there:
        phone = await there.phone()
        pages = await there.log._run(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
        await there.log._run(lambda db: db.execute(f"PRAGMA max_page_count = {pages}"))
        answers = [await send(phone, there, "x" * 200, id=f"{ID}-{n}") for n in range(40)]
        full = [answer for answer in answers if answer.status_code == 503]
        assert full, "the disk did not get full"
        assert int(full[0].headers["retry-after"]) >= 1
        assert "Nothing can be stored" in full[0].json()["detail"]
        stored = sum(answer.status_code == 201 for answer in answers)
        assert len(there.ideas) == stored
        await there.log._run(lambda db: db.execute("PRAGMA max_page_count = 100000"))
        assert (await send(phone, there, "x" * 200, id=f"{ID}-39")).status_code == 201
        assert len(there.ideas) == stored + 1


async def test_a_thousand_ideas_at_once_are_taken_in_turn_none_lost_none_twice(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        wanted = {f"{ID}-{n}": f"Idea {n}" for n in range(1000)}
        at_once = [send(phone, there, text, id) for id, text in wanted.items()]
        answers = dict(zip(wanted, await asyncio.gather(*at_once), strict=True))
        codes = [answer.status_code for answer in answers.values()]
        assert (codes.count(201), codes.count(429)) == (20, 980)
        for id, text in wanted.items():
            answer = answers[id]
            while answer.status_code == 429:
                there.watch.at += int(answer.headers["retry-after"])
                answer = await send(phone, there, text, id)
            assert answer.status_code == 201
        assert sorted(there.ideas) == sorted(wanted.values())


async def test_one_session_takes_so_many_a_second_and_most_of_it_from_those_who_are_in(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, "external", session_rate=10) as there:
        phones = [await there.phone() for _ in range(12)]

        async def statuses(senders: list[httpx.AsyncClient], name: str) -> list[int]:
            ids = [f"{ID}-{name}-{n}" for n in range(len(senders))]
            return [
                (await send(phone, there, id, id=id)).status_code
                for phone, id in zip(senders, ids, strict=True)
            ]

        assert await statuses(phones, "strangers") == [201] * 3 + [429] * 9
        first, last = phones[0], phones[2]
        assert await statuses([last] * 6, "last") == [201] * 4 + [429] * 2
        assert await statuses([first] * 4, "first") == [201] * 3 + [429]
        there.watch.at += 1
        assert await statuses(phones[3:5], "strangers-later") == [201] * 2


async def test_letters_that_were_not_escaped_are_read_as_utf_8(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        raw = "id=an-idea-of-umlauts&sheet=external&text=Müller".encode()
        plain = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await phone.post(f"{there.page}/ideas", content=raw, headers=plain)
        assert answer.json()["text"] == "Müller"


async def test_a_damaged_cookie_is_replaced_when_the_page_is_opened(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        browser = there.browser()
        await browser.get(there.page)
        name = next(iter(browser.cookies))
        browser.cookies.clear()
        browser.cookies.set(name, "x")
        opened = await browser.get(there.page)
        assert len(opened.cookies[name]) == 22
