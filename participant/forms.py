"""A form as it came in, of which nothing is believed: each field once, as text, or a sentence."""

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request
from msgspec import Struct
from starlette.exceptions import HTTPException

from sessions.refused import Invalid, marked

MOST_FIELDS = 20


class Form(Struct, frozen=True):
    """Every value of every field, uploads included; empty where it could not be read."""

    fields: Mapping[str, list[object]]

    def one(self, name: str) -> str:
        """The text of a field. Raises Invalid where it is missing, there twice, or an upload."""
        values = self.fields.get(name, [])
        if len(values) != 1 or not isinstance(values[0], str):
            raise Invalid(
                marked("“%(field)s” has to come once, as text, so nothing was stored."), field=name
            )
        return values[0]

    def echo(self, name: str) -> str:
        """What to show again in the box, whatever was wrong with it."""
        texts = [value for value in self.fields.get(name, []) if isinstance(value, str)]
        return texts[0].encode("utf-8", "replace").decode() if texts else ""


async def read(request: Request) -> Form:
    """The form of a request. Raises HTTPException for one that is too large.

    A plain form is UTF-8 whether its letters are escaped or not; undecodable bytes become U+FFFD.
    """
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return _plain(await request.body())
    try:
        async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
            return Form({name: list(form.getlist(name)) for name in form})
    except HTTPException as unread:
        if unread.status_code != HTTPStatus.BAD_REQUEST:  # too large, say
            raise
        return Form({})
    except ValueError:  # a charset that cannot read it
        return Form({})


def _plain(body: bytes) -> Form:
    fields: dict[str, list[object]] = {}
    with suppress(ValueError):  # more fields than any page of ours has
        text = body.decode("utf-8", "replace")
        for name, value in parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS):
            fields.setdefault(name, []).append(value)
    return Form(fields)
