"""The activity of a topic, line by line."""

import pytest

from sessions.plan import Adjustment, Cue
from sessions.reading.cue_line import KINDS
from tests.sessions.reading.plan_texts import HEAD, SMALL, errors_of, plan_of, warnings_of

ACTIVITY = f"{SMALL}### Flip chart\n- `external` Customers outside: Who?\n\n### Activity\n"
"""The first line of the activity is line 11."""


def cues_of(*lines: str) -> tuple[Cue, ...]:
    return plan_of(ACTIVITY + "\n".join(lines)).topics[0].cues


@pytest.mark.parametrize("kind", KINDS)
def test_every_cue_word_is_known(kind: str) -> None:
    (cue,) = cues_of(f"- {kind} 20m: Something to do: now")
    assert (cue.kind, cue.minutes, cue.text) == (kind, 20, "Something to do: now")
    assert warnings_of(f"{ACTIVITY}- {kind} 20m: Something") == []


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("2m", 2), ("1.5m", 1.5), ("90s", 1.5), ("2 min", 2), ("(2 min)", 2), ("1 h 5 min", 65)],
)
def test_a_cue_has_minutes(written: str, minutes: float) -> None:
    (cue,) = cues_of(f"- SAY {written}: Hello at 10:30")
    assert (cue.kind, cue.minutes, cue.text) == ("SAY", minutes, "Hello at 10:30")


@pytest.mark.parametrize(
    "head",
    ["CHART external 5m", "CHART `external` 5m", "CHART 5 min external", "CHART EXTERNAL 5m",
     "**CHART** Customers outside 5m", "chart external 5m"],
)  # fmt: skip
def test_a_cue_names_its_sheet_by_name_or_heading(head: str) -> None:
    (cue,) = cues_of(f"- {head}: Write it down.")
    assert cue == Cue("CHART", "Write it down.", 5, "external")


def test_a_cue_needs_neither_minutes_nor_sheet() -> None:
    assert cues_of("- CHART: Write it down.") == (Cue("CHART", "Write it down."),)


def test_a_cue_may_name_a_sheet_of_a_later_topic() -> None:
    text = (
        f"{SMALL}### Activity\n- VOTE late 20m: Vote.\n\n## B (1 min)\n### Flip chart\n- `late` L\n"
    )
    assert plan_of(text).topics[0].cues[0].sheet == "late"


def test_other_cues_may_name_a_sheet_and_need_not() -> None:
    first, second = cues_of("- VOTE external 5m: Vote.", "- ASK everyone: Who?")
    assert first.sheet == "external"
    assert second == Cue("ASK", "everyone: Who?")


@pytest.mark.parametrize(
    "name", ["internal", "`internal`", "Customers inside", "external internal"]
)
def test_a_chart_of_an_unknown_sheet_is_an_error(name: str) -> None:
    ((line, sentence),) = errors_of(f"{ACTIVITY}- SAY 1m: Hi\n- CHART {name} 5m: Write.\n")
    assert line == 12
    assert sentence.startswith(f"No sheet is called “{name.strip('`')}”.")
    assert "“CHART external 5m: …”" in sentence


@pytest.mark.parametrize("minutes", ["0m", "-2m", "601m", "2x", "2", "0s", "2m 3m", "9999999999m"])
def test_bad_minutes_of_a_cue_are_an_error(minutes: str) -> None:
    ((line, sentence),) = errors_of(f"{ACTIVITY}- SAY {minutes}: Hello\n")
    assert line == 11
    assert "“SAY 2m: …”" in sentence


def test_listen_fors_stand_under_their_cue() -> None:
    expected = ("buyers", "callers", "people who choose")
    for lines in (
        ["- ASK 1m: Who?", "  - Listen for: buyers, callers; people who choose"],
        ["- ASK 1m: Who?", "  Listen for: buyers, callers; people who choose"],
        ["- ASK 1m: Who?", "- Listen for: buyers, callers; people who choose"],
        [
            "- ASK 1m: Who?",
            "  - *Listen for*:",
            "    - buyers",
            "    - callers",
            "    - people who choose",
        ],
        ["- ASK 1m: Who?", "  - LISTEN FOR: buyers", "  - Listen for: callers, people who choose"],
    ):
        assert cues_of(*lines) == (Cue("ASK", "Who?", 1, listen_for=expected),), lines


def test_listen_fors_with_commas_of_their_own_stand_in_a_list() -> None:
    (cue,) = cues_of("- ASK: Who?", "  - Listen for: 1,000 buyers", "    - pays, then leaves")
    assert cue.listen_for == ("1,000 buyers", "pays, then leaves")


def test_lines_under_a_cue_belong_to_its_text() -> None:
    assert cues_of("- DO 3m: Groups", "  of three:", "  - one", "  - two", "", "  Then swap.") == (
        Cue("DO", "Groups of three: – one – two – Then swap.", 3),
    )


def test_cues_need_no_bullets() -> None:
    assert cues_of("SAY 2m: One", "ASK: Two", "* DO: Three", "1. SAY: Four") == (
        Cue("SAY", "One", 2),
        Cue("ASK", "Two"),
        Cue("DO", "Three"),
        Cue("SAY", "Four"),
    )


def test_a_cue_under_a_cue_follows_it() -> None:
    assert [cue.kind for cue in cues_of("- SAY: One", "  - ASK 2m: Two")] == ["SAY", "ASK"]


def test_what_to_skip_and_what_to_add() -> None:
    (topic,) = plan_of(
        f"{ACTIVITY}- IF LATE: Skip the (long) arrows. (saves 5m)\n"
        "- If early: Draw arrows (adds 1.5 min).\n"
        "- IF LATE: Skip it (if you like)\n"
        "IF EARLY: Sing\n"
    ).topics
    assert topic.late == (
        Adjustment("Skip the (long) arrows.", 5),
        Adjustment("Skip it (if you like)", 0),
    )
    assert topic.early == (Adjustment("Draw arrows", 1.5), Adjustment("Sing", 0))
    assert topic.cues == ()


@pytest.mark.parametrize("amount", ["(saves 0m)", "(saves about 5m)", "(saves 700m)", "(adds -1m)"])
def test_bad_minutes_of_what_to_skip_are_an_error(amount: str) -> None:
    ((_, sentence),) = errors_of(f"{ACTIVITY}- IF LATE: Skip it {amount}\n")
    assert "“(saves 5m)”" in sentence


def test_an_unknown_cue_word_becomes_do_and_keeps_its_text() -> None:
    text = f"{ACTIVITY}- SING 20m: A song\n"
    assert plan_of(text).topics[0].cues == (Cue("DO", "SING: A song", 20),)
    ((line, sentence),) = warnings_of(text)
    assert line == 11
    assert sentence.startswith("“SING” is not a cue word, so this is kept as DO. Use SAY, ASK,")


def test_a_line_without_a_cue_word_becomes_do() -> None:
    text = f"{ACTIVITY}Ask people to talk: freely.\n"
    assert plan_of(text).topics[0].cues == (Cue("DO", "Ask people to talk: freely."),)
    ((_, sentence),) = warnings_of(text)
    assert "has no cue word" in sentence


def test_a_cue_without_its_colon_is_taken_and_warned_of() -> None:
    text = f"{ACTIVITY}- SAY hello to everybody\n"
    assert plan_of(text).topics[0].cues == (Cue("SAY", "hello to everybody"),)
    ((_, sentence),) = warnings_of(text)
    assert "“SAY 2m: …”" in sentence


def test_cues_that_do_not_add_up_are_a_warning_at_the_topic() -> None:
    ((line, sentence),) = warnings_of(f"{ACTIVITY}- SAY 8m: A\n- ASK: B\n- DO 90s: C\n")
    assert line == 6
    assert sentence.startswith(
        "The cues of “Who are customers?” add up to 9.5 minutes, but the topic has 20."
    )


@pytest.mark.parametrize("lines", ["- SAY: A\n- ASK: B\n", "- SAY 18m: A\n- DO 120s: B\n", ""])
def test_cues_that_add_up_or_have_no_minutes_are_fine(lines: str) -> None:
    assert warnings_of(ACTIVITY + lines) == []


def test_seconds_add_up_in_spite_of_rounding() -> None:
    cues = "- SAY 20s: A\n" * 3
    assert warnings_of(f"{HEAD}## A (1 min)\n### Activity\n{cues}") == []
