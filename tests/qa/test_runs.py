import pytest

from qa.runs import longest_run, novel


@pytest.mark.parametrize(
    ("text", "quote", "language", "without", "run"),
    [
        ("das Edikt von Nantes", "Die Bestimmungen des Edikts von Nantes blieben.", "de", "", "Edikts von Nantes"),
        ("Denver Broncos", "He led the Broncos to victory.", "en", "", "Broncos"),
        (
            "Rotors are mounted on a drive shaft.",
            "A turbine consists of rotors mounted on a drive shaft.",
            "en",
            "What are rotors mounted on?",
            "drive shaft",
        ),
        (
            "Die Stelle wird von der TMF betrieben.",
            "Betrieben wird die Stelle von der TMF.",
            "de",
            "Wer betreibt die Stelle?",
            "TMF",
        ),
        ("of the", "It is one of the rules.", "en", "", None),
        ("etwas ganz anderes", "Davon steht hier nichts.", "de", "", None),
        ("", "Ein Satz.", "de", "", None),
    ],
)
def test_the_words_that_a_text_took_from_the_quote(
    text: str, quote: str, language: str, without: str, run: str | None
) -> None:
    span = longest_run(text, quote, language, without=without)
    assert (quote[slice(*span)] if span else None) == run


@pytest.mark.parametrize(
    ("text", "language", "question", "expected"),
    [
        ("die Netzwerke", "de", "Was ist ein Netzwerk?", False),
        ("37 Netzwerke", "de", "Wie viele Netzwerke gibt es?", True),
        ("the gurus", "en", "Who do gurus control?", False),
        ("their disciples", "en", "Who do gurus control?", True),
    ],
)
def test_words_that_only_repeat_the_question_are_not_novel(
    text: str, language: str, question: str, expected: bool
) -> None:
    assert novel(text, language, question) is expected
