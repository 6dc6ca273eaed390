"""Answers that are files: a PDF or a table, under a name that says what it is."""

import unicodedata
from urllib.parse import quote

from fastapi.responses import Response


def as_file(body: bytes, media_type: str, name: str) -> Response:
    """A file to be saved under this name (RFC 6266). It is not compressed on its way."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = "".join(one for one in plain if one.isprintable() and one not in '"\\%/')
    safe = " ".join(safe.split()).lstrip(" -.")  # where a title has no such letters at all
    disposition = f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "Content-Encoding": "identity"}
    return Response(body, media_type=media_type, headers=headers)
