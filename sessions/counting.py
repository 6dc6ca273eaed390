"""With which word a word is counted on a sheet of single words: the first of them that it is."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace
from rpds import HashTrieMap

from sessions.grammar import Grammar, grammar
from sessions.likeness import difference
from sessions.slips import letters_missing
from sessions.text import sameness
from sessions.wording import Word, read_word, worded

_NEAREST = ("spelling", "ending", "typing")


class Spellings(Struct, frozen=True):
    """What was met on a sheet so far.

    `keys` has for each spelling the key that it counts with, which is the first spelling of its
    word. The words themselves are found by stem, and by what is left of them without one letter.
    """

    keys: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    stems: HashTrieMap[str, tuple[Word, ...]] = field(default_factory=HashTrieMap)
    letters: HashTrieMap[str, tuple[Word, ...]] = field(default_factory=HashTrieMap)


def counted(spellings: Spellings, text: str, language: str) -> tuple[str, Spellings]:
    """The key that a text counts with in a language (BCP 47), and the spellings with it.

    Equal texts count together, then those that differ by case, signs, little words or accents,
    then forms of one word, then one typing error. A text keeps its key, whatever comes later; a
    word is compared with the first spelling of others only, so no chain of errors joins two words.
    """
    same = sameness(text)
    key = spellings.keys.get(same)
    if key is not None:
        return key, spellings
    known = grammar(language)
    words = worded(text, known).words
    if len(words) > 1 and len(text.split()) == 1:  # with a hyphen
        words = (read_word("".join(word.typed for word in words), known),)
    spelled = "".join(word.spelled for word in words)
    key = spellings.keys.get(spelled)
    if key is None and len(words) == 1:
        key = _nearest(spellings, words[0], known)
    if key is None:
        key = spelled
        if len(words) == 1:
            spellings = _met(spellings, words[0])
    keys = spellings.keys.insert(same, key).insert(spelled, key)
    return key, replace(spellings, keys=keys)


def _nearest(spellings: Spellings, word: Word, known: Grammar) -> str | None:
    found: dict[str, str] = {}
    for other in _near(spellings, word):
        kind = difference(other, word, known, vouched=False)
        if kind:
            found.setdefault(kind, other.spelled)
    return next((found[kind] for kind in _NEAREST if kind in found), None)


def _near(spellings: Spellings, word: Word) -> Iterator[Word]:
    yield from spellings.stems.get(word.stem, ())
    for left in letters_missing(word.plain):
        yield from spellings.letters.get(left, ())


def _met(spellings: Spellings, word: Word) -> Spellings:
    letters = spellings.letters
    for left in letters_missing(word.plain):
        letters = letters.insert(left, (*letters.get(left, ()), word))
    same = (*spellings.stems.get(word.stem, ()), word)
    return replace(spellings, stems=spellings.stems.insert(word.stem, same), letters=letters)
