"""What people type, made safe to keep and to show: cleaned, counted in graphemes, compared."""

import unicodedata

import regex

_DROPPED = regex.compile(
    r"[\p{Cs}\p{Co}\p{Cn}\u00AD\u200B\u2060-\u2064\u206A-\u206F\uFEFF\uFFF9-\uFFFB"
    r"\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]"
    r"|(?![\t\n\r\x0b\x0c\x85])\p{Cc}"
)
_STACKED = regex.compile(r"(\p{M}{3})\p{M}+")
_SPACES = regex.compile(r"\s+")
_LINE_BREAKS = regex.compile(r"\s*[\n\r\x0b\x0c\x85\u2028\u2029]\s*")
_READABLE = regex.compile(r"[^\p{M}\p{Cf}\s\uFFFD]")
_LETTER = regex.compile(r"\X")
_ASIDE = regex.compile(r"[\s.…,'\"`´‚„\p{Pd}\p{Pi}\p{Pf}?!¿¡]+")  # noqa: RUF001 - quotes are meant


def clean(text: str) -> str:
    """One line of NFC text without controls, bidi overrides and invisible characters.

    Joiners stay (emoji families, Persian, Indic scripts need them); more than three combining
    marks on one letter are cut to three. See UAX #9 and UTR #36 on what overrides can do.
    """
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    text = _STACKED.sub(r"\1", _DROPPED.sub("", text))
    text = _SPACES.sub(" ", text).strip()
    return text if _READABLE.search(text) else ""


def lines(text: str) -> list[str]:
    """Each line of a pasted text, cleaned; empty ones are left out."""
    cleaned = (clean(line) for line in _LINE_BREAKS.split(text))
    return [line for line in cleaned if line]


def length(text: str) -> int:
    """Letters as a reader counts them: extended grapheme clusters (UAX #29)."""
    return len(_LETTER.findall(text))


def words(text: str) -> int:
    """Words, as separated by white space."""
    return len(text.split())


def sameness(text: str) -> str:
    """What two ideas have in common when they count as equal.

    Case, spacing, full stops, commas, quotes, dashes, question and exclamation marks are set
    aside; a text of nothing else is compared as it stands.
    """
    return _ASIDE.sub("", unicodedata.normalize("NFC", text.casefold())) or text
