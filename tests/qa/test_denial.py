"""Denials are compared clause by clause: dropped, added and moved ones are seen, other clauses are left aside."""

import pytest

from qa.denial import contradicts_itself, denies, opposes

SAME = [
    ("de", "Die Länder zahlen nicht, der Bund zahlt.", "de", "Der Bund zahlt."),
    ("de", "Die Länder zahlen nicht, der Bund zahlt.", "de", "Die Länder zahlen nicht."),
    ("de", "Drei gingen nicht leer aus: ADMIRE und HD4CR bekamen je 10 Mio. Euro.", "de", "ADMIRE bekam 10 Mio. Euro."),
    ("de", "Drei gingen nicht leer aus: ADMIRE und HD4CR bekamen je 10 Mio. Euro.", "en", "ADMIRE got EUR 10 million."),
    ("de", "Das ist keine Angabe der MII.", "de", "Das ist nicht eine Angabe der MII."),
    ("en", "This is a summary, not a translation.", "en", "This is a summary."),
    ("en", "This is a summary, not a translation.", "en", "This is a summary, not a translation."),
    ("en", "Schools set by No Child Left Behind are free.", "en", "Schools set by No Child Left Behind are free."),
    ("de", "Nicht nur die MII wird gefördert.", "de", "Die MII wird nicht nur gefördert."),
    ("de", "Nein, die MII ist eigen.", "de", "Die MII ist eigen."),
    ("de", "Die MII ist kein Teil des NUM.", "en", "The MII is not part of the NUM."),
]

OTHER = [
    ("de", "Die Länder zahlen nicht mehr.", "de", "Die Länder zahlen mehr."),
    ("de", "Die Länder zahlen.", "de", "Die Länder zahlen nie."),
    ("de", "Die Länder zahlen nicht, der Bund zahlt.", "de", "Die Länder zahlen, der Bund zahlt nicht."),
    ("de", "Wenn P nicht gleich NP ist, dann ist P nicht gleich PSPACE.", "de",
     "Wenn P gleich NP ist, dann ist P nicht gleich PSPACE."),
    ("de", "Sie sind nur so wirksam.", "de", "Sie sind nicht nur so wirksam."),
    ("de", "Sie wurde zuletzt geändert.", "de", "Sie wurde nicht zuletzt geändert."),
    ("de", "Es gilt ohne Ablaufdatum.", "de", "Es gilt mit Ablaufdatum."),
    ("de", "Die MII ist kein Teil des NUM.", "en", "The MII is part of the NUM."),
    ("en", "These are only open with a box.", "en", "These are not only open with a box."),
    ("en", "Schools don't need it.", "en", "Schools do need it."),
    ("en", "The engine is no longer in use.", "en", "The engine is in use."),
    ("en", "The states pay, the ministry does not.", "en", "The states do not pay, the ministry does."),
    ("en", "The states cannot pay.", "de", "Die states zahlen."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "quote", "language", "claim"), SAME)
def test_the_same_denial_or_none_of_what_is_spoken_of(
    source: str, quote: str, language: str, claim: str, make_evidence
) -> None:
    assert not denies(claim, make_evidence(quote, source), language)


@pytest.mark.parametrize(("source", "quote", "language", "claim"), OTHER)
def test_a_denial_that_was_dropped_added_or_moved(
    source: str, quote: str, language: str, claim: str, make_evidence
) -> None:
    assert denies(claim, make_evidence(quote, source), language)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ja, so ist es.", "Nein, anders.", True),
        ("No, it is not.", "Yes, it is.", True),
        ("Ja, so ist es.", "Ja, so.", False),
        ("Ja, so ist es.", "So ist es.", False),
        ("So ist es.", "Nein, anders.", False),
        ("Nordrhein-Westfalen zahlt.", "Ja, es zahlt.", False),
        ("Jahrelang zahlte es.", "Nein.", False),
    ],
)
def test_yes_against_no(one: str, other: str, expected: bool) -> None:
    assert opposes(one, other) == expected


def test_a_question_that_denies_leaves_yes_and_no_open() -> None:
    for verdict in ("Ja", "Nein"):
        assert not contradicts_itself(f"{verdict}, die Länder zahlen nicht.", "Zahlen die Länder nicht?", "de")
    assert contradicts_itself("Ja, die Länder zahlen nicht.", "Zahlen die Länder?", "de")
