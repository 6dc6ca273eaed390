"""What is known of a language when ideas are compared: little words, endings, its own letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What sets words of one language apart, and what does not.

    Words and endings are in lower case without accents. `little` words may be left out, `lists`
    join the parts of a list, `links` may be left out by turning words round (“quality of service”),
    and beside `fixed` ones no word changes its place. Two words are forms of one when their ends
    are in one of `endings`, each with the letters that the longer word has at least. A double
    letter is a typing error in words from `doubled` letters on, and an accent on the last letter
    can be forgotten from `accented` on. `letters` are spelled out; those spelled as themselves are
    no letters with an accent.
    """

    stemmer: str = ""
    little: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()
    endings: tuple[tuple[int, frozenset[str]], ...] = ()
    doubled: int = 8
    accented: int = 0
    letters: Mapping[str, str] = field(default_factory=dict)


def grammar(language: str) -> Grammar:
    """The grammar of a language by its tag (BCP 47); of an unknown one, one that knows nothing."""
    return _GRAMMARS.get(language.lower().replace("_", "-").partition("-")[0], _UNKNOWN)


@lru_cache(maxsize=2000)
def stem(word: str, known: Grammar) -> str:
    """The stem of a word in lower case; where the language has none, the word.

    Each word gets a stemmer of its own: they keep the word they work on, and proposals are made
    in a thread.
    """
    if not known.stemmer:
        return word
    import snowballstemmer  # noqa: PLC0415 - a start is quicker without it

    return str(snowballstemmer.stemmer(known.stemmer).stemWord(word))


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _forms(least: int, endings: str) -> tuple[int, frozenset[str]]:
    """Endings of one word, `-` being none."""
    return least, frozenset(one.strip("-") for one in endings.split())


_ENGLISH = Grammar(
    stemmer="english",
    little=_words(
        "a an the my our some this these those is are was were be been being am it its there they "
        "he she we you i s re ve d ll has have had get gets got that which who very really quite "
        "rather so such simply just please"
    ),
    lists=_words("and or"),
    links=_words("of for"),
    fixed=_words(
        "not no never nobody nothing none without but before after than to from by until into over "
        "under more less too only"
    ),
    endings=(_forms(4, "- s es ed d"), _forms(4, "y ies ied")),
    doubled=7,
)
_GERMAN = Grammar(
    stemmer="german",
    little=_words(
        "der die das den dem des ein eine einen einem einer eines mein meine unser unsere unseren "
        "dieser diese dieses ist sind war waren wird werden sein es sie er wir ich man gibt gab "
        "hat haben hatte hatten bekommt sehr wirklich einfach so ganz bitte"
    ),
    lists=_words("und oder"),
    links=_words("von fur fuer"),
    fixed=_words(
        "nicht kein keine keinen keiner nie niemand nichts ohne aber sondern vor nach als zu bis "
        "uber ueber unter mehr weniger nur gegen"
    ),
    endings=(
        _forms(4, "- e en n es em s"),
        _forms(8, "in innen"),
        *(
            _forms(7, f"{end} {end}e {end}er {end}en {end}es {end}em")
            for end in ("lich", "ig", "isch")
        ),
    ),
    doubled=7,
    letters={"ä": "ae", "ö": "oe", "ü": "ue"},
)
_FRENCH = Grammar(
    stemmer="french",
    little=_words(
        "le la les l un une des du de d mon ma mes notre nos ce cet cette ces est sont etait "
        "etaient etre c il elle ils elles on y a ont qui que tres vraiment tout simplement "
        "tellement quelle quel svp"
    ),
    lists=_words("et ou"),
    links=_words("pour"),
    fixed=_words(
        "pas ne n non jamais personne rien aucun aucune sans mais avant apres que vers contre "
        "plus moins trop sur sous par peu"
    ),
    endings=(_forms(4, "- s x"), _forms(5, "- nt ent"), _forms(6, "- e s es"), _forms(6, "l ux")),
    doubled=7,
    accented=7,
)
_SPANISH = Grammar(
    stemmer="spanish",
    little=_words(
        "el la los las un una unos unas mi mis nuestro nuestra nuestros nuestras este esta estos "
        "estas es son era eran fue fueron hay ser esta estan de del muy realmente simplemente tan "
        "que"
    ),
    lists=_words("y e o u"),
    links=_words("para"),
    fixed=_words(
        "no ni nunca nadie nada ningun ninguna ninguno sin pero sino antes despues que a al hacia "
        "contra mas menos demasiado por sobre poco"
    ),
    endings=(
        _forms(4, "- s es"),
        _forms(5, "- n"),
        *(_forms(8, f"{end} {end}a {end}as {end}es") for end in ("dor", "tor", "sor")),
        _forms(8, "o a"),
        _forms(8, "os as"),
    ),
    accented=5,
    letters={"ñ": "ñ"},
)
_ITALIAN = Grammar(
    stemmer="italian",
    little=_words(
        "il lo la i gli le l un uno una del dello della dei degli delle di d mio mia miei mie "
        "nostro nostra nostri nostre questo questa questi queste e era erano essere sono c ci "
        "molto davvero proprio semplicemente cosi che"
    ),
    lists=_words("e o ed"),
    links=_words("per"),
    fixed=_words(
        "non ne mai nessuno nessuna nessun niente nulla senza ma prima dopo che a al alla verso "
        "contro piu meno troppo da su sotto poco"
    ),
    endings=(
        _forms(5, "o i"),
        _forms(5, "a e"),
        _forms(6, "e i"),
        _forms(5, "- o i"),
        _forms(5, "o hi"),
        _forms(5, "a he"),
        _forms(7, "a i"),
        _forms(8, "o a"),
        _forms(7, "- no"),
    ),
    accented=5,
)
_UNKNOWN = Grammar()
_NORDIC = {letter: letter for letter in "åäöæø"}
_STEMMED = {
    "ca": "catalan",
    "da": "danish",
    "el": "greek",
    "eu": "basque",
    "fi": "finnish",
    "ga": "irish",
    "hu": "hungarian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Languages of which the stems are known, and nothing else."""

_GRAMMARS = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
} | {language: Grammar(stemmer=stemmer, letters=_NORDIC) for language, stemmer in _STEMMED.items()}
