"""Words that deserve a look: which of them a text has, however it is spelled."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import regex
from msgspec import Struct

_LOOKS_LIKE = str.maketrans("0134578@$€!|", "oieastbaseii")
_SPELLED_OUT = regex.compile(
    r"(?<![\p{L}\p{N}])(?:[\p{L}\p{N}@$][ .\-_*+]+){2,}[\p{L}\p{N}@$](?![\p{L}\p{N}])"
)
_BETWEEN = re.compile(r"[ .\-_*+]+")
_WORD = regex.compile(r"[\p{L}\p{N}@$!|€]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


class Words(Struct, frozen=True):
    """The words of a list, and what words begin with that stand in it with an asterisk behind."""

    whole: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()


NO_WORDS = Words()


def read(text: str) -> Words:
    """A list as it is typed: a word a line, `word*` for all that begin so, `#` before a remark."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    plain = [line for line in lines if line]
    whole = frozenset(_plain(line) for line in plain if not line.endswith("*"))
    beginnings = (_plain(line.rstrip("*")) for line in plain if line.endswith("*"))
    return Words(whole - {""}, tuple(sorted({one for one in beginnings if one})))


@lru_cache(maxsize=20_000)
def flagged(words: Words, text: str) -> str | None:
    """The first word of a text that is in the list, as it is written there; None for none.

    Figures and signs that stand for letters (`sh1t`), letters set apart (`f.u.c.k`) or drawn out
    (`fuuuck`), case and accents make no difference. Only whole words count, so that places and
    names which have one inside them are left alone.
    """
    for part in (*_SPELLED_OUT.findall(text), *_WORD.findall(text)):
        if _has(words, _forms(part)):
            return str(part)
    return None


def _has(words: Words, forms: tuple[str, ...]) -> bool:
    if not words.whole.isdisjoint(forms):
        return True
    return any(form.startswith(words.beginnings) for form in forms)


def _forms(part: str) -> tuple[str, ...]:
    """What a part can be meant as; most are of letters alone, and meant as they stand."""
    if part.isalpha() and not _DRAWN_OUT.search(part):
        return (_plain(part),)
    joined = _BETWEEN.sub("", part)
    spelled = {joined, joined.translate(_LOOKS_LIKE), joined.rstrip("!")}
    return tuple(_plain(one) for form in spelled for one in _drawn_in(form))


def _drawn_in(form: str) -> tuple[str, ...]:
    """A form as it stands, and where a letter in it is drawn out, with that once or twice."""
    if not _DRAWN_OUT.search(form):
        return (form,)
    return (form, _DRAWN_OUT.sub(r"\1", form), _DRAWN_OUT.sub(r"\1\1", form))


def _plain(word: str) -> str:
    """A word in small letters, without accents."""
    small = word.strip().casefold()
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFD", small)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
