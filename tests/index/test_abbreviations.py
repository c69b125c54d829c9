"""Abbreviations are known as the documents define them, in both languages."""

import pytest

from index.abbreviations import definitions, inflected, with_translations


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


KNOWN = {"GWK": ("Gemeinsame Wissenschaftskonferenz",), "KS": ("Koordinierungsstelle",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She chairs the Joint Science Conference (GWK).", {"GWK": ("Joint Science Conference",)}),
        ("The Joint Science Conference (GWK) met.", {"GWK": ("Joint Science Conference",)}),
        ("the Joint Office for Science and the Arts (GWK)", {"GWK": ("Joint Office for Science and the Arts",)}),
        ("In the Joint Science\nConference (GWK) and in the Joint Science Conference (GWK)", {
            "GWK": ("Joint Science Conference",),
        }),
        ("Germany's Joint Science Conference (GWK)", {"GWK": ("Joint Science Conference",)}),
        ("the Coordination Office (KS), not the office (KS)", {"KS": ("Coordination Office",)}),
        ("the Joint Science Conference (JSC)", {}),
        ("the Gemeinsame Wissenschaftskonferenz (GWK), the conference (GWK), Conference (GWK)", {}),
    ],
)  # fmt: skip
def test_an_english_name_is_known_by_german_letters(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    added = {short: forms[1:] for short, forms in with_translations(KNOWN, [text]).items() if forms[1:]}
    assert added == expected


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
