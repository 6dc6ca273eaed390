"""How a phone joins, in words and as what the QR codes say."""

from segno.helpers import make_wifi_data

from sessions.room import Room, Wifi

LETTERS_TO_TYPE = 24
"""A longer Wi-Fi password is left to the QR code: nobody types it from a wall."""


def typed(room: Room) -> str:
    """The address that people type, such as `192.168.8.20:8000`; empty while there is none."""
    return room.join.split("://", 1)[-1].rstrip("/")


def scanned(room: Room) -> str:
    """What the QR code says; empty while there is no address.

    All in capitals, so that it fits the alphanumeric mode of ISO/IEC 18004 and grows less dense.
    """
    return f"{room.join.rstrip('/')}/J/{room.code}".upper() if room.join else ""


def wifi_code(wifi: Wifi) -> str:
    """What the QR code of the Wi-Fi says, as phones' cameras read it."""
    security = "WPA" if wifi.password else "nopass"
    return make_wifi_data(wifi.name, wifi.password or None, security)


def wifi_password(wifi: Wifi) -> str:
    """The password to show beside the QR code; empty where there is none, or it is too long."""
    return wifi.password if len(wifi.password) <= LETTERS_TO_TYPE else ""
