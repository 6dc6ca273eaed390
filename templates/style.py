"""The phone's style sheet, which its page carries so that nothing blocks its first paint."""

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from pathlib import Path

STATIC = Path(str(resources.files("templates") / "static"))

_SHEETS = ("css/tokens.css", "css/tokens-dark.css", "css/phone.css")


@cache
def phone_style() -> str:
    """The phone's rules, comments and needless white space left out."""
    css = "".join((STATIC / name).read_text(encoding="utf-8") for name in _SHEETS)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", css)).strip()


@cache
def phone_style_hash() -> str:
    """What the content security policy allows it by."""
    digest = hashlib.sha256(phone_style().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
