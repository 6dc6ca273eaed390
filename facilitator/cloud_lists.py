"""The words of a sheet on the projector as lists, so that one that is said costs a line of each."""

from functools import lru_cache

from sessions.cloud import counted, spoken
from sessions.room import Moment
from templates.cloud import NARROW, WIDE, cloud
from templates.face import fill, frame

ROOMS = {"wide": WIDE, "narrow": NARROW}
"""The lists beside a cloud: the words that found no place in it."""

KINDS = ("tally", "said", *ROOMS)
"""What is listed: the words counted; and with a cloud all of them as they are heard."""

MANY = 10**9
"""More ideas than a session has. A line's key is the number of the first idea that said the word,
less this for each time it was said: those said most often come first."""

Word = tuple[str, int]
"""What it says, and how often it was said."""


class CloudLists:
    """Every word, or those that a cloud has no room for, most often first."""

    def ids(self, moment: Moment) -> tuple[str, ...]:
        """The lists that the form has in which the words are shown."""
        clouds = moment.state.cloud
        kinds = KINDS[1:] if clouds.form == "cloud" else KINDS[:1]
        return tuple(list_id(kind, clouds.sheet) for kind in kinds)

    def whole(self, id: str, moment: Moment, language: str) -> dict[int, str]:
        """Every line of a list."""
        return {key: _line(id, key, one, language) for key, one in _words(id, moment).items()}

    def changed(
        self,
        id: str,
        old: Moment,
        new: Moment,
        touched: frozenset[int],  # noqa: ARG002 - a word may lose its place to one that was said
        language: str,
    ) -> dict[int, str | None]:
        """The lines that differ."""
        before, after = _words(id, old), _words(id, new)
        gone: dict[int, str | None] = dict.fromkeys(before.keys() - after.keys())
        come = {
            key: _line(id, key, one, language)
            for key, one in after.items()
            if before.get(key) != one
        }
        return gone | come


def list_id(kind: str, sheet: str) -> str:
    """The id of a list of a sheet's words."""
    return f"{kind}-{sheet}"


def _words(id: str, moment: Moment) -> dict[int, Word]:
    """The words of a list by their keys, in order."""
    ideas, sheet = moment.state.ideas, moment.state.cloud.sheet
    room = ROOMS.get(id.partition("-")[0])
    words = {first - times * MANY: (text, times) for first, text, times in counted(ideas, sheet)}
    if room is None:
        return words
    listed = set(cloud(spoken(ideas, sheet), room).listed)
    return {key: one for key, one in words.items() if one in listed}


def _line(id: str, key: int, word: Word, language: str) -> str:
    text, times = word
    return fill(_shared(id.partition("-")[0], times, language), text, key=key)


@lru_cache(maxsize=200)
def _shared(kind: str, times: int, language: str) -> str:
    """A line without what is its own."""
    return frame("facilitator/projector_cloud_line.html", language, kind=kind, times=times)
