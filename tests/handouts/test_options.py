import pytest

from handouts.kinds import KINDS
from handouts.options import Options, read_options
from sessions.refused import Invalid


def test_without_a_wish_a_document_is_as_it_usually_is() -> None:
    assert read_options(KINDS["guide"], {}) == Options("a4")
    assert read_options(KINDS["sheets"], {}) == Options("a1")


def test_what_was_chosen_counts_and_what_a_document_has_not_is_passed_over() -> None:
    asked = {"paper": "LETTER", "start": "9:30", "easy": "1", "archive": "1"}
    assert read_options(KINDS["guide"], asked) == Options("letter", 9 * 60 + 30)
    assert read_options(KINDS["handout"], asked) == Options("letter", easy=True)
    assert read_options(KINDS["report"], asked) == Options("letter", archive=True)


@pytest.mark.parametrize(
    ("name", "asked", "sentence"),
    [
        ("guide", {"paper": "a1"}, "a4, letter"),
        ("sheets", {"paper": "letter"}, "a1, a3, a4"),
        ("guide", {"start": "25:00"}, "time of day"),
        ("handout", {"easy": "perhaps"}, "neither 1 nor 0"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    name: str, asked: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        read_options(KINDS[name], asked)
