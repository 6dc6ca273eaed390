"""The word cloud: nothing overlaps, nothing is dropped, and what stands somewhere stays there."""

from random import Random

import pytest

from bench.advances import table
from bench.cloud import places, said
from templates import cloud as drawing
from templates.advances import TABLE, width
from templates.cloud import AROUND, BODY, FOOT, NARROW, TIMES, WIDE, Word, Words, cloud
from templates.face import LOCALES

ROOMS = (WIDE, NARROW)


def anew(words: Words, room: tuple[float, float] = WIDE) -> drawing.Cloud:
    """The cloud, whatever was drawn before."""
    drawing._KEPT.clear()
    cloud.cache_clear()
    return cloud(words, room)


def takes(word: Word) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a word takes."""
    half, foot = (word.width + AROUND * word.size) / 2, word.y + FOOT * word.size
    return word.x - half, foot - BODY * word.size, word.x + half, foot


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("count", [1, 2, 5, 12, 30, 300])
def test_words_stand_apart_inside_and_large_enough(count: int, room: tuple[float, float]) -> None:
    drawn = cloud(said(count, Random(count)), room)
    left, top, wide, high = drawn.view
    boxes = [takes(word) for word in drawn.words]
    assert all(left <= one[0] and one[2] <= left + wide for one in boxes)
    assert all(top <= one[1] and one[3] <= top + high for one in boxes)
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]
    # one looks at a share of the room, so everything is that much larger than it is drawn
    assert all(word.size * room[1] / high >= 1.497 for word in drawn.words)


def test_no_word_is_dropped() -> None:
    words = said(300, Random(1))
    drawn = cloud(words, WIDE)
    found = [(word.text, word.times) for word in drawn.words] + [*drawn.listed]
    assert sorted(found) == sorted((text, len(its)) for text, its in words)


def test_a_word_that_is_longer_than_the_wall_is_listed() -> None:
    assert cloud((("W" * 200, (1,)),), WIDE).listed == (("W" * 200, 1),)


def test_a_new_word_moves_no_other() -> None:
    words = said(80, Random(7))
    before = anew(words)
    for n in range(20):
        words = (*words, (f"Latecomer {n}", (1000 + n,)))
        after = cloud(words, WIDE)
        assert places(before) <= places(after)
        before = after


def test_an_equal_word_moves_nothing_while_it_keeps_its_size() -> None:
    words: Words = (("Buyers", (1, 2)), ("Callers", (3,)))
    again: Words = (("Buyers", (1, 2, 4)), ("Callers", (3,)))
    assert places(cloud(words, WIDE)) == places(cloud(again, WIDE))


def test_what_is_said_more_often_is_larger_and_takes_the_place_of_less() -> None:
    few = [(f"Word {n}", (n,)) for n in range(200)]
    often = ("Queue", tuple(range(200, 200 + TIMES[-1])))
    drawn = cloud((*few, often), WIDE)
    assert drawn.words[0].text == "Queue"
    assert drawn.words[0].size > drawn.words[1].size


def test_it_is_the_same_whether_drawn_word_by_word_or_at_once() -> None:
    everything = said(40, Random(3))
    for last in range(0, 120, 7):
        cut = ((text, tuple(n for n in its if n <= last)) for text, its in everything)
        words = tuple(one for one in cut if one[1])
        step_by_step = cloud(words, NARROW)
        kept = dict(drawing._KEPT)
        assert anew(words, NARROW) == step_by_step
        drawing._KEPT.update(kept)


def test_no_word_is_an_empty_cloud() -> None:
    assert (cloud((), WIDE).words, cloud((), WIDE).listed) == ((), ())


def test_the_widths_are_those_of_the_packaged_fonts() -> None:
    assert (LOCALES.parent / TABLE).read_text("ascii") == table(), "python -m bench.advances"


@pytest.mark.parametrize("text", ["Service", "Ελλάδα", "Привет", "Phục vụ", "Grüße, Œuvre"])
def test_the_packaged_fonts_have_the_scripts_of_their_names(text: str) -> None:
    assert width(text)[1]


@pytest.mark.parametrize("text", ["خدمة", "服务", "सेवा", "👍🏽"])
def test_other_scripts_are_given_their_width(text: str) -> None:
    drawn = cloud(((text, (1,)),), WIDE)
    assert drawn.words[0].given
    assert drawn.words[0].width > 0
