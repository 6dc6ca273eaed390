"""Cards to join by, and certificates of having been there."""

from handouts.days import day_of
from sessions.joining import scanned, typed, wifi_code, wifi_password
from sessions.room import Moment, Room

CARDS = 8
"""Cards on a page, enough for a class at tables."""


def card_values(room: Room) -> dict[str, object]:
    """What the poster and the cards say; no QR code while phones have no address to use."""
    reachable = typed(room).partition(":")[0] not in ("", "localhost")
    return {
        "code": room.code,
        "typed": typed(room) if reachable else "",
        "scanned": scanned(room) if reachable else "",
        "wifi": room.wifi,
        "wifi_code": wifi_code(room.wifi) if room.wifi else "",
        "wifi_password": wifi_password(room.wifi) if room.wifi else "",
        "cards": CARDS,
    }


def certificate_values(moment: Moment) -> dict[str, object]:
    """The names that people chose to give, in the order of the alphabet, then a blank."""
    state = moment.state
    names = sorted((name for _, name in state.people.names.items() if name), key=str.casefold)
    taken = sum(clock.elapsed(moment.now) for clock in state.agenda.clocks)
    minutes = round(taken / 60) if state.agenda.runs else round(state.plan.minutes)
    return {"names": [*names, ""], "day": day_of(state), "minutes": max(1, minutes)}
