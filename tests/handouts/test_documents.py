import pytest

from handouts.documents import draw
from handouts.file_names import data_name, file_name
from handouts.kinds import KINDS
from handouts.options import Options
from handouts.source import Source
from sessions import sheets
from sessions.plan import Plan
from sessions.remembered import Remembered
from tests.handouts.pages import read_out
from tests.handouts.printing import as_it_is, printed, workshop
from tests.sessions.story import Story


def titled(title: str) -> Source:
    return Source(Plan("", title))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who we are", "Who we are - guide.pdf"),
        ("../../etc/passwd", "etc passwd - guide.pdf"),
        ('A "quoted"\nname\r\n\t<b>', "A quoted name b - guide.pdf"),
        ("Über – мы", "Über – мы - guide.pdf"),
        ("\x00", "Workshop - guide.pdf"),
        ("...", "Workshop - guide.pdf"),
        ("x" * 500, f"{'x' * 80} - guide.pdf"),
    ],
)
def test_a_file_is_called_by_the_plan_and_what_it_is(title: str, name: str) -> None:
    assert file_name(KINDS["guide"], titled(title), Options()) == name


def test_the_name_says_which_edition_it_is() -> None:
    easy = Options("letter", easy=True)
    assert (
        file_name(KINDS["handout"], titled("Us"), easy) == "Us - handout - easy-read - letter.pdf"
    )
    archive = Options(archive=True)
    assert file_name(KINDS["report"], titled("Us"), archive) == "Us - report - archive.pdf"
    assert data_name("ideas.csv", titled("Us")) == "Us - ideas.csv"


def test_contents_are_listed_from_seven_pages_on() -> None:
    story = Story()
    story.do(sheets.open_sheet("external"))
    short = printed(KINDS["takeaway"], source=lambda: as_it_is(story))
    assert short.pages <= 6
    assert "Contents" not in read_out(short.pdf)
    long = Story()
    long.do(sheets.open_sheet("external"))
    for n in range(160):
        long.send(f"{n} " + "word " * 38, id=f"idea-with-many-words-{n:03d}")
    many = printed(KINDS["takeaway"], source=lambda: as_it_is(long))
    assert many.pages > 6
    assert "Contents Who comes in? 1 What now? 13 " in read_out(many.pdf)


def test_what_became_of_each_idea_is_in_the_report() -> None:
    report = read_out(printed(KINDS["report"], source=workshop).pdf)
    for words in ("A rude word Ann, hidden", "sent as “Custommers”", "moved here"):
        assert words in report, words
    assert "The boss written down by the facilitator" in report
    assert "My secret" not in report


def test_certificates_are_for_the_names_that_were_given_and_one_is_blank() -> None:
    document = printed(KINDS["certificate"], source=workshop)
    assert document.pages == 3
    text = read_out(document.pdf)
    assert "Ann took part in" in text
    assert "Ben Žižek" in text


def test_join_cards_have_the_code_the_address_and_the_wi_fi() -> None:
    cards = read_out(printed(KINDS["join-cards"], source=workshop).pdf)
    for words in ("K7M PQR", "192.168.8.20:8000", "Seminar room", "correct horse", "QR code"):
        assert words in cards


def test_the_guide_says_what_was_planned_and_what_earlier_sessions_took() -> None:
    before = Remembered((("What now?", (17, 19, 21)),))
    guide = draw(KINDS["guide"], Source(Story().state.plan, before=before), Options())
    assert guide.count("took") == 1
    assert "planned 15, took 17, 19, and 21" in guide
