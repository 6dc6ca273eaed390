from handouts.packing import packing
from sessions.plan import Plan, Topic


def test_a_thing_that_several_topics_need_is_packed_once() -> None:
    topics = (
        Topic(1, "One", 5, materials=("Markers", "A ball")),
        Topic(2, "Two", 5, materials=("markers.", "Cards")),
    )
    things = packing(Plan("", "Any", topics=topics))
    assert [(thing.text, thing.topics) for thing in things] == [
        ("Markers", (1, 2)),
        ("A ball", (1,)),
        ("Cards", (2,)),
    ]
