"""Keeps templates compiled, as Python keeps modules: beside them, where it may keep those."""

import hashlib
import sys
from contextlib import suppress
from functools import cache
from importlib import resources
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_SEAL = hashlib.sha256().digest_size


class Compiled(BytecodeCache):
    """Each in a file, whose seal says of which text and rules it is made, and that it is whole.

    Where none can be written, such as on a full disk, each start compiles what it draws.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is of this template as it is now."""
        with suppress(OSError):
            kept = Path(bucket.key).read_bytes()
            if kept[:_SEAL] == _seal(bucket, kept[_SEAL:]):
                bucket.bytecode_from_string(kept[_SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it. Two processes may do so at a time: what is torn has no right seal."""
        if sys.dont_write_bytecode:
            return
        code, path = bucket.bytecode_to_string(), Path(bucket.key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_seal(bucket, code) + code)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The path of the file."""
        return cache_from_source(filename or name)


def _seal(bucket: Bucket, code: bytes) -> bytes:
    return hashlib.sha256(b"\0".join((_rules(), bucket.checksum.encode(), code))).digest()


@cache
def _rules() -> bytes:
    """What else the compiled text hangs on: filters, which are applied to what is known by then."""
    sha = hashlib.sha256()
    for path in sorted(Path(str(resources.files("templates"))).glob("*.py")):
        sha.update(path.read_bytes())
    return sha.digest()
