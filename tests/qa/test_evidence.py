"""Which sentences the language model gets to see, in which order, and what is shown beside them."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from index.search import SentenceHit
from index.types import Document, PageRange, Sentence
from qa.evidence import FITS, choose, fits
from qa.question import analyse
from qa.types import Evidence


def _hit(document: Document, quote: str, score: float, *, heading: bool = False) -> SentenceHit:
    start = document.text.index(quote)
    return SentenceHit(document.id, Sentence(start, start + len(quote), heading), score, {"dense": score})


def _choose(
    question: str, documents: Sequence[Document], hits: Sequence[SentenceHit], limit: int = 9
) -> tuple[Evidence, ...]:
    by_id = {document.id: document for document in documents}
    return choose(analyse(question), hits, by_id.__getitem__, limit=limit)


def _quotes(chosen: Sequence[Evidence]) -> list[str]:
    return [item.quote for item in chosen]


@pytest.fixture
def networks(make_document) -> tuple[Document, Document]:
    return (
        make_document("Das Netz entstand früh. Der Verbund wuchs schnell. Das Haus steht am Fluss.", path="a.txt"),
        make_document("Das Dorf liegt im Tal. Die Bahn fährt stündlich.", path="b.txt"),
    )


def test_evidence_is_numbered_from_one_best_first_and_quotes_its_document(networks) -> None:
    first, second = networks
    hits = [
        _hit(first, "Das Netz entstand früh.", 0.3),
        _hit(second, "Das Dorf liegt im Tal.", 0.9),
        _hit(first, "Der Verbund wuchs schnell.", 0.6),
    ]
    chosen = _choose("Was geschah?", networks, hits)
    assert [item.number for item in chosen] == [1, 2, 3]
    assert _quotes(chosen) == ["Das Dorf liegt im Tal.", "Der Verbund wuchs schnell.", "Das Netz entstand früh."]
    for item in chosen:
        document = first if item.document == "a.txt" else second
        assert document.text[item.start : item.end] == item.quote


def test_the_order_does_not_depend_on_the_order_of_the_hits(networks) -> None:
    hits = [_hit(networks[0], quote, 0.5) for quote in ("Das Netz entstand früh.", "Das Haus steht am Fluss.")]
    hits += [_hit(networks[1], quote, 0.5) for quote in ("Die Bahn fährt stündlich.", "Das Dorf liegt im Tal.")]
    orders = set()
    for seed in range(10):
        random.Random(seed).shuffle(hits)
        orders.add(tuple((item.document, item.start) for item in _choose("Was geschah?", networks, hits)))
    assert orders == {(("a.txt", 0), ("a.txt", 51), ("b.txt", 0), ("b.txt", 23))}


def test_no_more_sentences_than_the_limit(networks) -> None:
    hits = [_hit(networks[0], "Das Netz entstand früh.", 0.5), _hit(networks[1], "Das Dorf liegt im Tal.", 0.4)]
    assert _quotes(_choose("Was geschah?", networks, hits, limit=1)) == ["Das Netz entstand früh."]
    assert _choose("Was geschah?", networks, [], limit=5) == ()


def test_a_text_that_repeats_is_taken_once(make_document) -> None:
    one = make_document("Am Netz nehmen alle teil.", path="a.txt")
    other = make_document("Am  Netz nehmen\nALLE teil. Das ist gut so.", path="b.txt")
    hits = [_hit(other, "Am  Netz nehmen\nALLE teil.", 0.4), _hit(one, "Am Netz nehmen alle teil.", 0.5)]
    chosen = _choose("Wer nimmt teil?", (one, other), hits)
    assert [(item.document, item.number) for item in chosen] == [("a.txt", 1)]


@pytest.mark.parametrize(
    ("question", "language"), [("Wie viel Geld bekam MIRACUM?", "de"), ("How much money did MIRACUM receive?", "en")]
)
@pytest.mark.parametrize("better", ["de", "en"])
def test_of_a_sentence_and_its_translation_the_one_in_the_questions_language_is_taken(
    make_document, question: str, language: str, better: str
) -> None:
    german = make_document("Vom Ministerium erhält MIRACUM 37 Mio. Euro.", path="de.txt")
    english = make_document("The ministry gives MIRACUM EUR 37 million.", "en", path="en.txt")
    scores = {"de": 0.5, "en": 0.5, better: 0.6}
    hits = [_hit(german, german.text, scores["de"]), _hit(english, english.text, scores["en"])]
    chosen = _choose(question, (german, english), hits)
    assert [item.language for item in chosen] == [language]
    assert chosen[0].score >= scores[better]


@pytest.mark.parametrize(
    ("question", "full", "short"),
    [
        (
            "Wo erreiche ich das NUM?",
            ("The NUM is found at Alte Allee 7, 53111 Bonn.", "en"),
            "Alte Allee 7, 53111 Bonn",
        ),
        ("Where do I find the NUM?", ("Das NUM sitzt in der Alten Allee 7, 53111 Bonn.", "de"), "7, 53111 Bonn"),
    ],
)
def test_a_translation_that_names_less_of_the_question_does_not_stand_for_the_sentence(
    make_document, question: str, full: tuple[str, str], short: str
) -> None:
    whole = make_document(*full, path="whole.txt")
    fragment = make_document(short, analyse(question).language, path="fragment.txt")
    chosen = _choose(question, (whole, fragment), [_hit(whole, full[0], 0.6), _hit(fragment, short, 0.5)])
    assert chosen[0].quote == full[0]


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("Wie viel Geld gab es?", "Es gab 14 Mio. Euro.", "Es gab viel Beifall."),
        ("Wie viele Gruppen waren es?", "Es waren neun Gruppen, 9 im Norden.", "Es waren junge Gruppen."),
        ("Wann begann die Phase?", "Die Phase begann 2022.", "Die Phase begann gut."),
        ("Wie hoch ist der Anteil?", "Der Anteil beträgt 30 Prozent.", "Der Anteil ist groß."),
        ("Wie lange dauert es?", "Es dauert fünf Jahre.", "Es dauert lange."),
        ("Wie lautet die Telefonnummer?", "Telefon: 0228 99 5402-0.", "Das Telefon ist besetzt."),
        ("Wer leitet das Haus?", "Geleitet wird das Haus von Petra Lindner.", "Seither leitet sich das Haus selbst."),
        ("How much money was there?", "There was EUR 14 million.", "There was much applause."),
        ("When did it begin?", "It began in May 2022.", "It began well."),
        ("Who leads the house?", "The house is led by Petra Lindner.", "The house leads itself."),
        ("Wie viel Geld gab es 2021?", "2021 gab es 14 Mio. Euro.", "2018 gab es 12 Mio. Euro."),
        ("Wie hoch war die zweite Rate?", "Die zweite Rate betrug 4 Mio. Euro.", "Die erste Rate betrug 3 Mio. Euro."),
        ("Was kostet es pro Jahr?", "Es kostet jährlich 2 Mio. Euro.", "Es kostet zusammen 9 Mio. Euro."),
        ("Wann endet die Phase?", "Die Phase endet 2026.", "Die Phase begann 2022."),
        ("Wie viele Gruppen gibt es?", "Es gibt neun Gruppen.", "Es gibt zwölf Labore."),
        ("Wer prüft die Anträge?", "Die Anträge prüft Petra Lindner.", "Das Haus leitet Ralf Moser."),
        ("How much money was there in 2021?", "In 2021 there was EUR 14 million.", "In 2018 there was EUR 12 million."),
        ("How much was the second rate?", "The second rate was EUR 4 million.", "The first rate was EUR 3 million."),
        ("What does it cost per year?", "It costs EUR 2 million annually.", "It costs EUR 9 million altogether."),
        ("When does the phase end?", "The phase ends in 2026.", "The phase began in 2022."),
        ("How many groups are there?", "There are nine groups.", "There are twelve laboratories."),
        ("Who examines the proposals?", "Petra Lindner examines the proposals.", "Ralf Moser leads the house."),
    ],
)
def test_a_sentence_with_what_was_asked_for_comes_before_one_that_is_hardly_nearer(
    make_document, question: str, fitting: str, other: str
) -> None:
    document = make_document(f"{other} {fitting}", analyse(question).language)
    hits = [_hit(document, other, 0.51), _hit(document, fitting, 0.5)]
    assert _quotes(_choose(question, [document], hits)) == [fitting, other]


def test_a_sentence_comes_before_a_heading_that_is_as_near(make_document) -> None:
    document = make_document("Dauer der Förderung\n\nDie Dauer der Förderung steht fest.")
    hits = [
        _hit(document, "Dauer der Förderung", 0.5, heading=True),
        _hit(document, "Die Dauer der Förderung steht fest.", 0.5),
    ]
    assert _quotes(_choose("Was steht fest?", [document], hits))[0] == "Die Dauer der Förderung steht fest."


def test_a_much_better_score_outweighs_every_preference(make_document) -> None:
    document = make_document("Es gab 14 Mio. Euro. Es gab viel Beifall.")
    hits = [_hit(document, "Es gab 14 Mio. Euro.", 0.3), _hit(document, "Es gab viel Beifall.", 0.3 + 5 * FITS)]
    assert _quotes(_choose("Wie viel Geld gab es?", [document], hits))[0] == "Es gab viel Beifall."


@pytest.mark.parametrize(
    ("text", "quote", "context"),
    [
        (
            "Das NUM entstand 2020. Es verbindet alle Kliniken.",
            "Es verbindet alle Kliniken.",
            "Das NUM entstand 2020.",
        ),
        (
            "Ein Satz davor. Das NUM entstand 2020. Dies half vielen.",
            "Dies half vielen.",
            "Das NUM entstand 2020.",
        ),
        ("The network began in 2020. It joins all hospitals.", "It joins all hospitals.", "The network began in 2020."),
        (
            "The sheet is short. These facts are sure.",
            "These facts are sure.",
            "The sheet is short.",
        ),
        ("Das NUM entstand 2020. Alle Kliniken sind dabei.", "Alle Kliniken sind dabei.", ""),
        ("The network began in 2020. All hospitals belong to it.", "All hospitals belong to it.", ""),
        ("Es verbindet alle Kliniken.", "Es verbindet alle Kliniken.", ""),
        ("Das NUM entstand früh. Hierarchien sind flach.", "Hierarchien sind flach.", ""),
    ],
)
def test_a_sentence_that_points_back_is_shown_with_the_one_before(
    make_document, text: str, quote: str, context: str
) -> None:
    document = make_document(text)
    (item,) = _choose("Was ist das?", [document], [_hit(document, quote, 0.5)])
    assert (item.quote, item.context) == (quote, context)


def test_context_is_of_the_paragraph_before_and_no_further(make_document) -> None:
    document = make_document("Ganz anderes Thema.\n\nDas NUM entstand 2020.\n\nEs verbindet alle Kliniken.")
    (item,) = _choose("Was ist das?", [document], [_hit(document, "Es verbindet alle Kliniken.", 0.5)])
    assert item.context == "Das NUM entstand 2020."


@pytest.mark.parametrize("publisher", ["BSK", None])
def test_a_letterhead_speaks_of_the_publisher_and_no_line_below_it_does(make_document, publisher: str | None) -> None:
    telephone, imprint = "Telefon 0228 99 1234-0", "Telefon 0228 99 1234-55"
    head = f"Beispielweg 20\n\n{telephone}\n\nPressemitteilung\n\n"
    document = make_document(f"{head}Das Netz wird verstetigt.\n\n{imprint}", publisher=publisher)
    items = _choose("Was ist das?", [document], [_hit(document, quote, 0.5) for quote in (telephone, imprint)])
    assert {item.quote: item.context for item in items} == {telephone: publisher or "", imprint: ""}


def test_evidence_knows_the_page_the_date_and_the_publisher(make_document) -> None:
    document = make_document(
        "Seite eins. Seite zwei.",
        pages=(PageRange(1, 0, 12), PageRange(2, 12, 23)),
        published="2026-02",
        publisher="Konferenz",
    )
    hits = [_hit(document, "Seite zwei.", 0.6), _hit(document, "Seite eins.", 0.5)]
    assert [(e.page, e.published, e.publisher) for e in _choose("Welche Seite?", [document], hits)] == [
        (2, "2026-02", "Konferenz"),
        (1, "2026-02", "Konferenz"),
    ]


@pytest.mark.parametrize("kind", ["place", "reason", "yes_no", "other"])
def test_code_cannot_tell_whether_a_text_fits_other_kinds(kind: str) -> None:
    assert fits(replace(analyse("Was war?"), kind=kind), "Das NUM entstand 2020 in Berlin.", "de", None) is None


@pytest.mark.parametrize(
    ("question", "put", "answer"),
    [
        ("Ist die MII ein Teil des NUM?", "Gehört die MII zum NUM?", "Nein, sie ist ein eigenes Vorhaben."),
        ("Is the MII part of the NUM?", "Does the MII belong to the NUM?", "No, it is a project of its own."),
    ],
)
def test_the_answer_behind_a_question_of_the_document_is_found_by_that_question(
    question: str, put: str, answer: str, make_document
) -> None:
    document = make_document(f"{put}\n\n{answer} Mehr dazu.", analyse(question).language, path="faq.md")
    hits = [_hit(document, put, 0.9, heading=True), _hit(document, "Mehr dazu.", 0.6), _hit(document, answer, 0.4)]
    assert _quotes(_choose(question, [document], hits)) == [answer, put, "Mehr dazu."]
