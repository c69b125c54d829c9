"""A claim rests on one sentence, quotes it byte for byte, and is shown only as far as it was checked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.claims import Source, citation, claim_from, source_of
from qa.draft import Draft
from qa.question import analyse
from qa.reasons import Reason
from qa.types import Evidence

GERMAN = "Die Förderphase von 2023 bis 2026 wurde durch das BMBF mit 200 Mio. Euro bewilligt."
ENGLISH = "In October 2022 the BMBF approved EUR 200 million for the initiative."


@pytest.mark.parametrize(
    ("key", "quote", "place"),
    [
        ("2020", "Das NUM entstand 2020.", (17, 21)),
        ("20", "Das NUM entstand 2020.", None),
        ("am 5. und 6. Mai 2022", "Am 5. und 6. Mai 2022 war es.", (3, 21)),
        ("bund", "Ein Bund trägt den bund.", (19, 23)),
        ("200 Mio. Euro", "Es gab 200 Mio. Euro.", (7, 20)),
        ("200 Mio. Euro", "Es gab 200\u00a0Mio.\n Euro.", (7, 21)),
        ("viel (sehr)", "Es gab viel (sehr) Geld.", (7, 18)),
        ("nik", "Alle Kliniken sind dabei.", None),
        ("Bä", "Dorothee Bär sprach.", None),
        ("the ministry", "It was founded by the ministry.", (18, 30)),
        ("", "Dorothee Bär sprach.", None),
        ("\u00a0", "Dorothee Bär sprach.", None),
    ],
)
def test_key_words_are_found_as_whole_words_only(
    key: str, quote: str, place: tuple[int, int] | None, make_evidence
) -> None:
    item = make_evidence(quote)
    assert source_of(Draft(key, ""), item, analyse("Was steht da?")) == Source(item, place)


@pytest.mark.parametrize(
    ("key", "question", "quote", "source", "words"),
    [
        ("EUR 14 million", "What was there?", "Es gab 9 Gruppen und rund 14 Mio. Euro.", "de", "14 Mio. Euro"),
        ("14 Mio. Euro", "Was gab es?", "Nine groups received EUR 14 million.", "en", "EUR 14 million"),
        ("46 Menschen", "Was gibt es dort?", "It employs 46 people.", "en", "46"),
    ],
)
def test_key_words_that_stand_nowhere_are_found_by_their_figure(
    key: str, question: str, quote: str, source: str, words: str, make_evidence
) -> None:
    found = source_of(Draft(key, ""), make_evidence(quote, source), analyse(question))
    assert found.span is not None
    assert quote[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("draft", "question", "quote", "source"),
    [
        (
            Draft("acht", "Zehn Kliniken gehören dazu."),
            "Gehören acht oder zehn Kliniken dazu?",
            "Ten hospitals belong to it, and ten universities.",
            "en",
        ),
        (
            Draft("eight", "Ten hospitals belong to it."),
            "Do eight or ten hospitals belong to it?",
            "Zehn Kliniken gehören dazu, und zehn Universitäten.",
            "de",
        ),
    ],
)
def test_key_words_of_another_figure_give_way_to_the_one_that_the_sentence_says(
    draft: Draft, question: str, quote: str, source: str, make_evidence
) -> None:
    assert source_of(draft, make_evidence(quote, source), analyse(question)).span == (
        0,
        len(quote.split(maxsplit=1)[0]),
    )


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


OFFICE = "Eine Koordinationsstelle ist zuständig, die der Verein betreibt."
OFFICE_EN = "A coordination office is responsible, which is run by the club."


@pytest.mark.parametrize(
    ("key", "question", "quote", "source"),
    [
        ("Koordinationsstelle", "Who runs the coordination office?", OFFICE, "de"),
        ("coordination office", "Wer betreibt die Koordinationsstelle?", OFFICE_EN, "en"),
        ("Koordinationsstelle", "Wer betreibt die Koordinationsstelle?", OFFICE, "de"),
    ],
)
def test_key_words_that_only_translate_the_question_are_no_answer(key, question, quote, source, make_evidence) -> None:
    draft = Draft(key, f"It is {key}.")
    assert source_of(draft, make_evidence(quote, source), analyse(question)).span is None


@pytest.mark.parametrize(
    ("key", "question", "quote", "source", "words"),
    [
        ("20", "Wie viele Universitäten gibt es?", "Ten university hospitals join eight universities.", "en", "eight"),
        ("20", "How many universities are there?", "Zehn Kliniken und acht Universitäten sind dabei.", "de", "acht"),
        ("zehn", "Wie viele Universitäten gibt es?", "Zehn Kliniken und acht Universitäten sind da.", "de", "acht"),
        ("ten", "How many members are there?", "Ten hospitals and eight universities are there.", "en", "Ten"),
    ],
)
def test_of_several_numbers_the_one_that_counts_what_was_asked_for_answers(
    key: str, question: str, quote: str, source: str, words: str, make_evidence
) -> None:
    found = source_of(Draft(key, ""), make_evidence(quote, source), analyse(question))
    assert found.span is not None
    assert quote[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("key", "question", "quote", "source", "words"),
    [
        (
            "minister of Wissenschaft und Kultur",
            "What office does he hold?",
            "Es leitet Falko Mohrs, Minister für Wissenschaft und Kultur.",
            "de",
            "Minister für Wissenschaft und Kultur",
        ),
        (
            "Ministerin for Research and Space",
            "Welches Amt hat sie?",
            "It is led by Dorothee Bär, Federal Minister for Research and Space.",
            "en",
            "Minister for Research and Space",
        ),
        ("das Haus in Bonn", "Wo ist es?", "Sie zahlt für Bonn.", "de", "Bonn"),
    ],
)
def test_key_words_taken_from_the_quote_have_the_word_that_they_belong_to(
    key: str, question: str, quote: str, source: str, words: str, make_evidence
) -> None:
    found = source_of(Draft(key, ""), make_evidence(quote, source), analyse(question))
    assert found.span is not None
    assert quote[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("question", "key", "sentence", "quote", "words"),
    [
        (
            "Wer ist Vorsitzende der GWK?",
            "Vorsitzende der GWK",
            "Dorothee Bär ist Vorsitzende der GWK.",
            "Die GWK-Vorsitzende und Bundesministerin, Dorothee Bär, begrüßt die Entscheidung.",
            "Dorothee Bär",
        ),
        (
            "Who is the GWK's chair?",
            "the GWK's chair",
            "Dorothee Bär is the GWK's chair.",
            "The chairwoman of the conference, Dorothee Bär, welcomed the decision.",
            "Dorothee Bär",
        ),
    ],
)
def test_key_words_of_the_question_alone_give_way_also_where_the_quote_has_them_otherwise(
    question, key, sentence, quote, words, make_evidence
) -> None:
    asked = analyse(question)
    found = source_of(Draft(key, sentence), make_evidence(quote, asked.language), asked)
    assert found.span is not None
    assert quote[slice(*found.span)] == words


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
    ("question", "quote", "words"),
    [
        ("Gehören acht oder zehn Häuser dazu?", "Als es 2017 begann, gehörten acht Häuser dazu.", "acht"),
        ("Were eight or ten houses part of it?", "When it began in 2017, eight houses were part of it.", "eight"),
        ("Ist es ein Verein oder eine GmbH?", "Seit 2017 ist es eine GmbH mit Sitz in Bonn.", "eine GmbH"),
    ],
)
def test_what_a_question_offers_may_be_the_key_words(question: str, quote: str, words: str, make_evidence) -> None:
    asked = analyse(question)
    found = source_of(Draft(words, quote), make_evidence(quote, asked.language), asked)
    assert found.span is not None
    assert quote[slice(*found.span)].startswith(words)


def test_key_words_that_stand_nowhere_mark_nothing(make_evidence) -> None:
    item = make_evidence("Zwei Gruppen erhielten 14 Mio. Euro.")
    for key in ("drei Dinge", "15 %", "die DFG"):
        assert source_of(Draft(key, "Es sind Dinge."), item, analyse("Was war das?")) == Source(item, None)


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
    ("key", "question", "quote", "language", "words"),
    [
        ("37 million", "What was approved?", "EUR 37 million was approved.", "en", "EUR 37 million"),
        ("200", "Was wurde bewilligt?", "Es wurden 200 Mio. Euro bewilligt.", "de", "200 Mio. Euro"),
        ("April", "Wann begann es?", "Es begann im April 2020.", "de", "April 2020"),
    ],
)
def test_key_words_that_cut_a_figure_short_get_all_of_it(
    key: str, question: str, quote: str, language: str, words: str, make_evidence
) -> None:
    found = source_of(Draft(key, ""), make_evidence(quote, language), analyse(question))
    assert found.span is not None
    assert quote[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("question", "quote", "language", "words"),
    [
        ("Wie viel Geld gab es?", "Die neun Gruppen erhielten 14 Mio. Euro.", "de", "14 Mio. Euro"),
        ("How much money was there?", "The nine groups received EUR 14 million.", "en", "EUR 14 million"),
        ("Wie viel Geld gab es?", "Erst waren es 14 Mio. Euro, dann 15 Mio. Euro.", "de", None),
        ("How much money was there?", "First EUR 14 million, then EUR 15 million.", "en", None),
    ],
)
def test_the_only_figure_of_the_kind_that_was_asked_for_answers(
    question: str, quote: str, language: str, words: str | None, make_evidence
) -> None:
    """Where the key words are no such figure; of several, code cannot tell which."""
    found = source_of(Draft("etwas anderes", ""), make_evidence(quote, language), analyse(question))
    assert (quote[slice(*found.span)] if found.span else None) == words


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
