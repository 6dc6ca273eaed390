"""Why something was not done, as a sentence for the person who asked for it."""


def marked(message: str) -> str:
    """Mark a message for translation where it stands; the surface that shows it translates it."""
    return message


ENDED = marked("The session has ended. Open it again to go on.")
NOT_STORED = marked("Nothing can be stored just now. What you wrote is kept; it goes by itself.")
DELETED = marked("This session was deleted.")


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A decision that was not taken. Nothing was recorded.

    `message` is English with `%(name)s` places, marked for translation; `values` fill them.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class Unknown(Refused):
    """What was asked for does not exist."""


class Invalid(Refused):
    """What was sent cannot be used as it is."""


class NotStored(Refused):
    """Nothing can be written just now; the same call may succeed in `retry_after` seconds."""

    retry_after = 2


class Busy(Refused):
    """It cannot be done just now; `retry_after` is in whole seconds."""

    def __init__(self, message: str, retry_after: int, **values: object) -> None:
        super().__init__(message, **values)
        self.retry_after = retry_after


class Forbidden(Refused):
    """Whoever asked may not."""


class Locked(Forbidden):
    """Whoever asked may not come in for now."""


class TooMany(Refused):
    """Too much came too fast; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: float, **values: object) -> None:
        super().__init__(message, **values)
        self.retry_after = max(1, round(retry_after + 0.5))
