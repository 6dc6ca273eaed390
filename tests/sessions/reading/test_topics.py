"""Topics: title and minutes, the lines under them, parts under whichever name, and notes."""

import pytest

from sessions.reading.names import (
    TOPIC_PARTS,
    lesson_part,
    similar_part,
    topic_part,
)
from tests.sessions.reading.plan_texts import HEAD, SMALL, errors_of, plan_of, topic_of, warnings_of


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("20 min", 20),
        ("20 minutes", 20),
        ("1 minute", 1),
        ("20m", 20),
        ("20 Min.", 20),
        ("12.5 min", 12.5),
        ("12,5 min", 12.5),
        ("90s", 1.5),
        ("1 h", 60),
        ("1 h 30 min", 90),
        ("1.5 hours", 90),
        ("600 min", 600),
        ("٢٠ min", 20),
    ],
)
def test_minutes_stand_behind_the_title(written: str, minutes: float) -> None:
    topic = plan_of(f"{HEAD}## Who are customers (today)? ({written})\n").topics[0]
    assert (topic.title, topic.minutes) == ("Who are customers (today)?", minutes)


@pytest.mark.parametrize(
    "title", ["Who are customers?", "Who?  20 min", "Who (20)", "Plans (2026)"]
)
def test_a_topic_without_minutes_is_told_where_to_write_them(title: str) -> None:
    ((line, sentence),) = errors_of(f"{HEAD}\n## {title}\n")
    assert line == 6
    plain = " ".join(title.split())
    assert sentence == (
        f"Topic “{plain}” has no minutes. Write them behind the title: “## {plain} (20 min)”."
    )


@pytest.mark.parametrize(
    "written", ["0 min", "-5 min", "−5 min", "601 min", "99999999999 min", "15-20 min", "1.2.3 min"]
)
def test_minutes_of_zero_below_zero_or_absurd_are_refused(written: str) -> None:
    ((line, sentence),) = errors_of(f"{HEAD}## Who? ({written})\n")
    assert line == 5
    assert sentence == (
        f"Topic “Who?” cannot have the minutes “({written})”. Write one number, more than 0 and at "
        "most 600: “## Who? (20 min)”."
    )


def test_a_topic_needs_a_title() -> None:
    ((line, sentence),) = errors_of(f"{HEAD}## (20 min)\n")
    assert line == 5
    assert "no title" in sentence


def test_a_part_with_two_number_signs_is_told_to_have_three() -> None:
    ((_, sentence),) = errors_of(f"{SMALL}## Materials Required\n- Ball\n")
    assert "If it is a part of the topic above, write “### Materials Required”." in sentence


def test_dashes_under_a_line_are_explained() -> None:
    ((line, sentence),) = errors_of(f"{SMALL}### Delivery tips\n\nSlow down.\n---\n")
    assert line == 9
    assert "leave a line empty" in sentence


def test_objective_and_summary_stand_under_the_title() -> None:
    topic = topic_of(
        "Objective: Name three\ncustomers.\n**Summary:** All *who* rely on us.\n\nLook around.\n"
    )
    assert topic.objective == "Name three customers."
    assert topic.summary == "All who rely on us."
    assert topic.introduction == "Look around."


def test_a_list_may_follow_the_objective() -> None:
    assert topic_of("Objectives:\n- Name three.\n- Greet one.\n").objective == (
        "Name three. Greet one."
    )


def test_publishers_fields_are_read() -> None:
    plan = plan_of(
        f"{HEAD}## Who?\n"
        "Estimated Time: 20 minutes\n"
        "Topic Objective: Name three.\n"
        "Topic Summary: All who rely on us.\n"
        "Materials Required: ball, paper\n\n"
        "### PLANNING CHECKLIST\n- Head two sheets\n\n"
        "### Recommended Activity\n- ASK 20m: Who?\n\n"
        "### Stories\nOnce.\n\n"
        "### Delivery Tip:\nBriefly.\n"
    )
    (topic,) = plan.topics
    assert topic.minutes == 20
    assert (topic.objective, topic.summary) == ("Name three.", "All who rely on us.")
    assert (topic.materials, topic.checklist) == (("ball", "paper"), ("Head two sheets",))
    assert topic.cues[0].kind == "ASK"
    assert (topic.stories, topic.tips) == ("Once.", "Briefly.")


@pytest.mark.parametrize(("field", "names"), TOPIC_PARTS.items())
def test_every_variant_of_a_name_is_known_in_any_case(field: str, names: str) -> None:
    for name in names.split("|"):
        assert {topic_part(name), topic_part(name.upper()), topic_part(f"{name}:")} == {field}


def test_fields_may_be_parts_of_their_own() -> None:
    plan = plan_of(f"{HEAD}## Who?\n### Estimated Time\n20 minutes\n### Objective\n- A\n- B\n")
    assert (plan.topics[0].minutes, plan.topics[0].objective) == (20, "A B")


def test_two_different_times_are_pointed_out_and_the_title_counts() -> None:
    text = f"{SMALL}Estimated time: 15 min\n"
    ((_, sentence),) = warnings_of(text)
    assert "says 20 minutes, but under it stands “15 min”" in sentence
    assert plan_of(text).topics[0].minutes == 20


def test_materials_and_checklist_are_plain_lines_without_boxes() -> None:
    topic = topic_of(
        "### Materials\n- A **red** ball\n1. Pens\n\n"
        "### Planning checklist\n- [ ] Head two sheets:\n  - [x] External\n  - Internal\n* Tape\n"
    )
    assert topic.materials == ("A red ball", "Pens")
    assert topic.checklist == ("Head two sheets:", "External", "Internal", "Tape")


@pytest.mark.parametrize("nothing", ["None", "none.", "- None", "–", ""])
def test_no_materials_are_no_materials(nothing: str) -> None:
    assert topic_of(f"### Materials Required\n{nothing}\n").materials == ()
    assert topic_of(f"Materials: {nothing.removeprefix('- ')}\n").materials == ()


def test_bullets_of_word_processors_are_read() -> None:
    assert topic_of("### Materials\n•\tBall\n• Paper\n").materials == ("Ball", "Paper")


def test_prose_stays_as_it_is_written() -> None:
    prose = "A *chain*:\n\n1. you\n   - [ ] and `they`\n\n> Said\n> she.\n\n#### Next\n\n| a | b |"
    names = ("Ideas to share", "Stories to share", "Discussion", "Delivery tips", "Handout")
    topic = topic_of("".join(f"### {name}\n\n{prose}\n\n" for name in names))
    assert {topic.ideas, topic.stories, topic.discussion, topic.tips, topic.handout} == {prose}


def test_a_part_that_comes_twice_goes_on() -> None:
    topic = topic_of("### Tips\nOne.\n### Materials\n- A\n### Tips\nTwo.\n### Materials\n- B\n")
    assert topic.tips == "One.\n\nTwo."
    assert topic.materials == ("A", "B")


def test_a_line_between_topics_is_no_prose() -> None:
    plan = plan_of(f"{SMALL}### Delivery tips\nSlow.\n\n---\n\n## B (5 min)\n")
    assert plan.topics[0].tips == "Slow."


def test_an_unknown_part_is_kept_with_its_line_and_a_warning() -> None:
    text = f"{SMALL}### Homework\n\nRead *this*.\n"
    (part,) = plan_of(text).topics[0].parts
    assert (part.title, part.prose, part.line) == ("Homework", "Read *this*.", 7)
    ((line, sentence),) = warnings_of(text)
    assert line == 7
    assert "kept and shown as it stands" in sentence
    assert "Planning checklist" in sentence


def test_a_slip_in_a_name_is_guessed() -> None:
    ((_, sentence),) = warnings_of(f"{SMALL}### Planing cheklist\n- Tape\n")
    assert "Did you mean “### Planning checklist”?" in sentence
    assert similar_part("Homework") == ""


def test_a_part_of_the_lesson_among_those_of_a_topic_is_told_its_place() -> None:
    ((_, sentence),) = warnings_of(f"{SMALL}### Icebreaker: On the Spot\nA ball.\n")
    assert "“## Icebreaker: On the Spot”" in sentence


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Review questions", ("questions", "")),
        ("REVIEW QUESTIONS: all", ("questions", "all")),
        ("Practical Illustration – Dave", ("illustration", "Dave")),
        ("Icebreaker: On the Spot", ("icebreakers", "On the Spot")),
        ("Ice-breaker", ("icebreakers", "")),
        ("Further reading for the way home", ("reading", "for the way home")),
        ("Reviewing questions", None),
        ("The review questions", None),
    ],
)
def test_a_lessons_part_is_known_by_its_beginning(
    title: str, expected: tuple[str, str] | None
) -> None:
    assert lesson_part(title) == expected


def test_the_lessons_parts_have_minutes_or_none() -> None:
    plan = plan_of(
        f"{SMALL}"
        "## Practical illustration: Dave (3 min)\nDave was *kind*.\n### Then\nHe went.\n"
        "## Review questions (10 min)\n1. Who?\n"
        "## Icebreaker: On the Spot (7 min)\n### Purpose\nTo meet.\n"
        "## Icebreaker\nAnother.\n"
        "## Further reading\nA book.\n"
    )
    assert plan.illustration == "#### Dave\n\nDave was *kind*.\n### Then\nHe went."
    assert [question.text for question in plan.questions] == ["Who?"]
    assert [(part.title, part.prose, part.minutes) for part in plan.icebreakers] == [
        ("On the Spot", "### Purpose\nTo meet.", 7),
        ("Icebreaker", "Another.", 0),
    ]
    assert plan.reading == "A book."
    assert (plan.illustration_minutes, plan.questions_minutes, plan.reading_minutes) == (3, 10, 0)
    assert plan.minutes == 20


def test_a_lessons_part_cannot_have_absurd_minutes() -> None:
    ((_, sentence),) = errors_of(f"{SMALL}## Review questions (0 min)\n1. Who?\n")
    assert "“## Review questions (20 min)”" in sentence
