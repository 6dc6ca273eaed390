"""The lists of words to flag, a language each: those that come along, and the trainer's own."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from sessions.library_files import LibraryError, reason
from sessions.refused import Invalid, marked
from sessions.words import Words, read

MOST_BYTES = 64 * 1024
"""Of a list of words."""


class WordLists:
    """The lists in a folder, `en.txt` and so on, each in the place of the one that comes along."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Words] = {}

    def languages(self) -> tuple[str, ...]:
        """The languages that a list comes along for, and those of the trainer's own."""
        own = {path.stem for path in self.folder.glob("*.txt")} if self.folder.is_dir() else set()
        return tuple(sorted({*_built_in(), *(one for one in own if _is_language(one))}))

    def text(self, language: str) -> str:
        """A list as it is typed; empty where there is none. Raises LibraryError."""
        if not _is_language(language):
            return ""
        path = self.folder / f"{language}.txt"
        try:
            return path.read_text("utf-8", "replace")
        except FileNotFoundError:
            return _built_in().get(language, "")
        except OSError as error:
            raise LibraryError(
                marked("The words in %(file)s cannot be read: %(reason)s."),
                file=path,
                reason=reason(error),
            ) from error

    def keep(self, language: str, text: str) -> None:
        """Put a list in the place of the one there is. Raises Invalid and LibraryError."""
        if not _is_language(language):
            raise Invalid(marked("A language is two or three small letters, such as “en”."))
        raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
        if len(raw) > MOST_BYTES:
            raise Invalid(marked("That is too long a list. Nothing was changed; shorten it."))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{language}.new"
            fresh.write_bytes(raw)
            fresh.replace(self.folder / f"{language}.txt")
        except OSError as error:
            raise LibraryError(
                marked("The words cannot be kept in %(folder)s: %(reason)s."),
                folder=self.folder,
                reason=reason(error),
            ) from error
        self._read.pop(language, None)

    def of(self, tag: str) -> Words:
        """The words to flag in a workshop of this language, such as `en` or `de-CH`."""
        language = tag.partition("-")[0].lower()
        if language not in self._read:
            try:
                self._read[language] = read(self.text(language))
            except LibraryError:
                return Words()
        return self._read[language]


def _is_language(name: str) -> bool:
    return name.isascii() and name.isalpha() and name.islower() and len(name) in (2, 3)


@lru_cache(maxsize=1)
def _built_in() -> dict[str, str]:
    folder = files("sessions") / "word_lists"
    return {
        entry.name.removesuffix(".txt"): entry.read_text("utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".txt")
    }
