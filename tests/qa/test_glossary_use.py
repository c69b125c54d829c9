"""A translated word counts as the word, in either direction; a word that merely resembles one does not."""

import pytest

from qa.verify import problem


@pytest.mark.parametrize(
    ("quote", "source", "claim", "language"),
    [
        ("Die GWK beschloss die Fortsetzung.", "de", "The Joint Science Conference decided it.", "en"),
        ("The Joint Science Conference met in May.", "en", "Es traf sich die Gemeinsame Wissenschaftskonferenz.", "de"),
        ("Das Netzwerk Universitätsmedizin wächst.", "de", "It is the Network of University Medicine.", "en"),
        ("The Network of University Medicine grows.", "en", "Es wächst das Netzwerk Universitätsmedizin.", "de"),
        ("Am Werk sind alle Universitätskliniken.", "de", "It is the work of the University Hospitals.", "en"),
        ("The consortium has data integration centres.", "en", "Es hat im Konsortium Datenintegrationszentren.", "de"),
    ],
)
def test_names_that_the_glossary_translates_pass(
    quote: str, source: str, claim: str, language: str, make_evidence
) -> None:
    title = "Gemeinsame Wissenschaftskonferenz (GWK)" if "GWK" in quote else ""
    assert problem(claim, make_evidence(quote, source, title=title), "", language) is None


@pytest.mark.parametrize(
    ("quote", "source", "claim", "language"),
    [
        ("Das Netzwerk Universitätsmedizin wächst.", "de", "It is the Robert Koch Institute that grows.", "en"),
        ("The Network of University Medicine grows.", "en", "Es wächst die Fraunhofer-Gesellschaft.", "de"),
        ("Der Verband lobt den Bund.", "de", "It is praised by the Wellcome Trust.", "en"),
        ("The association praises the ministry.", "en", "Gelobt wird die Deutsche Krebshilfe.", "de"),
    ],
)
def test_names_that_the_glossary_does_not_know_are_refused(
    quote: str, source: str, claim: str, language: str, make_evidence
) -> None:
    found = problem(claim, make_evidence(quote, source), "", language)
    assert found is not None and found.name == "word_not_in_quote"


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Alle Universitätsklinika sind dabei.", "Dabei ist jede Universitätsklinik."),
        ("Die Förderperiode endet bald.", "Die Periode endet bald."),
        ("Der Fakultätentag begrüßt den Beschluss.", "Den Beschluss begrüßt der Fakultätentag."),
        ("Es gibt Datenintegrationszentren der Kliniken.", "Es gibt ein Datenintegrationszentrum."),
    ],
)
def test_inflections_and_parts_of_compounds_pass_within_german(quote: str, claim: str, make_evidence) -> None:
    assert problem(claim, make_evidence(quote), "", "de") is None
