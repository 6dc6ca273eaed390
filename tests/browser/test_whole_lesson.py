"""The whole built-in workshop, every activity: three browsers, 57 phones, and what stays of it."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.browser.crowd import Crowd, Guest
from tests.browser.surfaces import new_laptop, new_phone, open_live
from tests.server import running_server
from tests.workshop import facilitator, open_workshop, press

CROWD = 57
ROOM = {"FLIPCHART_PERSON_BURST": "200"}
CUSTOMERS = ("Buyers", "buyer", "Callers", "Suppliers", "The public", "Neighbours", "Schools")
WORDS = ("Friendly", "friendly", "Fast", "Honest", "They listened", "Freindly")


class Lesson:
    """A workshop under way: who presses, what the wall shows, one phone in a browser, the crowd."""

    def __init__(self, code: str, trainer: httpx.Client, wall: Page, phone: Page) -> None:
        self.code, self.trainer, self.wall, self.phone = code, trainer, wall, phone

    def press(self, control: str, **fields: str) -> str:
        """Press a control of the console."""
        return press(self.trainer, f"/c/{self.code}/{control}", **fields)

    def facts(self) -> list[dict[str, Any]]:
        """Every fact, as it is exported."""
        exported = self.trainer.get(f"/h/{self.code}/facts.jsonl").raise_for_status().text
        return [json.loads(line) for line in exported.splitlines()]

    def last(self, kind: str) -> dict[str, Any]:
        """The last fact of a kind."""
        return [one for one in self.facts() if one["kind"] == kind][-1]


def test_the_whole_lesson_with_every_activity(browser: Browser, tmp_path: Path) -> None:
    with running_server(tmp_path / "data", env=ROOM, program="tests.promptly") as server:
        workshop = open_workshop(server)
        console = open_live(new_laptop(browser), workshop.console)
        wall = open_live(new_laptop(browser), f"{server.url}/p/{workshop.code}")
        phone = open_live(new_phone(browser), f"{server.url}/j/{workshop.code}")
        with (
            facilitator(server, workshop) as trainer,
            Crowd(server, workshop.code, CROWD) as crowd,
        ):
            lesson = Lesson(workshop.code, trainer, wall, phone)
            expect(wall.locator("#counts")).to_contain_text("58 are in")
            the_ball_goes_round(lesson)
            who_are_customers(lesson, crowd)
            what_is_customer_service(lesson, crowd)
            who_provides_it(lesson, crowd)
            the_review_quiz(lesson, crowd)
            told_and_missed(lesson)
            the_day_runs_late(lesson)
            expect(console.locator("#strip-ideas")).to_contain_text("all saved")
            lesson.press("end")
            expect(wall.locator("#thanks")).to_be_visible()
            everything_is_there(lesson)
        for page in (console, wall, phone):
            page.context.close()


def the_ball_goes_round(lesson: Lesson) -> None:
    lesson.press("topics/1/start")
    lesson.press("icebreaker/start")
    expect(lesson.wall.locator(".circle")).to_have_count(2)
    turn = lesson.last("IcebreakerStarted")["number"]
    lesson.press("icebreaker/next", circle="0", turn=str(turn))
    lesson.press("icebreaker/stop")


def who_are_customers(lesson: Lesson, crowd: Crowd) -> None:
    lesson.press("sheets/external/open")
    crowd.all(lambda guest: guest.send(CUSTOMERS[guest.number % len(CUSTOMERS)], "external"))
    crowd.all(lambda guest: guest.post(f"pulse/{('fast', 'fine', 'lost')[guest.number % 3]}"))
    crowd.all(_park)
    expect(lesson.wall.locator("#counts")).to_contain_text("Received 57, shown 57")
    lesson.press("grouping/start", sheet="external")
    lesson.press("grouping/propose")
    lesson.press("grouping/accept")
    expect(lesson.wall.locator(".clusters b").first).to_have_text(
        re.compile("buyers?", re.IGNORECASE)
    )
    lesson.press("votes/start", sheet="external", dots="2", most="1", hidden="1")
    opened = lesson.last("VoteOpened")
    options = opened["body"]["options"]

    async def vote(guest: Guest) -> None:
        await guest.sees("Place your 2 dots")
        chosen = {f"on-{options[n % len(options)]}": "1" for n in (guest.number, guest.number + 1)}
        await guest.post(f"votes/{opened['number']}", counter="1", **chosen)
        await guest.post(f"votes/{opened['number']}", counter="1", **chosen)

    crowd.all(vote)
    lesson.phone.get_by_role("checkbox").first.check()
    lesson.phone.get_by_role("button", name="Send").click()
    expect(lesson.wall.locator(".act-note")).to_contain_text("58 have voted")
    lesson.press("votes/close")
    counts = lesson.wall.locator(".options .dots")
    expect(counts).to_have_count(len(options))
    assert sum(int(text) for text in counts.all_inner_texts()) == 2 * CROWD + 1


async def _park(guest: Guest) -> None:
    if guest.number % 10 == 0:
        await guest.send(f"Who pays for no. {guest.number}?", "parking-lot")


def what_is_customer_service(lesson: Lesson, crowd: Crowd) -> None:
    lesson.press("topics/2/start")
    lesson.press("sheets/great/open")
    lesson.press("unseen", sheet="great", sparks="2")
    crowd.all(lambda guest: guest.send(WORDS[guest.number % len(WORDS)], "great"))
    expect(lesson.wall.locator("#counts")).to_contain_text("Received 57, shown 0")
    lesson.press("sheets/great/reveal")
    expect(lesson.wall.locator("#lines-great li")).to_have_count(4)
    lesson.press("cloud/show", sheet="great", form="cloud")
    expect(lesson.wall.locator("#stage svg text").first).to_be_attached()
    lesson.press("story/show", passage="story", topic="2")
    expect(lesson.wall.locator("#stage")).to_contain_text("Dee Hock")


def who_provides_it(lesson: Lesson, crowd: Crowd) -> None:
    lesson.press("topics/3/start")
    lesson.press("groups/start", by="size", count="4", minutes="5", sheets="1")
    formed = lesson.last("GroupsFormed")["body"]["groups"]
    assert sorted({len(group["members"]) for group in formed}) in ([4], [3, 4], [4, 5])
    assert sum(len(group["members"]) for group in formed) == CROWD + 1

    async def write(guest: Guest) -> None:
        await guest.sees("others are in it")
        await guest.post("groups/pen")
        found = await guest.sees(r'name="sheet" value="([^"]+)"')
        await guest.send(f"A job that guest {guest.number} thought of", found[1])

    for guest in crowd.guests[:3]:
        crowd.one(guest, write)
    lesson.press("groups/0/list")
    lesson.press("groups/0/report")
    lesson.press("groups/end")


def the_review_quiz(lesson: Lesson, crowd: Crowd) -> None:
    lesson.press("quiz/start", source="lesson", led="1")
    quiz = lesson.last("QuizStarted")
    for question, asked in enumerate(quiz["body"]["questions"], 1):
        if question > 1:
            lesson.press("quiz/show", question=str(question))
        choices = len(asked["choices"])

        async def answer(guest: Guest, question: int = question, choices: int = choices) -> None:
            chosen = str(guest.number % choices)
            await guest.post(f"quiz/{quiz['number']}/{question}", counter="1", choice=chosen)

        crowd.all(answer)
        expect(lesson.wall.locator(".quiz-top")).to_contain_text("57 answers")
        lesson.press("quiz/reveal")
        expect(lesson.wall.locator("[data-right]")).to_have_count(1)
    crowd.all(lambda guest: guest.sees("You were right|Not quite"))


def told_and_missed(lesson: Lesson) -> None:
    lesson.press("story/show", passage="illustration", topic="3")
    expect(lesson.wall.locator("#stage")).to_contain_text("Dave")
    lesson.press("missed/1/compare")
    lesson.press("missed/1/show")
    expect(lesson.wall.locator("#stage")).to_contain_text(re.compile("buyers?", re.IGNORECASE))


def the_day_runs_late(lesson: Lesson) -> None:
    lesson.press("repair/skip", topic="3", line="1")
    lesson.press("repair/end", seconds="300")
    lesson.press("breaks/start", minutes="10")
    expect(lesson.wall.locator("#stage")).to_contain_text("Back at")
    lesson.press("breaks/end")


def everything_is_there(lesson: Lesson) -> None:
    """The report has every activity, each data file too, and every fact is exported in order."""
    facts = lesson.facts()
    assert [fact["number"] for fact in facts] == list(range(1, len(facts) + 1))
    kinds = Counter(fact["kind"] for fact in facts)
    assert kinds["AnswerGiven"] == 10 * CROWD
    assert kinds["DotsPlaced"] == CROWD + 1
    assert kinds["IdeaSubmitted"] == 2 * CROWD + 6 + 3
    data = lesson.trainer.get(f"/h/{lesson.code}/session.json").raise_for_status().json()
    for activity in ("quiz", "votes", "grouping", "groups", "icebreaker", "missed", "breaks"):
        assert data[activity], activity
    report = lesson.trainer.get(f"/h/{lesson.code}/report").raise_for_status().text
    for words in (
        "Dot votes",
        "Groups of ideas",
        "Review quiz",
        "Small groups",
        "On the Spot",
        "What the room missed",
        "Parking lot",
        "guest 1 thought of",
    ):
        assert words in report, words
    for document in ("report.pdf", "takeaway.pdf", "session.xlsx", "session.md"):
        assert lesson.trainer.get(f"/h/{lesson.code}/{document}").is_success, document
