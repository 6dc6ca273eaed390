"""`flipchart key`: the address of the console with the host's key, for who runs the server."""

from app.addresses import Addresses
from app.holding import running, saying_why
from app.keys import keys_of
from app.options import Data, settings_of
from app.terminal import say


def key(data: Data = None) -> None:
    """Print the address that opens the list of plans and sessions. It holds your key."""
    settings = settings_of(data)
    server = running(settings.data)
    here = server.url if server else Addresses(settings).laptop
    with saying_why(settings.data):
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        say(f"{settings.address.rstrip('/') or here}/c#{keys_of(settings).host()}")
