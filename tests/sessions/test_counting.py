import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.counting import Spellings, counted
from sessions.text import sameness
from tests.sessions.alike_examples import APART

TEXTS = st.lists(
    st.text(max_size=12) | st.sampled_from(["Noise", "noises", "noisse", "the noise", "nose", "no"])
)


def keys(texts: list[str], language: str = "en") -> list[str]:
    spellings, found = Spellings(), []
    for text in texts:
        key, spellings = counted(spellings, text, language)
        found.append(key)
    return found


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["Mechanic", "MECHANIC!", "mechanics", "the mechanic", "mechainc", "Mechanics’"]),
        ("en", ["voice-mail", "Voicemail", "voice mail", "voicemial"]),
        ("de", ["Müdigkeit", "Muedigkeit", "die Müdigkeit", "Müdikgeit"]),
        ("de", ["Ärzte", "Arzt", "AERZTE"]),
        ("fr", ["L’infirmière", "infirmiere", "infirmières", "infirmèire"]),
        ("es", ["Habitación", "habitacion", "habitaciones", "habitaicón"]),
        ("it", ["Giornalista", "giornalisti", "il giornalista", "giornailsta"]),
    ],
)
def test_case_accent_plural_and_a_typing_error_count_with_the_first(
    language: str, texts: list[str]
) -> None:
    assert len(set(keys(texts, language))) == 1


@pytest.mark.parametrize(("language", "pairs"), APART.items())
def test_other_words_are_counted_apart(language: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert [pair for pair in pairs if len(set(keys(list(pair), language))) == 1] == []


def test_a_nearer_word_that_came_later_takes_what_comes_after_it_only() -> None:
    first, near, again = keys(["clerical", "clericals", "clericals"])
    assert first == near == again
    assert keys(["journalist", "jounralists", "journalists", "jounralists"]) == [
        "journalist",
        "jounralists",
        "journalist",
        "jounralists",
    ]


def test_errors_of_errors_are_no_chain() -> None:
    assert keys(["technicians", "tecnhicians", "tecnhiciasn"]) == [
        "technicians",
        "technicians",
        "tecnhiciasn",
    ]


def test_several_words_count_together_when_nothing_but_signs_and_little_words_differ() -> None:
    assert len(set(keys(["the cold food", "Cold food!", "cold-food"]))) == 1
    assert len(set(keys(["cold food", "cold foods"]))) == 2


@given(TEXTS, st.sampled_from(["en", "de", "fr", "es", "it", "nl", "xx"]))
def test_what_counted_together_always_does_and_a_text_keeps_its_key(
    texts: list[str], language: str
) -> None:
    found = keys(texts + texts, language)
    assert found[: len(texts)] == found[len(texts) :]
    by_sameness: dict[str, str] = {}
    for text, key in zip(texts, found, strict=False):
        assert by_sameness.setdefault(sameness(text), key) == key


def test_spellings_are_never_changed_in_place() -> None:
    _, before = counted(Spellings(), "queue", "en")
    _, after = counted(before, "noise", "en")
    assert counted(before, "noises", "en")[0] == "noises"
    assert counted(after, "noises", "en")[0] == "noise"
