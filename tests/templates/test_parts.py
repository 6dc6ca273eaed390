"""The drawn parts that surfaces share: tallies, icons, the underline."""

import pytest
from jinja2 import UndefinedError

from templates.face import _environment


def drawn(source: str, **values: object) -> str:
    head = (
        "{% from 'shared/tally.html' import tally %}{% from 'shared/icons.html' import icon %}"
        "{% from 'shared/underline.html' import underline %}"
    )
    return _environment("en").from_string(head + source).render(language="en", **values)


@pytest.mark.parametrize(("count", "gates"), [(1, 1), (2, 1), (5, 1), (6, 2), (12, 3), (25, 5)])
def test_a_tally_has_a_stroke_each_in_gates_of_five(count: int, gates: int) -> None:
    tally = drawn("{{ tally(count) }}", count=count)
    assert tally.count("<path") == count
    assert tally.count("<svg") == gates


def test_a_tally_is_spoken_as_how_often() -> None:
    assert 'aria-label="5 times"' in drawn("{{ tally(5) }}")
    assert 'aria-label="17 people"' in drawn("{{ tally(17, '17 people') }}")


def test_the_same_place_always_leans_the_same_way() -> None:
    three, four = drawn("{{ tally(3) }}"), drawn("{{ tally(4) }}")
    strokes = three[three.index("<path") : three.index("</svg>")]
    assert strokes in four


def test_an_icon_is_silent_unless_it_stands_for_a_word() -> None:
    assert 'aria-hidden="true"' in drawn("{{ icon('undo') }}")
    assert 'role="img" aria-label="Undo"' in drawn("{{ icon('undo', 'Undo') }}")


def test_an_icon_that_was_never_drawn_is_not_passed_over() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ icon('unicorn') }}")


def test_drawings_carry_no_style_that_the_policy_would_refuse() -> None:
    assert "style=" not in drawn("{{ underline() }}{{ icon('clock') }}{{ tally(7) }}")
