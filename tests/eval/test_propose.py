"""Questions are proposed only from what a sentence says, in its words, with gold that can be scored."""

import pytest

from eval.check import problems
from eval.propose.drafts import drafts_of
from eval.propose.propose import propose
from eval.propose.wording import gold_text, read_gold
from eval.squad import document_of
from eval.types import FigureGold, ListGold, TextGold

GERMAN = (
    "Das NUM wurde am 1. April 2020 als Teil des Krisenmanagements gegründet, um zu forschen. "
    "Am NUM beteiligen sich im Herbst 2022 alle 36 Standorte der deutschen Universitätsmedizin, dazu weitere Partner. "
    "Die zweite Förderphase des NUM kostete rund 240 Mio. Euro. "
    "Prof. Matthias Frosch, Präsident des Medizinischen Fakultätentages (MFT), sieht darin einen Gewinn. "
    "Sie soll fünf Jahre dauern."
)
ENGLISH = (
    "The MII was founded in 2018 to bring research and care together. "
    "MIRACUM receives EUR 37 million in all. "
    "Ten university hospitals belong to MIRACUM, together with their universities. "
    "The deputy chair of the GWK is Falko Mohrs, Minister of Science. "
    "It ended in December 2021."
)
DOCUMENTS = {
    "de.md": document_of("de.md", "Faktenblatt", GERMAN, "de"),
    "en.md": document_of("en.md", "Fact sheet", ENGLISH, "en"),
}


def asked(sentence, language):
    return {draft.question: draft.gold for draft in drafts_of(sentence, language, None)}


def proposed(languages=("de", "en"), count=100, seed=0, documents=DOCUMENTS):
    return propose(list(documents.values()), languages=languages, count=count, seed=seed)


@pytest.mark.parametrize(
    ("sentence", "question", "gold"),
    [
        (
            "Die erste Förderphase des NUM begann im April 2020 und endete im Dezember 2021.",
            "Wann endete die erste Förderphase des NUM?",
            FigureGold("date", ("2021-12",)),
        ),
        (
            "Am 19. Februar 2026 beschloss die GWK, das NUM unbefristet weiterzuführen.",
            "Wann beschloss die GWK, das NUM unbefristet weiterzuführen?",
            FigureGold("date", ("2026-02-19",)),
        ),
        (
            "Die vier Konsortien der MII bekamen 2017 rund 120 Mio. Euro für vier Jahre zugesagt.",
            "Wie viel Geld bekamen die vier Konsortien der MII 2017 für vier Jahre zugesagt?",
            FigureGold("amount", ("120000000",), "EUR"),
        ),
        (
            "In der ersten Förderphase des NUM verteilten sich 150 Mio. Euro auf 13 Projekte.",
            "Auf wie viele Projekte verteilten sich in der ersten Förderphase des NUM 150 Mio. Euro?",
            FigureGold("count", ("13",)),
        ),
        (
            "Die Ausbauphase der MII wird von 2023 bis 2027 gefördert.",
            "Von wann bis wann wird die Ausbauphase der MII gefördert?",
            FigureGold("period", ("2023/2027",)),
        ),
        (
            "Dorothee Bär, Bundesministerin für Forschung, Technologie und Raumfahrt, führt den Vorsitz der GWK.",
            "Wer führt den Vorsitz der GWK?",
            TextGold("text", ("Dorothee Bär", "Bär")),
        ),
        (
            "Das sagt die GWK-Vorsitzende und Bundesministerin für Forschung, Dorothee Bär.",
            "Wer ist die GWK-Vorsitzende?",
            TextGold("text", ("Dorothee Bär", "Bär")),
        ),
        (
            "Solche Datenintegrationszentren (DIZ) gibt es überall.",
            "Wofür steht die Abkürzung DIZ?",
            TextGold("text", ("Datenintegrationszentren",)),
        ),
    ],
)
def test_german_questions(sentence, question, gold):
    assert asked(sentence, "de")[question] == gold


@pytest.mark.parametrize(
    ("sentence", "question", "gold"),
    [
        (
            "In November 2025 the Bundestag prepared permanent funding in the federal budget.",
            "When did the Bundestag prepare permanent funding in the federal budget?",
            FigureGold("date", ("2025-11",)),
        ),
        ("The MII ran from 2016 to 2017.", "From when to when did the MII run?", FigureGold("period", ("2016/2017",))),
        ("MIRACUM receives EUR 37 million in all.", "How much money does MIRACUM receive?",
         FigureGold("amount", ("37000000",), "EUR")),
        ("Ten hospitals in Berlin belong to MIRACUM, and to others.", "How many hospitals in Berlin belong to MIRACUM?",
         FigureGold("count", ("10",))),
        ("Professor Jens Scholz, first chairman of the VUD, was there.", "Who is the first chairman of the VUD?",
         TextGold("text", ("Jens Scholz", "Scholz"))),
        ("It is the Network of University Medicine (NUM).", "What does the abbreviation NUM stand for?",
         TextGold("text", ("Network of University Medicine",))),
    ],
)  # fmt: skip
def test_english_questions(sentence, question, gold):
    assert asked(sentence, "en")[question] == gold


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Sie soll fünf Jahre dauern.", "de"),
        ("Im Juli 2017 standen die Gewinner fest.", "de"),
        ("Davon entfielen 7,1 Mio. Euro auf die drei mittelhessischen Hochschulen.", "de"),
        ("Als Gründungsjahr der MII gilt 2018.", "de"),
        ("Das NUM tagt heute in Bonn.", "de"),
        ("Förderung des NUM 2020 bis 2021", "de"),
        ("Its first funding period ended in December 2021.", "en"),
        ("Over EUR 200 million went into centres during that phase.", "en"),
        ("The second phase lasted from 2018 to 2022.", "en"),
        ("MII and NUM, press release, October 2022", "en"),
    ],
)
def test_no_question_where_it_would_not_stand_alone_or_the_sentence_is_no_statement(sentence, language):
    assert asked(sentence, language) == {}


def test_proposals_are_in_both_languages_sound_and_quote_their_sentence():
    proposals = proposed()
    answerable = [p for p in proposals if p.item.answerable]
    assert {p.item.language for p in answerable} == {"de", "en"}
    assert {p.item.kind for p in answerable} >= {"date", "amount", "count", "person"}
    assert not list(problems([p.item for p in proposals], DOCUMENTS))
    for proposal in answerable:
        sentence = DOCUMENTS[proposal.document].text[proposal.start : proposal.end]
        assert proposal.item.support[0].quote == sentence
        assert proposal.item.id.endswith(f"-{proposal.item.language}")


def test_a_purpose_is_no_part_of_a_question_about_a_time():
    questions = {p.item.question for p in proposed()}
    assert {"Wann wurde das NUM gegründet?", "When was the MII founded?"} <= questions


def test_unanswerable_ones_name_what_no_document_has_and_say_why():
    text = " ".join(document.text for document in DOCUMENTS.values()).casefold()
    answered = " ".join(p.item.question for p in proposed() if p.item.answerable).casefold().split()
    near = [p.item for p in proposed() if not p.item.answerable]
    assert {item.language for item in near} == {"de", "en"}
    for item in near:
        put_in = [word.strip("?") for word in item.question.casefold().split() if word not in answered]
        assert put_in
        assert not any(word in text for word in put_in)
        assert item.near_miss and item.gold is None and item.tags == ("near_miss",)


def test_no_year_within_a_period_that_a_document_names_counts_as_unnamed():
    text = "Im Herbst 2022 beteiligten sich 36 Standorte am NUM. Die MII wird von 1990 bis 2027 gefördert."
    near = [p.item for p in proposed(documents={"a.md": document_of("a.md", "", text, "de")}) if not p.item.answerable]
    years = [int(word.strip("?")) for item in near for word in item.question.split() if word.strip("?").isdigit()]
    assert years
    assert all(year < 1990 for year in years)


def test_what_documents_say_differently_is_one_conflicting_question():
    texts = {
        "a.md": "Am NUM beteiligen sich 36 Standorte.",
        "b.md": "Am NUM beteiligen sich 37 Standorte.",
        "c.md": "Das NUM wurde 2020 gegründet.",
        "d.md": "Das NUM wurde am 1. April 2020 gegründet.",
    }
    proposals = proposed(documents={path: document_of(path, "", text, "de") for path, text in texts.items()})
    by_question = {p.item.question: p.item for p in proposals}
    conflict = by_question["Wie viele Standorte beteiligen sich am NUM?"]
    assert conflict.status == "conflicting"
    assert conflict.gold == FigureGold("count", ("36", "37"))
    assert {support.document for support in conflict.support} == {"a.md", "b.md"}
    founded = by_question["Wann wurde das NUM gegründet?"]
    assert founded.gold == FigureGold("date", ("2020-04-01",))
    assert [support.document for support in founded.support] == ["d.md"]


def test_a_german_folder_is_asked_in_english_too_where_every_word_has_a_translation():
    text = (
        "Die erste Förderphase des NUM endete im Dezember 2021. Die zweite Förderphase des NUM kostete 240 Mio. Euro. "
        "Das Quartett des NUM endete im Mai 2022. Das Netzwerk Universitätsmedizin (NUM) ist groß."
    )
    documents = {"a.md": document_of("a.md", "", text, "de")}
    english = [p.item for p in proposed(languages=("en",), documents=documents)]
    answers = {item.question: item.gold for item in english if item.answerable}
    assert answers == {
        "When did the first funding period of the NUM end?": FigureGold("date", ("2021-12",)),
        "How much did the second funding period of the NUM cost?": FigureGold("amount", ("240000000",), "EUR"),
        "What does the abbreviation NUM stand for?": TextGold("text", ("Netzwerk Universitätsmedizin",)),
    }
    assert all("cross_language" in item.tags for item in english if item.answerable)
    assert not any("second funding period of the NUM" in item.question for item in english if not item.answerable)
    assert not list(problems(english, documents))


def test_an_english_folder_is_asked_in_german_too_where_the_article_is_sure():
    text = "The MII was founded in 2018 to care. MIRACUM receives EUR 37 million in all."
    german = {"b.md": document_of("b.md", "", "Die MII ist groß.", "de")}
    english = {"a.md": document_of("a.md", "", text, "en")}
    paid, founded = "Wie viel Geld erhält MIRACUM?", "Wann wurde die MII gegründet?"
    for documents, asked_for in ((english, {paid}), (english | german, {paid, founded})):
        found = proposed(languages=("de",), documents=documents)
        assert {p.item.question for p in found if p.item.answerable} == asked_for


def test_the_same_seed_proposes_the_same_and_count_and_language_are_kept():
    assert proposed(count=6, seed=3) == proposed(count=6, seed=3)
    assert len(proposed(count=6)) == 6
    assert {p.item.language for p in proposed(languages=("en",))} == {"en"}


@pytest.mark.parametrize(
    ("gold", "language", "written"),
    [
        (FigureGold("amount", ("200000000",), "EUR"), "de", "200 Millionen Euro"),
        (FigureGold("date", ("2026-02-19",)), "en", "February 19, 2026"),
        (FigureGold("count", ("36", "37")), "de", "36 | 37"),
        (TextGold("text", ("Jens Scholz", "Scholz")), "en", "Jens Scholz | Scholz"),
        (ListGold("list", (("Bär",), ("Wanka",))), "de", "Bär | Wanka"),
    ],
)
def test_gold_is_read_as_it_is_written(gold, language, written):
    assert gold_text(gold, language) == written
    assert read_gold(written, gold, language) == gold


def test_gold_of_another_type_is_not_read():
    assert read_gold("viel", FigureGold("amount", ("1",), "EUR"), "de") is None
    assert read_gold("2020", FigureGold("amount", ("1",), "EUR"), "de") is None
