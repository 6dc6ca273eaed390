"""Join codes: six symbols out of an alphabet without look-alikes."""

import re
import secrets

ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
"""Without 0 O, 1 I L, 2 Z, 5 S, 8 B. 25 symbols, so 28 bits a code."""

LENGTH = 6

_APART = re.compile(r"[\s-]")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code that someone typed, in any case, with spaces or hyphens; None if it is none."""
    code = _APART.sub("", typed[:40]).upper()
    return code if _CODE.fullmatch(code) else None
