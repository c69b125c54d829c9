"""Names of persons are told from other words with a capital, as far as form shows it."""

import pytest

from qa.persons import surnames


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Den Vorsitz hat Dorothee Bär.", ["Bär"]),
        ("Die Ministerin Bettina Stark-Watzinger sprach.", ["Stark-Watzinger"]),
        ("Sprecher war Klaus A. Kuhn, Stellvertreter Roland Eils.", ["Kuhn", "Eils"]),
        ("Ursula von der Leyen kam.", ["Leyen"]),
        ("Der Satz nennt niemanden.", []),
        ("Die Initiative beginnt im Februar.", []),
        ("The Network grew in April.", []),
        ("It was led by Jens Scholz and Matthias Frosch.", ["Scholz", "Frosch"]),
        ("", []),
    ],
)
def test_surnames(text: str, expected: list[str]) -> None:
    assert surnames(text) == expected
