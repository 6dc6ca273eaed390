"""How long a word cloud of 300 words takes, and what becomes of it as words are added."""

import time
from random import Random

from bench.figures import figure, heading, times
from templates.cloud import NARROW, WIDE, Cloud, Words, cloud

WORDS, ROUNDS, ADDED = 300, 11, 60
SYLLABLES = ("ser", "vi", "ce", "cus", "to", "mer", "help", "que", "li", "pa", "tient", "smi", "le")


def main() -> None:
    """Print the figures."""
    heading("A word cloud of 300 words")
    spent, room = [], 0
    for seed in range(ROUNDS):
        words = said(WORDS, Random(seed))
        for size in (WIDE, NARROW):
            began = time.process_time()
            drawn = cloud(words, size)
            spent.append(time.process_time() - began)
            room = max(room, len(drawn.words))
            assert len(drawn.words) + len(drawn.listed) == WORDS
    times("CPU time of one cloud (aim: 100 ms)", spent)
    figure("words on the wall at most, the others listed", str(room), "none dropped")
    times("CPU time once one more word was said (aim: 5 ms)", one_by_one(Random(4)))
    moved = [moves(count, Random(count)) for count in range(1, ADDED)]
    figure(f"words that moved as {ADDED} came one by one", str(sum(moved)), "0")


def said(count: int, random: Random) -> Words:
    """So many words of one to four syllables, some of them said again and again."""
    texts = [
        " ".join(_word(random) for _ in range(random.choice((1, 1, 1, 2)))) for _ in range(count)
    ]
    numbers: list[list[int]] = [[] for _ in texts]
    for number in range(3 * count):
        new = number if number < count else int(count * random.random() ** 3)
        numbers[new].append(number)
    return tuple((text, tuple(its)) for text, its in zip(texts, numbers, strict=True))


def one_by_one(random: Random) -> list[float]:
    """CPU time of each cloud, in seconds, as words come in one by one: new ones, and known ones."""
    words, spent = list(said(80, random)), []
    cloud(tuple(words), WIDE)
    for number in range(240, 340):
        place = int(len(words) * random.random() ** 2)
        if random.random() < 0.3:
            words.append((f"New {number}", (number,)))
        else:
            words[place] = (words[place][0], (*words[place][1], number))
        began = time.process_time()
        cloud(tuple(words), WIDE)
        spent.append(time.process_time() - began)
    return spent


def moves(count: int, random: Random) -> int:
    """How many words stand elsewhere once one more was said for the first time."""
    words = said(count, random)
    last = 3 * count
    before, after = cloud(words, WIDE), cloud((*words, ("Latecomer", (last,))), WIDE)
    return len(places(before) - places(after))


def places(drawn: Cloud) -> set[tuple[str, float, float, float]]:
    """Each word with where it stands and how large."""
    return {(one.text, one.x, one.y, one.size) for one in drawn.words}


def _word(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(1, 4))).capitalize()
