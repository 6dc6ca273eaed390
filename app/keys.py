"""Keys and cookies: all derived from one secret of the host, so that they survive a restart."""

import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from app.settings import Settings
from app.writing import for_owner_alone

SECRET_BYTES = 32


class Keys(Struct, frozen=True):
    """What opens doors. Every key has 256 bits; one session's never opens another's."""

    secret: bytes

    def host(self) -> str:
        """The key of the host: opens `/c`, the list of plans and sessions."""
        return self._derive("host key")

    def host_cookie(self) -> tuple[str, str]:
        """Name and value of the cookie that the host's key is exchanged for."""
        return f"host_{self._derive('host name')[:8]}", self._derive("host cookie")

    def session(self, id: str) -> str:
        """The facilitator's key of a session, by its internal id."""
        return self._derive(f"session key {id}")

    def session_cookie(self, id: str) -> tuple[str, str]:
        """Name and value of the cookie that a session's key is exchanged for."""
        name = self._derive(f"session name {id}")[:8]
        return f"facilitator_{name}", self._derive(f"session cookie {id}")

    def participant_cookie(self, id: str) -> str:
        """The name of the cookie that a participant of a session has; its value is random."""
        return f"participant_{self._derive(f'participant name {id}')[:8]}"

    def _derive(self, purpose: str) -> str:
        return _derived(self.secret, purpose)


@lru_cache(maxsize=1000)  # each request asks for two or three
def _derived(secret: bytes, purpose: str) -> str:
    digest = hmac.digest(secret, purpose.encode(), sha256)
    return urlsafe_b64encode(digest).decode().rstrip("=")


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how far."""
    return hmac.compare_digest(one.encode(), other.encode())


def participant_of(cookie: str) -> str:
    """The participant that a cookie stands for; the log never holds the cookie itself."""
    return sha256(cookie.encode()).hexdigest()[:32]


def keys_of(settings: Settings) -> Keys:
    """The keys of a host, from the secret that it gives or else from its file. Raises OSError."""
    given = settings.secret.get_secret_value()
    return Keys(given.encode()) if given else read_keys(settings.secret_file)


def read_keys(path: Path) -> Keys:
    """The keys of a host, from its secret file, made (mode 600) where there is none. OSError."""
    with suppress(FileNotFoundError):
        secret = path.read_bytes()
        if len(secret) >= SECRET_BYTES:  # a shorter one was begun on a full disk, and never used
            return Keys(secret)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with open(fresh, "xb", opener=for_owner_alone) as file:
        file.write(secrets.token_bytes(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return Keys(path.read_bytes())
