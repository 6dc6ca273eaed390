"""The static files, at addresses that change with their contents and so are kept for good."""

import gzip
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOREVER = "max-age=31536000, immutable"

TEXTS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
"""What is sent compressed; all of it is UTF-8, as pages are."""

NEEDLESS = re.compile(rb"^\s*//.*\n| // .*|^\s+", re.MULTILINE)
"""In a script: comments, empty lines, and what lines are indented by. No text of ours has more than
one line or two slashes between spaces, so nothing else looks like these."""


class ForeverFiles(StaticFiles):
    """Files that never change under their address, made small once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept by the browser for a year."""
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse) and Path(path).suffix in TEXTS:
            response = _text(Path(response.path), Headers(scope=scope))
        for needless in ("etag", "last-modified", "accept-ranges"):
            del response.headers[needless]
        response.headers["cache-control"] = FOREVER
        return response


def _text(path: Path, asked: Headers) -> Response:
    """A text, compressed for who takes that (RFC 9110, 8.4.1.3)."""
    whole, small = _sizes(path)
    headers = {"content-type": TEXTS[path.suffix], "vary": "Accept-Encoding"}
    if "gzip" not in asked.get("accept-encoding", ""):
        return Response(whole, headers=headers)
    return Response(small, headers=headers | {"content-encoding": "gzip"})


@cache
def _sizes(path: Path) -> tuple[bytes, bytes]:
    """A text as it is sent, plain and compressed."""
    whole = path.read_bytes()
    if path.suffix == ".js":
        whole = NEEDLESS.sub(b"", whole)
    return whole, gzip.compress(whole, 9, mtime=0)
