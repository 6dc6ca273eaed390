"""What is compared of an idea: its words without case, accents, signs and little words."""

from __future__ import annotations

import unicodedata

import regex
from msgspec import Struct

from sessions.grammar import Grammar, stem
from sessions.text import sameness

_TOKEN = regex.compile(
    r"\p{N}+|[\p{L}\p{M}\u200C\u200D]*\p{L}[\p{L}\p{M}\u200C\u200D]*|[%+#,;/&]|\p{Sc}|[👎❌🚫]"
)
_BREAKS = frozenset(",;/&")
_MARKED = regex.compile(r"([\p{Latin}\p{Greek}])[\u0300-\u036F]+")
_DRAWN_OUT = regex.compile(r"([^\W\d])\1{2,}")


class Word(Struct, frozen=True):
    """One word: as `typed`, in lower case (`spelled`), and also without accents (`plain`)."""

    typed: str
    spelled: str
    plain: str
    stem: str


class Wording(Struct, frozen=True):
    """An idea's words.

    `words` are those that matter, `items` the same as the parts of a list, `whole` is everything
    written as one word, `joined` what matters so written; `numbers` are its numbers in their order
    and `links` the words in it by which others can be turned round.
    """

    words: tuple[Word, ...]
    items: tuple[tuple[Word, ...], ...]
    whole: str
    joined: str
    numbers: tuple[str, ...]
    links: frozenset[str]

    @property
    def form(self) -> object:
        """What is the same in ideas that differ by nothing that is looked at."""
        items = tuple(tuple(word.spelled for word in item) for item in self.items)
        return items, self.whole, self.links


def worded(text: str, grammar: Grammar, known: dict[str, Word] | None = None) -> Wording:
    """The wording of a text; one of signs alone is its own only word.

    `known` are words that were met before; those of the text are added.
    """
    tokens = _TOKEN.findall(text) or [sameness(text)]
    known = {} if known is None else known
    words = [
        known.get(token) or known.setdefault(token, read_word(token, grammar)) for token in tokens
    ]
    shouted = text.upper() == text
    items: list[list[Word]] = [[]]
    for word in words:
        if word.plain in _BREAKS or word.plain in grammar.lists:
            items.append([])
        elif not _little(word, grammar, shouted=shouted):
            items[-1].append(word)
    kept = tuple(tuple(item) for item in items if item)
    if not kept:  # “the who”, “it is what it is”
        kept = (tuple(word for word in words if word.plain not in _BREAKS) or tuple(words),)
    mattering = tuple(word for item in kept for word in item)
    return Wording(
        words=mattering,
        items=kept,
        whole="".join(word.plain for word in words if word.plain not in _BREAKS),
        joined="".join(word.plain for word in mattering),
        numbers=tuple(token for token in tokens if token.isnumeric()),
        links=frozenset(word.plain for word in words) & grammar.links,
    )


def unmarked(text: str) -> str:
    """A text in lower case without the accents of Latin and Greek letters."""
    return unicodedata.normalize("NFC", _MARKED.sub(r"\1", unicodedata.normalize("NFD", text)))


def read_word(token: str, grammar: Grammar) -> Word:
    """One word, read by the grammar of its language."""
    spelled = unicodedata.normalize("NFC", _DRAWN_OUT.sub(r"\1\1", token.casefold()))
    if spelled.isascii():
        return Word(token, spelled, spelled, stem(spelled, grammar))
    plain = "".join(grammar.letters.get(one) or unmarked(one) for one in spelled)
    return Word(token, spelled, plain, stem(plain, grammar))


def _little(word: Word, grammar: Grammar, *, shouted: bool) -> bool:
    """Whether it can be left out. “IT staff” has no little word, “it is late” has."""
    is_name = not shouted and len(word.typed) > 1 and word.typed.isupper()
    return not is_name and (word.plain in grammar.little or word.plain in grammar.links)
