"""The day of a session, in words."""

from datetime import UTC, datetime

from babel.core import UnknownLocaleError
from babel.dates import format_date

from sessions.state import State


def day_of(state: State) -> str:
    """When its first topic really began, else when it was planned; by the host's clock."""
    at = min((run.started_at for run in state.agenda.runs), default=state.starts_at)
    here = datetime.fromtimestamp(at, UTC).astimezone()
    try:
        return format_date(here, "long", state.plan.lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):  # a language that has no calendar here
        return format_date(here, "long", "en")
