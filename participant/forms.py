"""A form as it came in, of which nothing is believed: each field once, as text, or a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException

from sessions.refused import Invalid, marked


@dataclass(frozen=True, slots=True)
class Form:
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
    """The form of a request. Raises HTTPException for one that is too large."""
    try:
        async with request.form(max_files=1, max_fields=20) as form:
            return Form({name: list(form.getlist(name)) for name in form})
    except HTTPException as unread:
        if unread.status_code != HTTPStatus.BAD_REQUEST:  # too large, say
            raise
        return Form({})
    except ValueError:  # a charset that cannot read it
        return Form({})


def wants_json(request: Request) -> bool:
    """Whether a script asks, rather than a plain form."""
    return "application/json" in request.headers.get("accept", "")
