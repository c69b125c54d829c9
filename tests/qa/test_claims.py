"""A claim rests on one sentence, quotes it byte for byte, and is shown only as far as it was checked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.claims import citation, claim_from
from qa.draft import Draft
from qa.question import analyse
from qa.reasons import Reason
from qa.source import Source, source_of
from qa.types import Evidence

GERMAN = "Die Förderphase von 2023 bis 2026 wurde durch das BMBF mit 200 Mio. Euro bewilligt."
ENGLISH = "In October 2022 the BMBF approved EUR 200 million for the initiative."


COORDINATED = "Gefördert vom Bund und koordiniert durch die Charité, arbeitet das Netzwerk an Lösungen."
COORDINATED_EN = "Funded by the state and coordinated by the Charité, the network works on solutions."


@pytest.mark.parametrize(
    ("question", "quote", "sentence", "shown"),
    [
        ("Wer koordiniert das Netzwerk?", COORDINATED, "Das Netzwerk arbeitet an Lösungen.", COORDINATED),
        ("Who coordinates the network?", COORDINATED_EN, "The network works on solutions.", COORDINATED_EN),
        ("Wer koordiniert das Netzwerk?", COORDINATED, "Die Charité koordiniert es.", "Die Charité koordiniert es."),
        ("Who coordinates the network?", COORDINATED_EN, "The Charité does.", "The Charité does."),
    ],
)
def test_a_sentence_without_the_words_that_answer_gives_way_to_the_quote(
    question, quote, sentence, shown, make_evidence
) -> None:
    asked = analyse(question)
    draft = Draft("Charité", sentence)
    claim = claim_from(draft, source_of(draft, make_evidence(quote, asked.language), asked), asked)
    assert claim.text == shown
    assert [span.text for span in claim.answer_spans] == ["Charité"]


@pytest.mark.parametrize(
    ("question", "quote", "key", "sentence", "kept"),
    [
        ("Wer leitet es?", "Es leitet Professor Jens Scholz.", "Professor Jens Scholz", "Scholz leitet es.", True),
        ("Who leads it?", "It is led by Professor Jens Scholz.", "Professor Jens Scholz", "Scholz leads it.", True),
        (
            "Wer führt das Netz?",
            "Geführt von der Charité – Medizin Berlin, arbeitet das Netz an guter Medizin.",
            "Charité – Medizin Berlin",
            "Das Netz arbeitet an guter Medizin.",
            False,
        ),
    ],
)
def test_a_person_may_be_called_by_the_surname_and_no_house_by_a_word_of_its_name(
    question, quote, key, sentence, kept, make_evidence
) -> None:
    asked = analyse(question)
    draft = Draft(key, sentence)
    claim = claim_from(draft, source_of(draft, make_evidence(quote, asked.language), asked), asked)
    assert claim.text == (sentence if kept else quote)


@pytest.mark.parametrize(
    ("question", "sentence", "quote", "language", "kept"),
    [
        ("Wer leitet es?", "Jost Wola leitet es.", "Jost Wola led it; now it is led by Ida Bär.", "en", False),
        ("Wer leitet es?", "Bär leitet es.", "Jost Wola led it; now it is led by Ida Bär.", "en", True),
        ("Who leads it?", "Jost Wola leads it.", "Jost Wola leitete es; heute leitet es Ida Bär.", "de", False),
        ("Who leads it?", "It is led by Ida Bär.", "Jost Wola leitete es; heute leitet es Ida Bär.", "de", True),
    ],
)
def test_beside_a_translation_the_person_of_the_key_words_is_named_and_no_other(
    question, sentence, quote, language, kept, make_evidence
) -> None:
    asked = analyse(question)
    draft = Draft("Ida Bär", sentence)
    claim = claim_from(draft, source_of(draft, make_evidence(quote, language), asked), asked)
    assert (claim.text == sentence) is kept
    assert "Bär" in claim.text.split("–")[0]


@pytest.mark.parametrize(
    ("question", "sentence", "quote"),
    [
        (
            "Welche drei Hochschulen teilen sich die 7,1 Mio. Euro?",
            "Drei Hochschulen teilen sich die 7,1 Mio. Euro.",
            "Die 7,1 Mio. Euro teilen sich drei Hochschulen: Gießen, Marburg und Mittelhessen.",
        ),
        (
            "Which three universities share the EUR 7.1 million?",
            "The three universities share the EUR 7.1 million.",
            "The EUR 7.1 million are shared by three universities: Gießen, Marburg and Mittelhessen.",
        ),
    ],
)
def test_a_sentence_that_only_repeats_the_question_gives_way_to_the_quote(
    question, sentence, quote, make_evidence
) -> None:
    asked, draft = analyse(question), Draft("drei", sentence)
    item = make_evidence(quote, asked.language)
    claim = claim_from(draft, source_of(draft, item, asked), asked)
    assert claim.text == quote
    assert claim.reason == Reason("repeats_question")


@pytest.mark.parametrize(
    ("question", "key", "sentence", "quote", "language"),
    [
        ("Wie viel Geld war es?", "15 Mio. Euro", "Es waren 15 Mio. Euro.", "Bewilligt wurden 14 Mio. Euro.", "de"),
        ("How much was it?", "EUR 15 million", "It was EUR 15 million.", "They approved EUR 14 million.", "en"),
        ("Was war das?", "15 Mio. Euro", "Es waren 15 Mio. Euro.", "Bewilligt wurden 14 Mio. Euro.", "de"),
    ],
)
def test_a_wrong_figure_in_the_key_words_is_never_shown(
    question: str, key: str, sentence: str, quote: str, language: str, make_evidence
) -> None:
    item, draft, asked = make_evidence(quote, language), Draft(key, sentence), analyse(question)
    claim = claim_from(draft, source_of(draft, item, asked), asked)
    assert claim.text == quote
    assert claim.reason
    assert all(span.text in quote for span in claim.answer_spans)


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
    claim = claim_from(Draft(key, sentence), source_of(Draft(key, sentence), item, asked), asked)
    assert (claim.text, claim.reason, claim.status) == (sentence, None, "supported")


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
    draft = Draft(key, sentence)
    claim = claim_from(draft, source_of(draft, item, asked), asked)
    assert claim.text == shown
    assert claim.reason
    assert claim.citations[0].quote == quote


def test_quote_and_key_words_are_the_documents_own_text_at_their_offsets(make_evidence, make_document) -> None:
    document = make_document(f"Überschrift\n\nVorher.  {GERMAN} Nachher.")
    start = document.text.index(GERMAN)
    item = make_evidence(GERMAN, start=start, document=document.path, page=3, title="Vernetzung", published="2022-10")
    draft, asked = Draft("200 Mio. Euro", ""), analyse("Wie viel Geld war es?")
    claim = claim_from(draft, source_of(draft, item, asked), asked)
    (cited,), (span,) = claim.citations, claim.answer_spans
    assert document.text[cited.start : cited.end] == cited.quote == GERMAN
    assert document.text[span.start : span.end] == span.text == "200 Mio. Euro"
    assert (cited.document, cited.page, cited.title, cited.published) == (document.path, 3, "Vernetzung", "2022-10")
    assert span.document == document.path


def test_a_claim_whose_key_words_stand_nowhere_marks_nothing(make_evidence) -> None:
    item = make_evidence(GERMAN)
    assert claim_from(Draft("viel", "Es war viel."), Source(item, None), analyse("Wie viel?")).answer_spans == ()


_TEXTS = st.text(alphabet="aä 1.0€ß\n\u00a0–„“Mio Euro𝄞é", min_size=1, max_size=40)


@given(before=_TEXTS, quote=_TEXTS, after=_TEXTS, key=_TEXTS, sentence=_TEXTS)
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_quotes_and_spans_slice_to_the_document(
    before: str, quote: str, after: str, key: str, sentence: str
) -> None:
    """Invariant 1, for any document and any reply."""
    text = before + quote + after
    start = len(before)
    item = Evidence(1, "id", "a.txt", "", None, None, "de", None, start, start + len(quote), quote, "", 1.0)
    draft = Draft(key, sentence)
    asked = analyse("Wie viel war es?")
    claim = claim_from(draft, source_of(draft, item, asked), asked)
    assert claim.citations == (citation(item),)
    for part in (*claim.citations, *claim.answer_spans):
        shown = part.quote if hasattr(part, "quote") else part.text
        assert text[part.start : part.end] == shown
        assert start <= part.start < part.end <= start + len(quote)


def test_a_repaired_amount_keeps_what_bounds_it(make_evidence) -> None:
    """ "Up to 200 million" must not become "200 million"."""
    item = make_evidence("Die Phase wird mit bis zu 200 Mio. Euro gefördert.", language="de")
    draft = Draft("200 Mio. Euro", "The phase receives 200 Mio. Euro.")
    asked = analyse("How much does the phase receive?")
    claim = claim_from(draft, source_of(draft, item, asked), asked)
    assert claim.text.startswith("up to ")


@pytest.mark.parametrize(
    ("question", "quote", "text", "ends"),
    [
        (
            "Von wann bis wann lief die Phase?",
            "Die Phase begann im April 2020 und endete im Dezember 2021.",
            "Die Phase lief von April 2020 bis Dezember 2021.",
            ["April 2020", "Dezember 2021"],
        ),
        (
            "Which years did the phase cover?",
            "The phase began in 2016 and ended in 2017.",
            "The phase began in 2016 and ended in 2017.",
            ["2016", "2017"],
        ),
        ("Wann begann die Phase?", "Sie begann 2016 und endete 2017.", "Die Phase begann 2016.", ["2016"]),
    ],
)
def test_a_period_in_two_dates_is_marked_at_both(
    question: str, quote: str, text: str, ends: list[str], make_evidence
) -> None:
    asked = analyse(question)
    item = make_evidence(quote, asked.language)
    draft = Draft(ends[0], text)
    claim = claim_from(draft, source_of(draft, item, asked), asked)
    assert [span.text for span in claim.answer_spans] == ends


@pytest.mark.parametrize(
    ("question", "quote", "so", "shown"),
    [
        ("Gehört Lund von Anfang an dazu?", "Lund kam 2018 hinzu.", False, "Nein. Lund kam 2018 hinzu."),
        ("Gehört Lund dazu?", "Seit 2018 ist Lund Mitglied.", True, "Ja. Seit 2018 ist Lund Mitglied."),
        ("Gehört Lund dazu?", "Über Lund wird noch beraten.", None, "Über Lund wird noch beraten."),
        ("Gehört Lund dazu?", "Lund gehört nicht dazu.", True, "Lund gehört nicht dazu."),
        ("Has Lund always been in it?", "Lund kam 2018 hinzu.", False, "No. The document says: “Lund kam 2018 hinzu.”"),
        ("Is Lund in it?", "Lund kam 2018 hinzu.", True, "Yes. The document says: “Lund kam 2018 hinzu.”"),
        ("Is Lund in it?", "Lund kam 2018 hinzu.", None, "The document says: “Lund kam 2018 hinzu.”"),
        (
            "Do the states pay for the library?",
            "Die Länder und die Stadt bezahlen die Bibliothek seit dem Umbau gemeinsam aus ihren Haushalten.",
            True,
            "Yes. The document says: “Die Länder und die Stadt bezahlen die Bibliothek seit dem Umbau gemeinsam aus"
            " ihren Haushalten.”",
        ),
        ("Is Lund in it?", "Lund gehört nicht dazu.", True, "The document says: “Lund gehört nicht dazu.”"),
        ("Gehört Lund dazu?", "Ja, seit 2018.", True, "Ja, seit 2018."),
    ],
)
def test_yes_or_no_is_answered_by_the_quote_behind_the_word_that_is_sure(
    question: str, quote: str, so: bool | None, shown: str, make_evidence
) -> None:
    """What the model writes there is the question over again, which no check of its words could ever refuse."""
    asked, item, draft = analyse(question), make_evidence(quote, "de"), Draft("Lund", question.replace("?", "."))
    claim = claim_from(draft, source_of(draft, item, asked), asked, so=so)
    assert claim.text == shown


def test_no_word_for_yes_or_no_stands_before_what_else_is_asked(make_evidence) -> None:
    asked, item = analyse("Wer gehört dazu?"), make_evidence("Lund kam 2018 hinzu.", "de")
    draft = Draft("Lund", "Nein, Lund ist beigetreten.")
    claim = claim_from(draft, source_of(draft, item, asked), asked, so=False)
    assert (claim.text, bool(claim.reason)) == ("Lund kam 2018 hinzu.", True)
