"""Proposals for near-duplicates: how many are right, how many are found, and how long they take."""

from __future__ import annotations

import csv
import random
import time
from dataclasses import dataclass
from pathlib import Path

from bench.figures import figure, heading, percentile, times
from sessions.alike import propose
from sessions.counting import Spellings, counted

LABELLED = Path(__file__).parent / "alike"
LANGUAGES = ("en", "de", "fr", "es", "it")
IDEAS, ROUNDS, MORE = 1000, 7, 300
SYLLABLES = ("ba", "der", "lun", "pa", "qui", "re", "shi", "to", "vel")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ideas, whether they say the same, and what kind of pair it is."""

    language: str
    first: str
    second: str
    same: bool
    why: str

    @property
    def proposed(self) -> bool:
        """Whether they are proposed where there is nothing else."""
        return bool(propose([(1, self.first), (2, self.second)], self.language))


def main() -> None:
    """Print precision and recall for each language and all, then the times."""
    pairs = [pair for language in LANGUAGES for pair in labelled(language)]
    heading(f"{len(pairs)} labelled pairs of ideas, {sum(pair.same for pair in pairs)} the same")
    for language in LANGUAGES:
        _judge(language, [pair for pair in pairs if pair.language == language])
    _judge("all", pairs)
    heading(f"{IDEAS:,} ideas proposed at once, {ROUNDS} rounds")
    rooms = {language: _room(language, pairs) for language in LANGUAGES}
    taken: dict[str, list[float]] = {language: [] for language in LANGUAGES}
    for _ in range(ROUNDS):
        for language, room in rooms.items():
            start = time.perf_counter()
            propose(room, language)
            taken[language].append(time.perf_counter() - start)
    for language, seconds in taken.items():
        times(language, seconds)
    worst = max(max(seconds) for seconds in taken.values())
    figure("the longest of all", f"{1000 * worst:.0f} ms", "under 200 ms")
    heading(f"One more word counted among {IDEAS:,}, {ROUNDS} rounds of {MORE} words")
    for language in LANGUAGES:
        _count(language)


def labelled(language: str) -> list[Pair]:
    """The labelled pairs of a language."""
    with (LABELLED / f"pairs-{language}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Pair(language, row["first"], row["second"], row["same"] == "yes", row["why"])
            for row in csv.DictReader(file)
        ]


def _judge(name: str, pairs: list[Pair]) -> None:
    proposed = [pair for pair in pairs if pair.proposed]
    right = sum(pair.same for pair in proposed)
    wrong = f"{len(proposed) - right} wrong of {len(proposed)}"
    found = f"{right / sum(pair.same for pair in pairs):.3f}"
    figure(
        f"{name}, {len(pairs)} pairs",
        f"precision {right / len(proposed):.3f} ({wrong}), recall {found}",
        "at least 0.95, 0.6",
    )


def _room(language: str, pairs: list[Pair]) -> list[tuple[int, str]]:
    """Different ideas: those of the pairs, then their words in new company."""
    texts = [
        text for pair in pairs if pair.language == language for text in (pair.first, pair.second)
    ]
    words = [word for text in texts for word in text.split()]
    dice = random.Random(language)
    ideas = dict.fromkeys(texts)
    while len(ideas) < IDEAS:
        ideas[" ".join(dice.sample(words, dice.choice((1, 2, 2, 3, 4))))] = None
    return list(enumerate(list(ideas)[:IDEAS], start=1))


def _count(language: str) -> None:
    dice = random.Random(language)
    seconds = []
    for _ in range(ROUNDS):
        spellings = Spellings()
        words = [_made_up(dice) for _ in range(2 * IDEAS)]
        met: set[str] = set()
        while len(met) < IDEAS:
            key, spellings = counted(spellings, words.pop(), language)
            met.add(key)
        for word in words[:MORE]:
            start = time.perf_counter()
            counted(spellings, word, language)
            seconds.append(time.perf_counter() - start)
    median = (
        f"{1e6 * percentile(seconds, 0.5):.0f} µs, p99 {1e6 * percentile(seconds, 0.99):.0f} µs"
    )
    figure(f"{language}, median", median, "under 100 µs")


def _made_up(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=dice.choice((3, 4, 5))))
