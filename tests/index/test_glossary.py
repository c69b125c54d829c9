"""The glossary says in the other language what decides whether a text fits, and leaves the rest alone."""

import pytest

from index.glossary import translate


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Wie viele Standorte?", "site"),
        ("die Ministerin", "minister"),
        ("Wann wurde das NUM gegründet?", "founded"),
        ("Wer hat den Vorsitz?", "chair"),
        ("Gemeinsame Wissenschaftskonferenz", "joint science conference"),
        ("des Netzwerks Universitätsmedizin", "network of university medicine"),
        ("200 Mio. Euro", "million"),
    ],
)
def test_german_words_in_english(german, english):
    assert english in translate(german, "de", "en")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("How many sites?", "Standort"),
        ("the ministers", "Ministerin"),
        ("When was it founded?", "gegründet"),
        ("Who chairs it?", "Vorsitz"),
        ("the Joint Science Conference", "Gemeinsame Wissenschaftskonferenz"),
        ("the Network of University Medicine", "Netzwerk Universitätsmedizin"),
        ("200 million euros", "Millionen"),
    ],
)
def test_english_words_in_german(english, german):
    assert german in translate(english, "en", "de")


@pytest.mark.parametrize(("source", "target"), [("de", "en"), ("en", "de")])
def test_names_and_figures_stay_as_they_are_and_in_their_order(source, target):
    assert translate("Dorothee Bär 2026 MIRACUM 0228", source, target) == "Dorothee Bär 2026 MIRACUM 0228"


def test_the_longest_phrase_wins():
    assert translate("Medizininformatik-Initiative", "de", "en") == "medical informatics initiative"
    assert translate("network of university medicine", "en", "de") == "Netzwerk Universitätsmedizin"


@pytest.mark.parametrize(("source", "target"), [("de", "de"), ("en", "en"), ("fr", "de"), ("de", "fr")])
def test_languages_that_it_does_not_join_are_left_alone(source, target):
    assert translate("Wer, bitte, hat den Vorsitz?", source, target) == "Wer, bitte, hat den Vorsitz?"


def test_nothing_stays_nothing():
    assert translate("", "de", "en") == ""
