"""Figures and names that lead to their sentences."""

import pytest

from tests.web.fake_assistant import FakeAssistant
from web.linked import linked


@pytest.mark.parametrize(
    ("question", "text", "pieces"),
    [
        (
            "Wie viele Standorte gibt es?",
            "Es sind 37 (19. Februar 2026), 36 (28. Oktober 2022).",
            [("", "37", ""), ("", "36", "")],
        ),
        (
            "Wie hoch ist die Förderung?",
            "(200 Mio. Euro), 2023 bis 2026.",
            [("(", "200 Mio. Euro", "),"), ("", "2023 bis 2026", ".")],
        ),
        ("How much funding?", "EUR 200 million-scheme", [("", "EUR 200 million", "-scheme")]),
    ],
)
def test_no_line_breaks_off_what_belongs_to_a_figure(question, text, pieces):
    claims = FakeAssistant().ask(question).claims
    language = "en" if question.startswith("How") else "de"
    found = linked(text, language, [citation for claim in claims for citation in claim.citations])
    assert "".join(f"{piece.before}{piece.text}{piece.after}" for piece in found) == text
    assert [(piece.before, piece.text, piece.after) for piece in found if piece.target] == pieces
