"""The static files, at addresses that change with their contents and so are kept for good."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOREVER = "public, max-age=31536000, immutable"


class ForeverFiles(StaticFiles):
    """Files that never change under their address."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept by the browser for a year."""
        response = await super().get_response(path, scope)
        for needless in ("etag", "last-modified", "accept-ranges"):
            del response.headers[needless]
        response.headers["cache-control"] = FOREVER
        return response
