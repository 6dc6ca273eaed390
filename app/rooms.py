"""What is known of a session beside its facts, while nobody watches it: how phones would join."""

from app.addresses import Addresses
from app.settings import Settings
from sessions.room import Room, Wifi


def unwatched_room(code: str, addresses: Addresses, settings: Settings) -> Room:
    """The room of a session by its join code, with nobody in it."""
    wifi = Wifi(settings.wifi_name, settings.wifi_password) if settings.wifi_name else None
    return Room(code, addresses.join, addresses.current, wifi)
