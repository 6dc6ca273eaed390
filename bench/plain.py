"""What Flipchart is measured against: the same live room as one writes it in an afternoon.

One POST, one durable commit and one `send_text` to everybody who watches, for each idea. Run as
`python -m bench.plain FILE`; it prints its port.
"""

import asyncio
import json
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from pydantic import BaseModel

from bench.listening import listening

app = FastAPI()
watchers: list[WebSocket] = []
writer = ThreadPoolExecutor(1)


class Idea(BaseModel):
    """What a phone sends."""

    id: str
    sheet: str
    text: str


@app.post("/ideas", status_code=201)
async def post(idea: Idea) -> Idea:
    """Store an idea, then show it to all who watch."""
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(writer, _store, app.state.log, idea)
    message = json.dumps(idea.model_dump())
    for watcher in watchers.copy():
        try:
            await watcher.send_text(message)
        except (WebSocketDisconnect, RuntimeError):
            continue  # it has gone; `live` forgets it
    return idea


@app.websocket("/live")
async def live(socket: WebSocket) -> None:
    """Watch until the other side goes."""
    await socket.accept()
    watchers.append(socket)
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        watchers.remove(socket)


def main(file: str) -> None:
    """Serve on a free port, ideas in this file."""
    app.state.log = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    app.state.log.execute("PRAGMA journal_mode = WAL")
    app.state.log.execute("PRAGMA synchronous = FULL")
    app.state.log.execute("CREATE TABLE idea (id TEXT PRIMARY KEY, sheet TEXT, text TEXT)")
    with listening() as (port, listener):
        print(port, flush=True)
        config = uvicorn.Config(app, log_level="error", access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


def _store(log: sqlite3.Connection, idea: Idea) -> None:
    log.execute("INSERT INTO idea VALUES (?, ?, ?)", (idea.id, idea.sheet, idea.text))


if __name__ == "__main__":
    main(sys.argv[1])
