import pytest

from sessions.reading.names import file_name, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("External customers", "external-customers"),
        ("  Größe & Café!  ", "grosse-cafe"),
        ("顧客", ""),
        ("a" * 50, "a" * 40),
    ],
)
def test_a_slug_has_small_letters_digits_and_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("uploaded", "expected"),
    [
        ("My plan.md", "my-plan"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Plans\\Who we are.MD", "who-we-are"),
        ("CON.md", "plan-con"),
        ("顧客.md", "plan"),
        (".md", "md"),
        ("", "plan"),
        ("a\0b.md", "a-b"),
        ("x" * 5000, "x" * 60),
    ],
)
def test_a_file_gets_a_harmless_name(uploaded: str, expected: str) -> None:
    assert file_name(uploaded) == expected
