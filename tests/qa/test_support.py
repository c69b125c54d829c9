"""What of a question a sentence lacks, as far as words of both languages show it."""

from collections.abc import Callable

import pytest

from qa.question import analyse
from qa.types import Evidence
from qa.unsaid import noun_missing


@pytest.mark.parametrize(
    ("question", "quote", "language", "lacks"),
    [
        ("Wie viele Projekte gab es?", "Es gab 13 Projekte.", "de", 0.0),
        ("Wie viele Standorte gab es?", "Es gab 13 Projekte.", "de", 1.0),
        ("Welche Konsortien gibt es?", "Die Konsortien heißen SMITH und MIRACUM.", "de", 0.0),
        ("How many sites were there?", "There were 13 projects.", "en", 1.0),
        ("How many sites were there?", "Es gab 36 Standorte.", "de", 0.0),
        ("How many sites were there?", "Es gab 13 Projekte.", "de", 1.0),
        ("Wie viele Standorte gab es?", "There were 36 sites.", "en", 0.0),
        ("Wie viele Schmetterlinge gab es?", "There were 36 butterflies.", "en", 0.0),
        ("What is the budget?", "There were 13 projects.", "en", 0.0),
        ("In welchem Jahr endet die Phase?", "Die Phase läuft von 2023 bis 2027.", "de", 0.0),
        ("In which year does the phase end?", "The phase lasts until 2027.", "en", 0.0),
        ("Wann begann es?", "Es gab 13 Projekte.", "de", 0.0),
    ],
)
def test_what_is_asked_to_be_counted_or_named_is_missing(
    question: str, quote: str, language: str, lacks: float, make_evidence: Callable[..., Evidence]
) -> None:
    assert noun_missing(analyse(question), make_evidence(quote, language)) == lacks
