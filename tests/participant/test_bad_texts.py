"""Whatever is sent as an idea is either one clean line of text or refused with a sentence."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.participant.house import House, house

pytestmark = pytest.mark.anyio

ID = "an-id-of-22-letters-00"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ZALGO = "Z" + "\u0334\u0335\u0336\u0337\u0338" * 40 + "algo"
FORM = {"content-type": "application/x-www-form-urlencoded"}


async def post(there: House, body: bytes | str) -> httpx.Response:
    """Send a body as it is."""
    phone = await there.phone()
    return await phone.post(f"{there.page}/ideas", content=body, headers=FORM)


def fields(**changes: str) -> str:
    """An idea's fields as a form sends them."""
    return urlencode({"id": ID, "sheet": "external", "text": "The school", **changes})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \t\r\n ",
        "\x00\x01\x07\x1b",
        "\u202e\u2066\u2069\u202c",
        "\u200b\u2060\ufeff\u00ad",
        "\u200d\u200d",
        "\u0334\u0335\u0336",
        "\ufffd",
        "\u2028\u2029",
    ],
    ids=repr,
)
async def test_a_text_with_nothing_to_read_is_refused(tmp_path: Path, text: str) -> None:
    async with house(tmp_path, "external") as there:
        answer = await post(there, fields(text=text))
        assert (answer.status_code, there.ideas) == (422, [])
        assert "nothing to read" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The\x00 school\x1b[31m", "The school[31m"),
        ("a\u202eb\u2066c", "abc"),
        ("one\r\ntwo\u2028three", "one two three"),
        (ZALGO, "Z" + "\u0334\u0335\u0336" + "algo"),
        ("الجيران في العمارة", "الجيران في العمارة"),
        (f"{FAMILY} next door", f"{FAMILY} next door"),
        ("<b onmouseover=alert(1)>you</b>", "<b onmouseover=alert(1)>you</b>"),
        ("{{ 7*7 }} {% raw %} ${7*7}", "{{ 7*7 }} {% raw %} ${7*7}"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("e\N{COMBINING ACUTE ACCENT}cole", "école"),
    ],
    ids=["controls", "bidi", "lines", "zalgo", "arabic", "family", "html", "jinja", "csv", "nfc"],
)
async def test_a_text_is_kept_as_one_clean_line(tmp_path: Path, text: str, kept: str) -> None:
    async with house(tmp_path, "external") as there:
        answer = await post(there, fields(text=text))
        assert (answer.status_code, answer.json()["text"]) == (201, kept)
        assert there.ideas == [kept]


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%ED%A0%80%ED%B0%80", "%FF%FE", "%C0%80", "%"])
async def test_bytes_that_are_no_letters_are_never_a_fault(tmp_path: Path, raw: str) -> None:
    async with house(tmp_path, "external") as there:
        body = f"id={ID}&sheet=external&text={raw}"
        assert (await post(there, body)).status_code in (201, 422)
        answer = await post(there, f"id={ID}-1&sheet={raw}&text={raw}%20school")
        assert answer.status_code == 422
        answer = await post(there, f"id={raw}{ID}&sheet=external&text=school")
        assert answer.status_code == 422
        assert all("\ud800" not in text for text in there.ideas)


async def test_letters_are_counted_as_a_reader_does(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        assert (await post(there, fields(text=FAMILY * 200))).status_code == 201
        over = await post(there, fields(id=f"{ID}-1", text="x" * 201))
        assert (over.status_code, len(there.ideas)) == (422, 1)
        assert over.json()["detail"] == "That is 201 letters; an idea here has at most 200."


async def test_a_plan_may_take_fewer_words(tmp_path: Path) -> None:
    async with house(tmp_path, "short") as there:
        over = await post(there, fields(sheet="short", text="one two " * 6))
        assert (over.status_code, there.ideas) == (422, [])
        assert over.json()["detail"] == "That is 12 words; an idea here has at most 10."


@pytest.mark.parametrize("size", [64 * 1024, 1_000_000, 10_000_000])
async def test_what_is_far_too_large_is_refused_before_it_is_read(
    tmp_path: Path, size: int
) -> None:
    async with house(tmp_path, "external") as there:
        for changes in ({"text": "x" * size}, {"id": "x" * size}):
            answer = await post(there, fields(**changes))
            assert (answer.status_code, there.ideas) == (413, [])
            assert "too large" in answer.json()["detail"]


async def test_a_long_body_without_a_length_is_refused_while_it_comes(tmp_path: Path) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()

        async def endless() -> AsyncIterator[bytes]:
            yield f"id={ID}&sheet=external&text=".encode()
            while True:
                yield b"x" * 1000

        answer = await phone.post(f"{there.page}/ideas", content=endless(), headers=FORM)
        assert (answer.status_code, there.ideas) == (413, [])


@pytest.mark.parametrize(
    "id",
    [
        "",
        "short",
        "x" * 65,
        "x" * 15 + "é",
        "x" * 16 + "\n",
        "x" * 15 + " y",
        "../" * 8,
        "x" * 60_000,
    ],
    ids=lambda id: repr(id[:20]),
)
async def test_a_number_that_is_none_is_refused(tmp_path: Path, id: str) -> None:
    async with house(tmp_path, "external") as there:
        answer = await post(there, fields(id=id))
        assert (answer.status_code, there.ideas) == (422, [])
        assert "Send it again" in answer.json()["detail"]


@pytest.mark.parametrize("sheet", ["", "nothing", "EXTERNAL", " external", "external\x00", "1"])
async def test_a_sheet_that_is_none_is_refused(tmp_path: Path, sheet: str) -> None:
    async with house(tmp_path, "external") as there:
        answer = await post(there, fields(sheet=sheet))
        assert (answer.status_code, there.ideas) == (422, [])
        assert "no such sheet" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["id", "sheet", "text"])
async def test_each_field_comes_once(tmp_path: Path, name: str) -> None:
    async with house(tmp_path, "external") as there:
        one = {"id": ID, "sheet": "external", "text": "The school"}
        for body in (
            urlencode({key: value for key, value in one.items() if key != name}),
            urlencode([*one.items(), (name, one[name])]),
        ):
            answer = await post(there, body)
            assert (answer.status_code, there.ideas) == (422, [])
            assert f"“{name}” has to come once" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["id", "sheet", "text"])
async def test_an_upload_is_no_text(tmp_path: Path, name: str) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        one = {"id": ID, "sheet": "external", "text": "The school"}
        files = {name: ("a.txt", one.pop(name).encode())}
        answer = await phone.post(f"{there.page}/ideas", data=one, files=files)
        assert (answer.status_code, there.ideas) == (422, [])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--",
        ),
        (
            "multipart/form-data; boundary=x; charset=idna",
            b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n\xff..\r\n--x--',
        ),
        (
            "multipart/form-data; boundary=x; charset=undefined",
            b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nx\r\n--x--',
        ),
        ("application/x-www-form-urlencoded", b"&" * 1000 + b"=" * 1000),
        ("application/x-www-form-urlencoded", b"a=1&" * 5000),
        ("application/json", b'{"id": "x"}'),
        ("text/plain", b"id=1"),
        ("", b"\x00\xff"),
    ],
)
async def test_a_body_that_is_no_form_is_refused(tmp_path: Path, kind: str, body: bytes) -> None:
    async with house(tmp_path, "external") as there:
        phone = await there.phone()
        headers = {"content-type": kind}
        answer = await phone.post(f"{there.page}/ideas", content=body, headers=headers)
        assert (answer.status_code, there.ideas) == (422, [])
        assert "has to come once" in answer.json()["detail"]
