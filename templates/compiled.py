"""Keeps templates compiled, as Python keeps modules: beside them, where it may keep those."""

import hashlib
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_SEAL = hashlib.sha256().digest_size


class Compiled(BytecodeCache):
    """Each in a file, under a seal that says by which rules it was made, and that it is whole.

    `rules` stands for all but the template that the outcome hangs on: filters are applied ahead to
    what is known by then. Where no file can be written, each start compiles what it draws.
    """

    def __init__(self, rules: bytes) -> None:
        self._rules = rules

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is of this template as it is now."""
        with suppress(OSError):
            kept = Path(bucket.key).read_bytes()
            if kept[:_SEAL] == self._seal(kept[_SEAL:]):
                bucket.bytecode_from_string(kept[_SEAL:])  # passes over that of another text

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it. Two processes may do so at a time: what is torn has no right seal."""
        if sys.dont_write_bytecode:
            return
        code, path = bucket.bytecode_to_string(), Path(bucket.key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._seal(code) + code)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The path of the file."""
        return cache_from_source(filename or name)

    def _seal(self, code: bytes) -> bytes:
        return hashlib.sha256(self._rules + code).digest()
