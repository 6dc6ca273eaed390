import asyncio
from pathlib import Path

import pytest

from sessions import moderation, opening, people, projector, sheets, submitting
from sessions.erasing import emptied
from sessions.log_sqlite import SqliteLog
from sessions.plan_file import parse
from sessions.refused import Refused, Unknown
from sessions.registry import Registry
from sessions.session import Session
from sessions.state import State, fold
from sessions.words import flagged, read
from tests.app.asked import bytes_of
from tests.sessions.story import PLAN, START, Story

pytestmark = pytest.mark.anyio

WORDS, NAME, ID = "Unmistakable words of Ann", "Annegret Unmistakable", "idea-0000000000000001"


def texts(state: State) -> set[str]:
    """Every text and name that a state knows of, those of a rehearsal set aside included."""
    asides = [action.set_aside for action in state.actions]
    found = {one for aside in asides if aside is not None for one in texts(aside)}
    if state.rehearsed_from is not None:
        found |= texts(state.rehearsed_from)
    for ideas in (state.ideas.all, state.ideas.sent):
        found |= {text for _, idea in ideas.items() for text in (idea.text, idea.sent_text)}
    found |= {name for _, name in state.people.names.items()}
    return found | {str(action.facts) for action in state.actions}


def told() -> Story:
    """A story in which Ann gave her name, sent an idea, and it was corrected, moved and hidden."""
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(people.give_name("ann", NAME), by="ann")
    idea = story.send(WORDS, id=ID)
    story.send("Something else", by="ben")
    story.do(moderation.correct(idea, f"{WORDS}!"))
    story.do(moderation.move(idea, "great"))
    story.do(moderation.hide(idea))
    return story


def number_of(story: Story) -> int:
    return story.state.ideas.sent[ID].number


def erased(story: Story) -> State:
    """The state once the idea was erased, folded anew."""
    number = number_of(story)
    changed = {record.number: record for record in emptied(story.records, number)}
    return fold([changed.get(record.number, record) for record in story.records])


def test_text_and_name_are_in_no_fact_that_is_left() -> None:
    story = told()
    state = erased(story)
    assert not any("nmistakable" in text for text in texts(state))
    assert state.ideas.find(number_of(story)).standing == "erased"
    assert [state.ideas.all[n].text for n in state.ideas.lines_of("external")] == ["Something else"]
    assert state.ideas.leaf("great").received == 0


def test_nothing_brings_it_back() -> None:
    story = told()
    number = number_of(story)
    state = erased(story)
    story.state = state
    for decision in (moderation.restore(number), moderation.correct(number, "Again")):
        with pytest.raises(Refused, match="erased for good"):
            decision(state, START)
    while story.state.last_action:
        story.do(opening.undo(None))
        assert story.state.ideas.find(number).standing == "erased"
        assert not any("nmistakable" in text for text in texts(story.state))


def test_what_a_rehearsal_set_aside_is_erased_too() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    story.do(opening.rehearse(True))
    story.send(WORDS, id=ID)
    story.do(opening.rehearse(False))
    story.state = erased(story)
    assert not any("nmistakable" in text for text in texts(story.state))
    story.do(opening.undo(None))
    assert story.state.ideas.all[number_of(story)].standing == "erased"


def test_the_same_id_is_answered_as_stored_whatever_it_says_now() -> None:
    story = told()
    state = erased(story)
    for words in (WORDS, "Other words"):
        assert submitting.submit("ann", ID, "external", words)(state, START) == []
    with pytest.raises(Refused, match="same number"):
        submitting.submit("ben", ID, "external", WORDS)(state, START)
    assert submitting.withdraw("ann", number_of(story))(state, START) == []


def test_only_an_idea_can_be_erased() -> None:
    story = told()
    for number in (1, 0, -1, 9999):
        with pytest.raises(Unknown, match="no idea with this number"):
            emptied(story.records, number)


def test_what_the_facilitator_wrote_is_erased_without_anybodys_name() -> None:
    story = told()
    added = story.do(submitting.add("once-upon-a-time-1", "external", WORDS))[0].number
    changed = emptied(story.records, added)
    assert [record.number for record in changed] == [added]


async def opened(sessions: Registry) -> Session:
    plan = parse(PLAN).plan
    assert plan is not None
    session = await sessions.open(plan, START)
    await session.do(sheets.open_sheet("external"))
    return session


async def test_every_screen_drops_it_and_the_file_holds_no_byte_of_it(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "flipchart.db")
    sessions = Registry(log, lambda: START)
    session = await opened(sessions)
    await session.do(people.give_name("ann", NAME), by="ann")
    for n in range(200):  # so that pages were split around it
        words = f"{WORDS} {'at length ' * (n % 19)}" if n == 100 else f"Idea {n} {'x' * (n % 150)}"
        await session.do(submitting.submit("ann", f"idea-{n:016d}", "external", words), by="ann")
    number = session.state.ideas.sent[f"idea-{100:016d}"].number
    await session.do(projector.spotlight(number))
    await session.do(moderation.correct(number, f"{WORDS}!"))
    changes = session.states()
    await anext(changes)
    flagged(read("shit"), f"{WORDS}!")
    assert await session.erase(number)
    assert flagged.cache_info().currsize == 0
    change = await anext(changes)
    assert change.touched is None
    assert change.state is session.state
    assert not any("nmistakable" in text for text in texts(session.state))
    assert session.state == fold(await session.records())
    assert not await session.erase(number)
    assert b"nmistakable" not in bytes_of(tmp_path)
    await sessions.close()
    await log.close()


async def test_erasing_is_no_action_that_could_be_undone(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "flipchart.db")
    sessions = Registry(log, lambda: START)
    session = await opened(sessions)
    sent = await session.do(submitting.submit("ann", ID, "external", WORDS), by="ann")
    before = session.state.last_action
    assert await session.erase(sent.records[0].number)
    assert before is not None
    assert session.state.last_action == before
    await sessions.close()
    await log.close()


async def test_ideas_that_come_in_while_one_is_erased_are_all_there(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "flipchart.db")
    sessions = Registry(log, lambda: START)
    session = await opened(sessions)
    ideas = [submitting.submit("ann", f"idea-{n:016d}", "external", f"Idea {n}") for n in range(60)]
    first, *rest = ideas
    number = (await session.do(first, by="ann")).records[0].number
    await asyncio.gather(*(session.do(one, by="ann") for one in rest[:30]), session.erase(number))
    await asyncio.gather(*(session.do(one, by="ann") for one in rest[30:]))
    assert session.state.ideas.leaf("external").shown == 59
    assert session.state == fold(await session.records())
    await sessions.close()
    await log.close()


async def test_a_deleted_session_leaves_no_byte_and_its_code_is_unknown(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "flipchart.db")
    sessions = Registry(log, lambda: START)
    gone, kept = await opened(sessions), await opened(sessions)
    await gone.do(people.give_name("ann", NAME), by="ann")
    for session in (gone, kept):
        for n in range(300):
            whose = WORDS if session is gone else "Kept"
            idea = submitting.submit(
                "ann", f"idea-{n:016d}", "external", f"{whose} {n} {'y' * (n % 150)}"
            )
            if n < 150 or session is kept:
                await session.do(idea, by="ann")
    former = gone.code
    await sessions.change_code(gone)
    entry = await sessions.entry(gone.code)
    counts = await sessions.delete(entry)
    assert (counts.ideas, counts.participants) == (150, 1)
    assert counts.facts == gone.state.number
    assert await sessions.find(gone.code) is None
    assert await sessions.find_former(former) is None
    with pytest.raises(Unknown):
        await gone.do(sheets.close("external"))
    raw = bytes_of(tmp_path)
    for word in (b"nmistakable", entry.id.encode(), former.encode(), entry.code.encode()):
        assert word not in raw
    assert kept.state == fold(await kept.records())
    await sessions.close()
    await log.close()
