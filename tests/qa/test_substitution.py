"""A name that stands where the quote has another one is seen, whatever the question and the title name."""

import pytest

from qa.substitution import substituted

QUESTION = {"de": "Was gilt für Warschau, Jens Scholz und die MII?", "en": "What of Warsaw, Jens Scholz and the MII?"}

TAKEN = [
    ("de", "Sprecher von SMITH war Markus Löffler aus Leipzig.", "Sprecher von SMITH war Jens Löffler aus Leipzig.",
     "Markus"),
    ("de", "Orte sind Lublin, Krakau und Danzig.", "Orte sind Warschau, Krakau und Danzig.", "Lublin"),
    ("de", "Am selben Tag wurde der GBN Teil des NUM.", "Am selben Tag wurde der GBN Teil des GBN.", "NUM"),
    ("de", "Die Mitteilung stammt aus Bonn.", "Die Mitteilung stammt aus Deutschland.", "Bonn"),
    ("en", "Cem Özdemir was still its minister, and Bär followed.", "Cem Bär was still its minister.", "Özdemir"),
    ("en", "A paper was found that Luther had written.", "A paper was found that German had written.", "Luther"),
    ("en", "It is run by TMF together with the MFT.", "It is run by MFT together with the MFT.", "TMF"),
]  # fmt: skip

KEPT = [
    ("de", "Das Netzwerk verbindet alle Kliniken.", "Die MII verbindet alle Kliniken."),
    ("de", "Sie verbindet alle Kliniken in Bonn.", "MII verbindet alle Kliniken in Bonn."),
    ("de", "Die Förderung der Klinik in Bonn läuft aus.", "Die Förderungen der Kliniken in Bonn laufen aus."),
    ("de", "Das Netzwerk Universitätsmedizin verbindet alle.", "Das NUM verbindet alle."),
    ("de", "Für SMITH sprach Löffler, für HiGHmed Eils.", "Für HiGHmed sprach Eils."),
    ("de", "Die Fäden laufen in Bonn zusammen.", "Die Fäden laufen am 5. Mai 2026 zusammen."),
    ("en", "The network brings all sites together.", "The MII brings all sites together."),
    ("en", "Since the group was chosen, it has been run from Bonn.", "MIRACUM has been run from Bonn."),
    ("en", "Such cities are Lublin, Bonn and Mainz.", "Such cities are Mainz, Lublin and Bonn."),
]


@pytest.mark.parametrize(("language", "quote", "claim", "lost"), TAKEN)
def test_a_name_in_the_place_of_another_is_seen(
    language: str, quote: str, claim: str, lost: str, make_evidence
) -> None:
    item = make_evidence(quote, language, title="Warschau, Jens Scholz, Deutschland")
    assert substituted(claim, item, QUESTION[language], language) == lost


@pytest.mark.parametrize(("language", "quote", "claim"), KEPT)
def test_other_forms_other_order_and_what_points_back_are_left_alone(
    language: str, quote: str, claim: str, make_evidence
) -> None:
    assert substituted(claim, make_evidence(quote, language), QUESTION[language], language) == ""


def test_beside_a_translation_no_word_stands_in_the_place_of_another(make_evidence) -> None:
    item = make_evidence("Solche Städte sind Lublin, Krakau und Danzig.", "de")
    assert substituted("Such cities are Warsaw, Krakau and Danzig.", item, QUESTION["en"], "en") == ""
