"""Key words are found where a sentence has them, with the whole of their figure; else the figure asked for answers."""

import pytest

from qa.draft import Draft
from qa.question import analyse
from qa.source import Source, source_of
from qa.types import Evidence

OFFICE = "Eine Koordinationsstelle ist zuständig, die der Verein betreibt."
OFFICE_EN = "A coordination office is responsible, which is run by the club."


def _key_words(draft: Draft, item: Evidence, question: str) -> str | None:
    """What of the sentence answers; None if no part is marked."""
    span = source_of(draft, item, analyse(question)).span
    return item.quote[slice(*span)] if span else None


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
    item = make_evidence(quote, source)
    assert _key_words(Draft(key, ""), item, question) == words


@pytest.mark.parametrize(
    ("key", "question", "quote", "words"),
    [
        ("24 Millionen Euro", "Wie viel Geld gibt es?", "Es wuchs um 24 Millionen auf 112 Mio. Euro.", "112 Mio. Euro"),
        ("24 Millionen", "Um wie viel Geld wuchs es?", "Es wuchs um 24 Millionen auf 112 Mio. Euro.", "24 Millionen"),
        ("24 million", "How much money is there?", "It rose by 24 million to 112 million euros.", "112 million euros"),
        ("24 million", "By how much did it rise?", "It rose by 24 million to 112 million euros.", "24 million"),
        ("5", "Wie hoch ist der Etat?", "Der Etat wuchs von 5 auf 7 Mio. Euro.", "5"),
        ("vier", "Wie viele Kliniken sind es?", "Die Zahl stieg um vier auf 38 Kliniken.", "38"),
    ],
)
def test_by_how_much_something_grew_is_not_how_much_it_is(
    key: str, question: str, quote: str, words: str, make_evidence
) -> None:
    item = make_evidence(quote, "de" if " auf " in quote else "en")
    assert _key_words(Draft(key, ""), item, question) == words


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


@pytest.mark.parametrize(
    ("key", "question", "quote", "source"),
    [
        ("Koordinationsstelle", "Who runs the coordination office?", OFFICE, "de"),
        ("coordination office", "Wer betreibt die Koordinationsstelle?", OFFICE_EN, "en"),
        ("Koordinationsstelle", "Wer betreibt die Koordinationsstelle?", OFFICE, "de"),
    ],
)
def test_key_words_that_only_translate_the_question_are_no_answer(key, question, quote, source, make_evidence) -> None:
    assert _key_words(Draft(key, f"It is {key}."), make_evidence(quote, source), question) is None


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
    item = make_evidence(quote, source)
    assert _key_words(Draft(key, ""), item, question) == words


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
    item = make_evidence(quote, source)
    assert _key_words(Draft(key, ""), item, question) == words


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
    item = make_evidence(quote, analyse(question).language)
    assert _key_words(Draft(key, sentence), item, question) == words


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
    item = make_evidence(quote, language)
    assert _key_words(Draft(key, ""), item, question) == words


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
    assert _key_words(Draft("etwas anderes", ""), make_evidence(quote, language), question) == words
