"""A claim is held against its own quote: figures, names, negation and language; whatever the model meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.figures import find_figures, supports
from qa.reasons import Reason
from qa.types import Evidence
from qa.verify import problem, unsupported_figures

GERMAN = "Die Förderphase der MII von 2023 bis 2026 wurde durch das BMBF mit insgesamt 200 Mio. Euro bewilligt."
ENGLISH = "In October 2022 the BMBF approved a total of EUR 200 million for the MII."
FROSCH = "„Das ist Bestätigung der Arbeit“, so Professor Matthias Frosch, Präsident des Medizinischen Fakultätentages."
BAER = "Dorothee Bär, federal minister for research, chairs the Joint Science Conference (GWK)."

SUPPORTED = [
    ("de", GERMAN, "Wie hoch ist die Förderung?", "de", "Die Förderung wurde mit 200 Millionen Euro bewilligt."),
    ("de", GERMAN, "Wie hoch ist sie?", "de", "Die Förderung beträgt 200 Millionen Euro."),
    ("de", GERMAN, "How high is the funding?", "en", "The funding is 200 million euros."),
    ("de", GERMAN, "How high is the funding?", "en", "The funding is EUR 200 million."),
    ("de", GERMAN, "How high is the funding?", "en", "From 2023 to 2026 the BMBF approved €200 million."),
    ("en", ENGLISH, "How high is the funding?", "en", "The BMBF approved EUR 200 million in 2022."),
    ("en", ENGLISH, "Wie hoch ist die Förderung?", "de", "Das BMBF hat 200 Mio. Euro bewilligt."),
    ("en", ENGLISH, "Wann wurde das bewilligt?", "de", "Das wurde im Oktober 2022 bewilligt."),
    ("de", FROSCH, "Wer ist Präsident?", "de", "Präsident des Fakultätentages ist Matthias Frosch."),
    ("de", FROSCH, "Who is president?", "en", "The president is Professor Matthias Frosch."),
    ("en", BAER, "Who chairs the GWK?", "en", "The GWK is chaired by Dorothee Bär."),
    ("en", BAER, "Wer hat den Vorsitz?", "de", "Den Vorsitz hat Dorothee Bär, die Bundesministerin."),
    ("de", "Alle 37 Universitätskliniken arbeiten zusammen.", "Wie viele?", "de", "Es sind 37 Universitätskliniken."),
    ("de", "Alle 37 Universitätskliniken arbeiten zusammen.", "How many?", "en", "There are 37 university hospitals."),
    ("de", "Am 19. Februar 2026 tagte die GWK.", "Wann tagte sie?", "de", "Die GWK tagte im Februar 2026."),
    ("de", "Die Phase dauert fünf Jahre.", "How long is it?", "en", "The phase lasts 5 years."),
    ("de", "Der Bund trägt die GmbH zu 100 Prozent.", "Zu wie viel?", "de", "Der Bund trägt sie zu 100 %."),
    ("de", "Die Länder zahlen nicht mehr.", "Zahlen die Länder?", "de", "Die Länder zahlen nicht mehr."),
    ("de", "Der Bund trägt die GmbH.", "Trägt der Bund die GmbH?", "de", "Ja, der Bund trägt die GmbH."),
    ("en", "The MII was founded in 2018.", "Was the MII founded in 2018?", "en", "Yes, the MII was founded in 2018."),
]

REFUSED = {
    "an amount that was changed": ("de", GERMAN, "de", "Die Förderung beträgt 220 Mio. Euro."),
    "an amount in another unit": ("de", GERMAN, "en", "The funding is USD 200 million."),
    "a magnitude that was lost": ("de", GERMAN, "de", "Die Förderung beträgt 200 Milliarden Euro."),
    "a year that was changed": ("de", GERMAN, "de", "Die Förderung läuft von 2023 bis 2027."),
    "a year that was added": ("en", ENGLISH, "en", "In 2023 the BMBF approved EUR 200 million."),
    "a day that the source does not give": ("en", ENGLISH, "en", "On 5 October 2022 the BMBF approved it."),
    "a month that the source does not give": ("de", "Das NUM entstand 2020.", "de", "Das NUM entstand im April 2020."),
    "a number as a percentage": ("de", "Alle 37 Kliniken sind dabei.", "de", "37 % der Kliniken sind dabei."),
    "a percentage that was changed": ("de", "Der Bund trägt sie zu 100 Prozent.", "en", "The Bund bears 90 per cent."),
    "a number where the source has none": ("de", "Viele Kliniken sind dabei.", "de", "Es sind 37 Kliniken dabei."),
    "a limit taken for the number": ("de", "Es gibt bis zu 30 Projekte.", "de", "Es gibt 30 Projekte."),
    "another person": ("de", FROSCH, "de", "Präsident des Fakultätentages ist Jens Scholz."),
    "another person in the other language": ("de", FROSCH, "en", "The president is Professor Jens Scholz."),
    "a first name that was changed": ("en", BAER, "en", "The GWK is chaired by Angela Bär."),
    "another organisation": ("de", GERMAN, "en", "The funding of EUR 200 million comes from the DFG."),
    "another city": ("de", "Die Geschäftsstelle ist in Bonn.", "en", "The office is in Schwerin."),
    "a denial that the source does not have": ("de", "Die Länder zahlen.", "de", "Die Länder zahlen nicht."),
    "a denial that was dropped": ("de", "Die Länder zahlen nicht mehr.", "de", "Die Länder zahlen mehr."),
    "a denial dropped in translation": ("de", "Die MII ist kein Teil des NUM.", "en", "The MII is part of the NUM."),
    "the wrong language, English": ("de", GERMAN, "de", "The funding of the MII is EUR 200 million."),
    "the wrong language, German": ("en", ENGLISH, "en", "Das BMBF hat der MII 200 Mio. Euro bewilligt."),
    "nothing at all": ("de", GERMAN, "de", ""),
}


SUPPORTED += [
    ("en", "Tesla died on 7 January 1943.", "When?", "en", "Tesla died in January 1943."),
    ("de", "Tesla starb am 7. Januar 1943.", "When?", "en", "It was on 7 January 1943."),
    ("en", "MIRACUM receives EUR 37 million in all.", "How much?", "en", "MIRACUM receives €37 million in all."),
    ("en", "In German it is Ministerium für Bildung und Forschung.", "What?", "en",
     "In German it is Ministerium für Bildung und Forschung."),
    ("de", "17 Kliniken und 40 weitere Partner sind dabei.", "Wie viele?", "de", "Es sind 17 Kliniken dabei."),
    ("de", "2020 waren es 20 Kliniken, 2022 schon 30 Kliniken.", "Wie viele?", "de", "2022 waren es 30 Kliniken."),
    ("de", "Die Länder zahlen nicht.", "Zahlen die Länder?", "de", "Nein, die Länder zahlen nicht."),
    ("en", "The states do not pay.", "Do the states pay?", "en", "No, the states do not pay."),
    ("de", "Einziger Gesellschafter ist der Bund.", "Sind Länder Gesellschafter?", "de",
     "Nein, einziger Gesellschafter ist der Bund."),
    ("de", "Die Länder zahlen nicht mehr.", "Zahlen die Länder nicht mehr?", "de", "Ja, die Länder zahlen nicht mehr."),
]  # fmt: skip

REFUSED |= {
    "a period from its end to its beginning": (
        "de", "Sie lief von April 2020 bis Dezember 2021.", "de", "Sie lief von Dezember 2021 bis April 2020.",
    ),
    "a period of years turned round": (
        "en", "The theatre was open from 1870 to 1939.", "en", "The theatre was open from 1939 to 1870.",
    ),
    "the number of something else": (
        "de", "17 Kliniken und 40 weitere Partner sind dabei.", "de", "40 Kliniken sind dabei.",
    ),
    "the number of something else in English": (
        "en", "It has 17 hospitals and 40 partners.", "en", "It has 17 partners.",
    ),
    "yes before a denial": ("de", "Die Länder zahlen nicht.", "de", "Ja, die Länder zahlen."),
    "yes for a no": ("de", "Nein, die MII ist eigen.", "de", "Ja, die MII ist eigen."),
    "yes for a no in English": ("en", "No, the MII is on its own.", "en", "Yes, the MII is on its own."),
    "yes alone": ("de", "Die Länder zahlen.", "de", "Ja."),
}  # fmt: skip


@pytest.mark.parametrize(("source", "quote", "question", "language", "claim"), SUPPORTED)
def test_what_the_quote_says_passes(
    source: str, quote: str, question: str, language: str, claim: str, make_evidence
) -> None:
    assert problem(claim, make_evidence(quote, source), question, language) is None


@pytest.mark.parametrize(("source", "quote", "language", "claim"), REFUSED.values(), ids=REFUSED.keys())
def test_what_the_quote_does_not_say_is_refused(
    source: str, quote: str, language: str, claim: str, make_evidence
) -> None:
    question = "Was steht darin?" if language == "de" else "What does it say?"
    assert problem(claim, make_evidence(quote, source), question, language) is not None


@pytest.mark.parametrize(
    ("quote", "question", "language", "claim"),
    [
        ("Die Länder zahlen nicht mehr.", "Zahlen die Länder?", "de", "Ja, die Länder zahlen nicht mehr."),
        ("The states do not pay.", "Do the states pay?", "en", "Yes, the states do not pay."),
        ("Der Bund trägt die GmbH.", "Trägt der Bund die GmbH?", "de", "Nein, der Bund trägt die GmbH."),
        ("The MII was founded in 2018.", "Was the MII founded in 2018?", "en", "No, the MII was founded in 2018."),
    ],
)
def test_a_yes_or_no_has_to_fit_what_follows_it(
    quote: str, question: str, language: str, claim: str, make_evidence
) -> None:
    assert problem(claim, make_evidence(quote, language), question, language) == Reason("yes_or_no")


def test_the_reason_names_what_is_wrong(make_evidence) -> None:
    item = make_evidence(GERMAN)
    question = "Wie hoch?"
    assert problem("Die Förderung beträgt 220 Mio. Euro.", item, question, "de") == Reason(
        "figure_not_in_quote", ("220 Mio. Euro",)
    )
    assert problem("Das BMBF und Scholz haben 200 Mio. Euro bewilligt.", item, question, "de") == Reason(
        "word_not_in_quote", ("Scholz",)
    )
    assert problem("The funding of the MII is EUR 200 million.", item, question, "de") == Reason("other_language")
    assert problem("Ja.", item, question, "de") == Reason("no_sentence")


def test_a_name_may_come_from_the_question(make_evidence) -> None:
    item = make_evidence("Es entstand im April 2020.", context="")
    assert problem("Das NUM entstand im April 2020.", item, "Wann entstand das NUM?", "de") is None
    assert problem("Das NUM entstand im April 2020.", item, "Wann entstand es?", "de") is not None


def test_a_name_may_come_from_what_stands_around_the_quote_but_a_figure_may_not(make_evidence) -> None:
    item = make_evidence("Es verbindet alle Kliniken.", context="Das NUM entstand 2020.", title="Faktenblatt 2022")
    assert problem("Das NUM verbindet alle Kliniken.", item, "Was ist das?", "de") is None
    assert problem("Das NUM verbindet seit 2020 alle Kliniken.", item, "Was ist das?", "de") is not None
    assert problem("Im Jahr 2022 verbindet es alle Kliniken.", item, "Was gilt 2022?", "de") is not None


@pytest.mark.parametrize(
    ("quote", "question", "language", "claim"),
    [
        ("Die MII wurde 2018 gegründet.", "Wann wurde das NUM gegründet?", "de", "Das NUM wurde 2018 gegründet."),
        ("Die MII wurde 2018 gegründet.", "When was the NUM founded?", "en", "The NUM was founded in 2018."),
    ],
)
def test_what_is_said_of_another_subject_is_refused(
    quote: str, question: str, language: str, claim: str, make_evidence
) -> None:
    assert problem(claim, make_evidence(quote), question, language) == Reason("other_subject", ("MII",))


def test_a_relative_date_counts_from_the_day_of_the_document(make_evidence) -> None:
    item = make_evidence("Im vergangenen Jahr kamen zwei Kliniken dazu.", published="2026-02-19")
    assert problem("Zwei Kliniken kamen 2025 dazu.", item, "Wann kamen sie dazu?", "de") is None
    assert problem("Zwei Kliniken kamen 2024 dazu.", item, "Wann kamen sie dazu?", "de") is not None


_NUMBERS = st.integers(1, 40) | st.sampled_from([100, 150, 200, 240, 2018, 2020, 2022, 2026])
_PIECES = {
    "de": (
        "{} Mio. Euro", "rund {} Millionen Euro", "{} %", "{} Prozent", "{} Standorte", "bis zu {} Projekte",
        "{} Jahre", "im Jahr 20{:02}", "am {}. März 2026", "im April {}", "von {} bis 2026", "über {} Kliniken",
        "Telefon {}",
    ),
    "en": (
        "EUR {} million", "about €{} million", "{}%", "{} per cent", "{} sites", "up to {} projects", "{} years",
        "in 20{:02}", "on {} March 2026", "in April {}", "from {} to 2026", "over {} hospitals", "USD {}",
    ),
}  # fmt: skip
_FILLERS = {
    "de": ("Das Netzwerk erhält", "und zählt", "sowie", "dazu kommen"),
    "en": ("The network receives", "and counts", "also", "in addition to"),
}


@st.composite
def _sentences(draw: st.DrawFn, language: str) -> str:
    """A sentence of one to three figures."""
    parts = []
    for filler in _FILLERS[language][: draw(st.integers(1, 3))]:
        parts += [filler, draw(st.sampled_from(_PIECES[language])).format(draw(_NUMBERS))]
    return " ".join(parts) + "."


_LANGUAGES = st.sampled_from(["de", "en"])


@given(st.data(), _LANGUAGES, _LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_no_figure_of_a_claim_that_passes_is_missing_from_its_quote(
    data: st.DataObject, source: str, language: str
) -> None:
    """Invariant 2: whatever the sentences are, what passes has no figure that its quote does not have."""
    quote = data.draw(_sentences(source))
    claim = data.draw(_sentences(language) | st.just(quote))
    item = Evidence(1, "id", "a.txt", "", None, "2026-02-19", source, None, 0, len(quote), quote, "", 1.0)
    if problem(claim, item, claim, language) is None:
        quoted = find_figures(quote, source, "2026-02-19")
        for figure in find_figures(claim, language, "2026-02-19"):
            assert any(supports(one, figure) for one in quoted), figure


@given(st.data(), _LANGUAGES)
@settings(max_examples=100, deadline=None)
def test_a_quote_supports_its_own_figures(data: st.DataObject, language: str) -> None:
    quote = data.draw(_sentences(language))
    item = Evidence(1, "id", "a.txt", "", None, "2026-02-19", language, None, 0, len(quote), quote, "", 1.0)
    assert unsupported_figures(quote, item, language) == []
    assert problem(quote, item, "", language) is None


@given(_LANGUAGES, _NUMBERS, _NUMBERS)
@settings(max_examples=100, deadline=None)
def test_digits_that_stand_nowhere_in_the_quote_never_pass(language: str, said: int, claimed: int) -> None:
    quote = f"Das Netzwerk zählt {said} Standorte."
    item = Evidence(1, "id", "a.txt", "", None, None, "de", None, 0, len(quote), quote, "", 1.0)
    claim = f"Das Netzwerk zählt {claimed} Standorte." if language == "de" else f"The Netzwerk counts {claimed} sites."
    question = "Wie viele Standorte?" if language == "de" else "How many sites does the Netzwerk count?"
    assert (problem(claim, item, question, language) is None) == (said == claimed)
