"""`/metrics`: the figures of the server, for whoever shows the token; off without one."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request, Response
from pydantic import SecretStr

from app.answers import NO_PAGE
from app.keys import same
from sessions.refused import Forbidden, Unknown, marked

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several processes keep their figures, for Prometheus' own library."""

NO_TOKEN = marked("The figures of this server are for whoever shows its token.")
TEXT = "text/plain; version=0.0.4; charset=utf-8"


def routes(token: SecretStr, figures: Callable[[], bytes] | None) -> APIRouter:
    """The address. Without `figures` it is as if there were none."""
    router = APIRouter()

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        if figures is None:
            raise Unknown(NO_PAGE)
        shown = request.headers.get("authorization", "")
        if not same(shown, f"Bearer {token.get_secret_value()}"):
            raise Forbidden(NO_TOKEN)
        return Response(figures(), media_type=TEXT)

    return router


@contextmanager
def shared_figures() -> Iterator[None]:
    """Have processes that are started meanwhile keep their figures together."""
    folder = os.environ[SHARED] = tempfile.mkdtemp(prefix="flipchart-figures-")
    try:
        yield
    finally:
        del os.environ[SHARED]
        shutil.rmtree(folder, ignore_errors=True)


def forget_process(pid: int) -> None:
    """Count what a process that is no more had open no longer."""
    if SHARED in os.environ:
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - only here

        mark_process_dead(pid)  # type: ignore[no-untyped-call]
