"""What is known of a session beside its facts, while nobody watches it: how phones would join."""

from app.addresses import Addresses
from app.settings import Settings
from sessions.room import Room, Wifi
from sessions.words import NO_WORDS, Words


def unwatched_room(
    code: str,
    addresses: Addresses,
    settings: Settings,
    name: str = "",
    words: Words = NO_WORDS,
) -> Room:
    """The room of a session by its join code, with nobody in it; `words` are flagged."""
    wifi = Wifi(settings.wifi_name, settings.wifi_password) if settings.wifi_name else None
    return Room(code, addresses.join, addresses.current, wifi, name=name, words=words)
