"""The phone works as plain forms: what was refused is in the box again, with the reason."""

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from sessions import sheets
from tests.participant.house import House, house

pytestmark = pytest.mark.anyio

ID = "an-id-of-22-letters-00"


async def send(
    form: httpx.AsyncClient, there: House, text: str, id: str = ID, sheet: str = "external"
) -> httpx.Response:
    """Press Send."""
    fields = {"id": id, "sheet": sheet, "text": text}
    return await form.post(f"{there.page}/ideas", data=fields)


def box(page: str) -> str:
    """What stands in the box."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    return unescape(found[1])


def reason(page: str) -> str:
    """Why it was not taken."""
    found = re.search(r'<p id="why" class="error">(.*?)</p>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def chosen(page: str) -> list[str]:
    """The sheet that is ticked, of two."""
    return re.findall(r'<input type="radio" name="sheet" value="(\w+)"[^>]* checked', page)


def number(page: str) -> str:
    """The number that the next idea gets."""
    found = re.search(r'name="id" value="([\w-]{16,64})"', page)
    assert found
    return found[1]


async def test_a_plain_form_comes_back_to_the_page_with_the_idea_on_it(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        form = await there.form()
        answer = await send(form, there, "The school")
        assert (answer.status_code, answer.headers["location"]) == (303, there.page)
        page = (await form.get(answer.headers["location"])).text
        assert "The school</b>" in page
        assert box(page) == ""


async def test_pressing_send_twice_sends_once(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        form = await there.form()
        assert [(await send(form, there, "The school")).status_code for _ in "ab"] == [303, 303]
        assert there.ideas == ["The school"]


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("", 422, "nothing to read"),
        ("x" * 201, 422, "201 letters"),
        ("\r\nTwo\r\nlines </textarea><script>" + "x" * 200, 422, "letters"),
    ],
)
async def test_what_is_refused_stands_in_the_box_again_with_the_reason(
    tmp_path: Path, text: str, status: int, said: str
) -> None:
    async with house(tmp_path, "external") as there:
        answer = await send(await there.form(), there, text)
        assert answer.status_code == status
        assert box(answer.text) == text
        assert said in reason(answer.text)
        assert number(answer.text) != ID
        assert "<script>" not in answer.text
        assert there.ideas == []


async def test_a_closed_sheet_gives_the_idea_back_and_takes_it_once_it_is_open(
    tmp_path: Path,
) -> None:
    async with house(tmp_path) as there:
        form = await there.form()
        closed = await send(form, there, "The school")
        assert closed.status_code == 409
        assert box(closed.text) == "The school"
        assert "takes no ideas" in reason(closed.text)
        assert '<input type="hidden" name="sheet" value="external"' in closed.text
        await there.session.do(sheets.open_sheet("external"))
        again = await send(form, there, box(closed.text), id=number(closed.text))
        assert (again.status_code, there.ideas) == (303, ["The school"])


async def test_a_number_used_before_is_answered_with_a_fresh_one(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        form = await there.form()
        await send(form, there, "The school")
        other = await send(form, there, "The shop")
        assert other.status_code == 409
        again = await send(form, there, box(other.text), id=number(other.text))
        assert (again.status_code, there.ideas) == (303, ["The school", "The shop"])


async def test_without_a_cookie_the_page_comes_with_one_and_the_text_in_the_box(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, "external") as there:
        stranger = there.browser(accept="text/html")
        answer = await send(stranger, there, "The school")
        assert (answer.status_code, there.ideas) == (403, [])
        assert box(answer.text) == "The school"
        again = await send(stranger, there, box(answer.text), id=number(answer.text))
        assert (again.status_code, there.ideas) == (303, ["The school"])


async def test_of_two_open_sheets_the_chosen_one_stays_chosen(tmp_path: Path) -> None:
    async with house(tmp_path, "external", "internal") as there:
        form = await there.form()
        fresh = (await form.get(there.page)).text
        assert chosen(fresh) == ["external"]
        answer = await send(form, there, "", sheet="internal")
        assert chosen(answer.text) == ["internal"]


async def test_an_unknown_sheet_is_said_and_the_open_one_offered(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        answer = await send(await there.form(), there, "The school", sheet='"><u>')
        assert answer.status_code == 422
        assert "no such sheet" in reason(answer.text)
        assert box(answer.text) == "The school"
        assert "<u>" not in answer.text


async def test_too_many_and_a_full_disk_say_when_to_try_again(tmp_path: Path) -> None:
    async with house(tmp_path, "external", person_burst=1) as there:
        form = await there.form()
        await send(form, there, "The school")
        many = await send(form, there, "The shop", id=f"{ID}-1")
        assert (many.status_code, many.headers["retry-after"]) == (429, "1")
        assert box(many.text) == "The shop"
        there.watch.at += 1
        pages = await there.log._run(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
        await there.log._run(lambda db: db.execute(f"PRAGMA max_page_count = {pages}"))
        full = await send(form, there, "The shop", id=f"{ID}-1")
        for n in range(100):
            if full.status_code == 503:
                break
            there.watch.at += 1
            full = await send(form, there, "x" * 200, id=f"{ID}-{n + 2}")
        assert full.status_code == 503
        assert int(full.headers["retry-after"]) >= 1
        assert box(full.text)


async def test_a_number_or_a_field_that_is_missing_keeps_the_text(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        form = await there.form()
        answer = await form.post(f"{there.page}/ideas", data={"text": "The school"})
        assert answer.status_code == 422
        assert box(answer.text) == "The school"
        answer = await form.post(f"{there.page}/ideas", content=b"\x00", headers={})
        assert answer.status_code == 422
        assert box(answer.text) == ""


async def test_letters_that_cannot_be_written_do_not_break_the_page(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        form = await there.form()
        kind = {"content-type": "multipart/form-data; boundary=x; charset=utf-7"}
        body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n+2AA-\r\n--x--\r\n'
        answer = await form.post(f"{there.page}/ideas", content=body, headers=kind)
        assert answer.status_code == 422
        assert "\ud800" not in answer.text
