import os
import shutil
import socket
from pathlib import Path

import pytest

from app.port_holder import port_holder

NO_PROC = Path("no such place")


def test_whoever_listens_is_named_with_its_process() -> None:
    for host, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)):
        with socket.create_server((host, 0), family=family) as listening:
            holder = port_holder(listening.getsockname()[1])
        assert f"(process {os.getpid()})" in holder
        assert not holder.startswith("(")


def test_a_port_that_nobody_listens_on_has_no_holder() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        assert port_holder(bound.getsockname()[1]) == ""


@pytest.mark.skipif(shutil.which("lsof") is None, reason="lsof, as macOS has it, is not here")
def test_where_there_is_no_proc_lsof_names_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert f"(process {os.getpid()})" in port_holder(port, NO_PROC)
    assert port_holder(port, NO_PROC) == ""
