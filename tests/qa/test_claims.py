"""A claim rests on one sentence, quotes it byte for byte, and is shown only as far as it was checked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.claims import Source, citation, claim_from, source_of
from qa.draft import Draft
from qa.question import analyse
from qa.types import Evidence

GERMAN = "Die Förderphase von 2023 bis 2026 wurde durch das BMBF mit 200 Mio. Euro bewilligt."
ENGLISH = "In October 2022 the BMBF approved EUR 200 million for the initiative."


def test_the_best_sentence_with_the_key_words_wins_over_the_number_that_was_written(make_evidence) -> None:
    evidence = [
        make_evidence("Das Netz entstand im Mai.", number=1),
        make_evidence("Es wurde im April 2020 gegründet.", number=2),
        make_evidence("Im April 2020 begann es.", number=3),
    ]
    source = source_of(Draft("April 2020", 3, "Es entstand im April 2020."), evidence, "de")
    assert source == Source(evidence[1], (12, 22))


def test_key_words_that_stand_nowhere_are_found_by_their_figure(make_evidence) -> None:
    evidence = [
        make_evidence("Es gab eine Sitzung.", number=1),
        make_evidence("Es gab rund 14 Mio. Euro.", number=2),
        make_evidence("Es waren 14 Millionen Euro.", number=3),
    ]
    by_rank = source_of(Draft("EUR 14 million", 1, "It was EUR 14 million."), evidence, "en")
    by_number = source_of(Draft("EUR 14 million", 3, "It was EUR 14 million."), evidence, "en")
    assert by_rank is not None
    assert by_number is not None
    assert (by_rank.evidence.number, evidence[1].quote[slice(*by_rank.span)]) == (2, "14 Mio. Euro")
    assert (by_number.evidence.number, evidence[2].quote[slice(*by_number.span)]) == (3, "14 Millionen Euro")


def test_key_words_that_stand_nowhere_leave_the_number_that_was_written(make_evidence) -> None:
    evidence = [make_evidence("Eins.", number=1), make_evidence("Zwei.", number=2)]
    assert source_of(Draft("drei Dinge", 2, "Es sind Dinge."), evidence, "de") == Source(evidence[1], None)
    assert source_of(Draft("drei Dinge", 7, "Es sind Dinge."), evidence, "de") is None


@pytest.mark.parametrize(
    ("question", "quote", "source", "key", "sentence"),
    [
        ("Von wem kam das?", GERMAN, "de", "BMBF", "Das BMBF hat die Förderphase bewilligt."),
        ("Who approved it?", ENGLISH, "en", "BMBF", "The BMBF approved it."),
        ("Who approved it?", GERMAN, "de", "BMBF", "The BMBF approved it."),
        ("Von wem kam das?", ENGLISH, "en", "BMBF", "Bewilligt wurde es vom BMBF."),
    ],
)
def test_a_sentence_that_passes_is_shown_as_it_was_written(
    question: str, quote: str, source: str, key: str, sentence: str, make_evidence
) -> None:
    item = make_evidence(quote, source)
    asked = analyse(question)
    claim = claim_from(Draft(key, 1, sentence), source_of(Draft(key, 1, sentence), [item], asked.language), asked)
    assert (claim.text, claim.reason, claim.status) == (sentence, "", "supported")


@pytest.mark.parametrize(
    ("question", "quote", "source", "key", "sentence", "shown"),
    [
        ("Wie hoch war es?", GERMAN, "de", "200 Mio. Euro", "Es waren 300 Mio. Euro.", GERMAN),
        ("Wie hoch war es?", GERMAN, "de", "200 Mio. Euro", "Das BMBF hat es bewilligt.", GERMAN),
        ("How much was it?", ENGLISH, "en", "EUR 200 million", "The BMBF approved it.", ENGLISH),
        ("How much was it?", ENGLISH, "en", "EUR 200 million", "It was EUR 300 million.", ENGLISH),
        ("Wie hoch war es?", "Es  waren\n5 Jahre.", "de", "5 Jahre", "Es waren 6 Jahre.", "Es waren 5 Jahre."),
        (
            "How much was it?", GERMAN, "de", "200 Mio. Euro", "It was EUR 300 million.",
            f"200 million euros – the document says: “{GERMAN}”",
        ),
        (
            "Wie hoch war es?", ENGLISH, "en", "EUR 200 million", "Es waren 300 Mio. Euro.",
            f"200 Millionen Euro – im Dokument steht: „{ENGLISH}“",
        ),
        (
            "Who approved it?", GERMAN, "de", "durch das BMBF", "The DFG approved it.",
            f"durch das BMBF – the document says: “{GERMAN}”",
        ),
        ("Who approved it?", GERMAN, "de", "the DFG", "The DFG approved it.", f"The document says: “{GERMAN}”"),
        ("Von wem kam das?", ENGLISH, "en", "die DFG", "Es kam von der DFG.", f"Im Dokument steht: „{ENGLISH}“"),
    ],
)  # fmt: skip
def test_a_sentence_that_fails_is_made_anew_from_the_quote(
    question: str, quote: str, source: str, key: str, sentence: str, shown: str, make_evidence
) -> None:
    item = make_evidence(quote, source)
    asked = analyse(question)
    draft = Draft(key, 1, sentence)
    claim = claim_from(draft, source_of(draft, [item], asked.language), asked)
    assert claim.text == shown
    assert claim.reason
    assert claim.citations[0].quote == quote


def test_quote_and_key_words_are_the_documents_own_text_at_their_offsets(make_evidence, make_document) -> None:
    document = make_document(f"Überschrift\n\nVorher.  {GERMAN} Nachher.")
    start = document.text.index(GERMAN)
    item = make_evidence(GERMAN, start=start, document=document.path, page=3, title="Vernetzung", published="2022-10")
    claim = claim_from(Draft("200 Mio. Euro", 1, ""), source_of(Draft("200 Mio. Euro", 1, ""), [item], "de"),
                       analyse("Wie viel Geld war es?"))  # fmt: skip
    (cited,), (span,) = claim.citations, claim.answer_spans
    assert document.text[cited.start : cited.end] == cited.quote == GERMAN
    assert document.text[span.start : span.end] == span.text == "200 Mio. Euro"
    assert (cited.document, cited.page, cited.title, cited.published) == (document.path, 3, "Vernetzung", "2022-10")
    assert span.document == document.path


def test_a_claim_whose_key_words_stand_nowhere_marks_nothing(make_evidence) -> None:
    item = make_evidence(GERMAN)
    assert claim_from(Draft("viel", 1, "Es war viel."), Source(item, None), analyse("Wie viel?")).answer_spans == ()


_TEXTS = st.text(alphabet="aä 1.0€ß\n\u00a0–„“Mio Euro𝄞é", min_size=1, max_size=40)


@given(before=_TEXTS, quote=_TEXTS, after=_TEXTS, key=_TEXTS, sentence=_TEXTS, number=st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_quotes_and_spans_slice_to_the_document(
    before: str, quote: str, after: str, key: str, sentence: str, number: int
) -> None:
    """Invariant 1, for any document and any reply."""
    text = before + quote + after
    start = len(before)
    item = Evidence(1, "id", "a.txt", "", None, None, "de", None, start, start + len(quote), quote, "", 1.0)
    draft = Draft(key, number, sentence)
    source = source_of(draft, [item], "de")
    if source is not None:
        claim = claim_from(draft, source, analyse("Wie viel war es?"))
        assert claim.citations == (citation(item),)
        for part in (*claim.citations, *claim.answer_spans):
            shown = part.quote if hasattr(part, "quote") else part.text
            assert text[part.start : part.end] == shown
            assert start <= part.start < part.end <= start + len(quote)


def test_a_repaired_amount_keeps_what_bounds_it(make_evidence) -> None:
    """ "Up to 200 million" must not become "200 million"."""
    item = make_evidence("Die Phase wird mit bis zu 200 Mio. Euro gefördert.", language="de")
    draft = Draft("200 Mio. Euro", 1, "The phase receives 200 Mio. Euro.")
    source = source_of(draft, [item], "en")
    assert source is not None
    claim = claim_from(draft, source, analyse("How much does the phase receive?"))
    assert claim.text.startswith("up to ")
