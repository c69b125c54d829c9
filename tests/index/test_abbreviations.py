"""Abbreviations are known as the documents define them, in both languages."""

import pytest

from index.abbreviations import definitions, inflected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Netzwerk Universitätsmedizin (NUM) wurde 2020 gegründet.", {"NUM": ("Netzwerk Universitätsmedizin",)}),
        ("The Network of University Medicine (NUM) grew.", {"NUM": ("Network of University Medicine",)}),
        ("Die Datenintegrationszentren (DIZ) der Medizininformatik-Initiative (MII)", {
            "DIZ": ("Datenintegrationszentren",), "MII": ("Medizininformatik-Initiative",),
        }),
        ("Jede hat eine Lokale Stabsstelle (LokS).", {"LokS": ("Lokale Stabsstelle",)}),
        ("Der Verein (seit 2015) ist klein (UNO).", {}),
        ("Er sprach lange (ABC).", {}),
        ("(NUM)", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_an_abbreviation_stands_behind_what_it_stands_for(text, expected):
    assert definitions([text]) == expected


def test_forms_of_several_documents_are_kept_in_order_and_once():
    texts = ["Netzwerk Universitätsmedizin (NUM)", "Network of University Medicine (NUM)"]
    assert definitions([*texts, texts[0]]) == {
        "NUM": ("Netzwerk Universitätsmedizin", "Network of University Medicine")
    }


@pytest.mark.parametrize(
    ("form", "text", "there"),
    [
        ("Medizinischer Fakultätentag", "die Spitze des Medizinischen Fakultätentages", True),
        ("Gemeinsamen Wissenschaftskonferenz", "Die Gemeinsame  Wissenschaftskonferenz tagt.", True),
        ("Netzwerk Universitätsmedizin", "im Rahmen des Netzwerks Universitätsmedizin", True),
        ("Joint Science Conference", "the Joint Science Conference's office", True),
        ("Datenintegrationszentrum", "die Datenintegrationszentralen", False),
        ("Medizinischer Fakultätentag", "ein medizinischer Verband", False),
    ],
)
def test_what_letters_stand_for_is_found_in_any_inflection(form, text, there):
    assert bool(inflected(form).search(text)) is there
