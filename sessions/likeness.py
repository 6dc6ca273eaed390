"""Whether two words are one: spelled the same, two of its forms, or one with a typing error."""

from __future__ import annotations

from typing import Literal

from sessions.grammar import Grammar
from sessions.slips import common, is_slip
from sessions.wording import Word, unmarked

Difference = Literal["spelling", "ending", "typing"]

BASE = 3
"""Letters that two forms of a word have in common at least, beside their endings."""
STEM, ENDING = 4, 2
"""The same, and the longest ending, where the endings of a language are not known."""

_TURNED = frozenset(("éè", "èé", "àá", "áà", "óò", "òó", "úù", "ùú", "íì", "ìí"))


def difference(one: Word, other: Word, known: Grammar, *, vouched: bool) -> Difference | None:
    """How two words differ that are one, or nothing where they are two.

    `vouched` says that the words beside them agree.
    """
    if one.plain == other.plain:
        return "spelling" if _agree_on_accents(one, other, known, vouched=vouched) else None
    if one.stem == other.stem and _are_forms(one, other, known):
        return "ending"
    return "typing" if is_slip(one.plain, other.plain, known, vouched=vouched) else None


def _agree_on_accents(one: Word, other: Word, known: Grammar, *, vouched: bool) -> bool:
    """Whether accents may have been forgotten, and no other word is meant.

    Of two letters one has none, or grave and acute were mistaken. On the last letter an accent can
    tell two words apart (“marché” and “marche”), so there a word must be long.
    """
    if len(one.spelled) != len(other.spelled):
        return True  # straße, strasse
    pairs = [pair for pair in zip(one.spelled, other.spelled, strict=True) if len(set(pair)) > 1]
    if any(unmarked(a) not in (a, b) and a + b not in _TURNED for a, b in pairs):
        return False
    same_end = one.spelled[-1:] == other.spelled[-1:]
    return same_end or vouched or len(one.spelled) >= known.accented


def _are_forms(one: Word, other: Word, known: Grammar) -> bool:
    left, right = unmarked(one.spelled), unmarked(other.spelled)
    longer = max(len(left), len(right))
    if not known.endings:
        base = common(left, right)
        return bool(known.stemmer) and base >= STEM and longer - base <= ENDING
    return left != right and any(
        longer >= least and _share_a_base(left, right, endings) for least, endings in known.endings
    )


def _share_a_base(one: str, other: str, endings: frozenset[str]) -> bool:
    return bool(_bases(one, endings) & _bases(other, endings))


def _bases(word: str, endings: frozenset[str]) -> set[str]:
    bases = {word[: len(word) - len(end)] for end in endings if word.endswith(end)}
    return {base for base in bases if len(base) >= BASE}
