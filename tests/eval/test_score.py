from dataclasses import replace

import numpy as np
import pytest

from eval.measures import MEASURES
from eval.ranking import values
from eval.score import score
from eval.squad import document_of
from eval.support import find_quote, ranked_support
from eval.types import FigureGold, Item, ListGold, Place, Support, TextGold, YesNoGold

TEXTS = {
    "de.md": "Das NUM wird seit April 2020 gefördert. Bund und Länder geben 200 Mio. Euro bis 2026.\n"
    "2022 gab es 36 Standorte.\nHeute sind es 37 Standorte.\n"
    "Die Leitung hat das Bundesministerium für Forschung. Die MII lief von 2018 bis 2022.",
    "en.md": "NUM has been funded since April 2020. It receives EUR 200 million until 2026.\n"
    "There were 36 sites in 2022.\nToday 12.5 per cent of the sites are new.\n"
    "The Federal Ministry of Research leads it. The first phase ran from 2018 to 2022.",
}
DOCUMENTS = {path: document_of(path, path, text, path[:2]) for path, text in TEXTS.items()}


def item(gold, quote, *, language="de", status="answered"):
    path = "de.md" if quote in TEXTS["de.md"] else "en.md"
    return Item("q", language, "?", "any", status, gold, (Support(path, quote),) if quote else ())


AMOUNT = FigureGold("amount", ("200000000",), "EUR")
DATE = FigureGold("date", ("2020-04",))
DE_AMOUNT, EN_AMOUNT = (
    "Bund und Länder geben 200 Mio. Euro bis 2026.",
    "It receives EUR 200 million until 2026.",
)
DE_DATE, EN_DATE = "Das NUM wird seit April 2020 gefördert.", "NUM has been funded since April 2020."
DE_SITES, EN_SITES = "2022 gab es 36 Standorte.", "There were 36 sites in 2022."


@pytest.mark.parametrize(
    ("gold", "path", "quote", "text", "verdict"),
    [
        (AMOUNT, "de.md", DE_AMOUNT, "Es sind 200.000.000 Euro.", "right"),
        (AMOUNT, "de.md", DE_AMOUNT, "Es sind mehr als 200 Mio. Euro.", "right"),
        (AMOUNT, "de.md", DE_AMOUNT, "Es sind 240 Mio. Euro.", "wrong"),
        (AMOUNT, "en.md", EN_AMOUNT, "It is 200 million euros.", "right"),
        (AMOUNT, "en.md", EN_AMOUNT, "It is 200 million dollars.", "wrong"),
        (DATE, "de.md", DE_DATE, "Seit April 2020.", "right"),
        (DATE, "de.md", DE_DATE, "Seit 2020.", "less_precise"),
        (DATE, "en.md", EN_DATE, "Since April 2020.", "right"),
        (DATE, "en.md", EN_DATE, "Since 2020.", "less_precise"),
        (DATE, "en.md", EN_DATE, "Since May 2020.", "wrong"),
        (FigureGold("count", ("36",)), "de.md", DE_SITES, "Es gab 36 Standorte.", "right"),
        (FigureGold("count", ("36",)), "en.md", EN_SITES, "There were 37 sites.", "wrong"),
        (FigureGold("percentage", ("12.5",)), "en.md", "Today 12.5 per cent", "It is 12.5 %.", "right"),
        (FigureGold("period", ("2018/2022",)), "de.md", "von 2018 bis 2022", "2018 bis 2022.", "right"),
        (FigureGold("period", ("2018/2022",)), "en.md", "from 2018 to 2022", "From 2018 to 2022.", "right"),
        (FigureGold("period", ("2018/2022",)), "en.md", "from 2018 to 2022", "From 2018 to 2023.", "wrong"),
    ],
)
def test_figures_are_compared_by_value(answer_with, gold, path, quote, text, verdict):
    answer = answer_with(text, DOCUMENTS, [(path, quote, None)], language=path[:2])
    assert score(item(gold, quote, language=path[:2]), answer, DOCUMENTS).verdict == verdict


@pytest.mark.parametrize(
    ("path", "quote", "key", "verdict"),
    [
        ("de.md", DE_AMOUNT, "200 Mio. Euro", "right"),
        ("de.md", DE_AMOUNT, "200", "wrong"),
        ("de.md", DE_AMOUNT, "2026", "wrong"),
        ("en.md", EN_AMOUNT, "EUR 200 million", "right"),
        ("en.md", EN_AMOUNT, "2026", "wrong"),
    ],
)
def test_where_the_key_part_is_marked_it_alone_counts(answer_with, path, quote, key, verdict):
    answer = answer_with("200 Mio. Euro", DOCUMENTS, [(path, quote, key)])
    assert score(item(AMOUNT, quote), answer, DOCUMENTS).verdict == verdict


def test_a_derived_figure_is_read_from_the_claim(answer_with):
    answer = answer_with("Es sind 200 Mio. Euro.", DOCUMENTS, [("de.md", DE_SITES, "36")], claim_status="derived")
    assert score(item(AMOUNT, DE_AMOUNT), answer, DOCUMENTS).verdict == "right"


def test_an_unsupported_claim_says_nothing(answer_with):
    answer = answer_with("200 Mio. Euro", DOCUMENTS, [("de.md", DE_SITES, None)], claim_status="unsupported")
    assert score(item(AMOUNT, DE_AMOUNT), answer, DOCUMENTS).verdict == "wrong"


@pytest.mark.parametrize(
    ("language", "wordings", "text", "verdict"),
    [
        ("de", ("Bundesministerium für Forschung",), "Leitung des Bundesministeriums für Forschung", "right"),
        ("de", ("Deutsche Forschungsgemeinschaft", "DFG"), "Es war die „DFG“.", "right"),
        ("de", ("Mio",), "Die Miosotis", "wrong"),
        ("en", ("Federal Ministry of Research",), "the Federal Ministry of Research", "right"),
        ("en", ("medical centre",), "All medical centres take part.", "right"),
        ("en", ("Ministry of Health",), "the Federal Ministry of Research", "wrong"),
    ],
)
def test_one_wording_is_enough_inflected_or_not(answer_with, language, wordings, text, verdict):
    answer = answer_with(text, DOCUMENTS, [("de.md", DE_SITES, None)], language=language)
    gold = TextGold("text", wordings)
    assert score(item(gold, DE_SITES, language=language), answer, DOCUMENTS).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Bund und Länder", "right"), ("nur der Bund", "incomplete"), ("niemand sonst", "wrong")],
)
def test_a_list_is_right_when_whole(answer_with, text, verdict):
    answer = answer_with(text, DOCUMENTS, [("de.md", DE_AMOUNT, None)])
    gold = ListGold("list", (("Bund", "Bundesregierung"), ("Länder", "states")))
    assert score(item(gold, DE_AMOUNT), answer, DOCUMENTS).verdict == verdict


@pytest.mark.parametrize(
    ("value", "text", "verdict"),
    [
        ("yes", "Ja, seit 2020.", "right"),
        ("no", "Nein. Es sind 36.", "right"),
        ("no", "„No“, it is not.", "right"),
        ("yes", "Yes.", "right"),
        ("yes", "Nein, ja.", "wrong"),
        ("no", "Es gibt nein.", "wrong"),
        ("yes", "", "wrong"),
    ],
)
def test_yes_or_no_is_the_first_word(answer_with, value, text, verdict):
    answer = answer_with(text, DOCUMENTS, [("de.md", DE_DATE, None)])
    assert score(item(YesNoGold("yes_no", value), DE_DATE), answer, DOCUMENTS).verdict == verdict


@pytest.mark.parametrize(
    ("text", "given", "verdict"),
    [
        ("36 Standorte, heute 37 Standorte", "conflicting", "right"),
        ("36 Standorte, heute 37 Standorte", "answered", "misjudged"),
        ("37 Standorte", "conflicting", "incomplete"),
    ],
)
def test_a_conflict_must_be_told_with_all_its_values(answer_with, text, given, verdict):
    conflict = item(FigureGold("count", ("36", "37")), DE_SITES, status="conflicting")
    answer = answer_with(text, DOCUMENTS, [("de.md", DE_SITES, None)], status=given)
    assert score(conflict, answer, DOCUMENTS).verdict == verdict


def test_a_conflict_that_does_not_exist_is_misjudged(answer_with):
    answer = answer_with("200 Mio. Euro", DOCUMENTS, [("de.md", DE_AMOUNT, None)], status="conflicting")
    assert score(item(AMOUNT, DE_AMOUNT), answer, DOCUMENTS).verdict == "misjudged"


def test_refusing_is_right_only_where_there_is_no_answer(answer_with):
    refusal = answer_with("", DOCUMENTS, status="not_in_documents")
    given = answer_with("200 Mio. Euro", DOCUMENTS, [("de.md", DE_AMOUNT, None)])
    unanswerable = item(None, "", status="not_in_documents")
    assert score(item(AMOUNT, DE_AMOUNT), refusal, DOCUMENTS).verdict == "refused"
    assert score(unanswerable, refusal, DOCUMENTS).verdict == "right"
    assert score(unanswerable, refusal, DOCUMENTS).right_and_quoted
    assert score(unanswerable, given, DOCUMENTS).verdict == "wrong"


@pytest.mark.parametrize(("quote", "quoted"), [(DE_AMOUNT, True), ("200 Mio.", True), (DE_SITES, False)])
def test_the_quote_must_overlap_a_supporting_sentence(answer_with, quote, quoted):
    answer = answer_with("200 Mio. Euro", DOCUMENTS, [("de.md", quote, None)])
    outcome = score(item(AMOUNT, DE_AMOUNT), answer, DOCUMENTS)
    assert (outcome.quoted, outcome.right_and_quoted) == (quoted, quoted)


def test_the_same_words_in_another_document_are_no_support(answer_with):
    answer = answer_with("EUR 200 million", DOCUMENTS, [("en.md", EN_AMOUNT, None)])
    assert not score(item(AMOUNT, DE_AMOUNT), answer, DOCUMENTS).quoted


def test_quotes_that_are_not_verbatim_are_counted(answer_with):
    answer = answer_with("200 Mio. Euro", DOCUMENTS, [("de.md", DE_AMOUNT, None), ("de.md", DE_SITES, None)])
    changed = DOCUMENTS | {"de.md": document_of("de.md", "", TEXTS["de.md"].replace("36", "35"), "de")}
    assert score(item(AMOUNT, DE_AMOUNT), answer, DOCUMENTS).verbatim == 2
    outcome = score(item(AMOUNT, DE_AMOUNT), answer, changed)
    assert (outcome.citations, outcome.verbatim) == (2, 1)
    assert score(item(AMOUNT, DE_AMOUNT), answer, {}).verbatim == 0


def test_a_quote_is_found_however_it_is_spaced():
    text = "Vorher. Das  NUM\n\nerhält\u00a0200 Mio. Euro. Das NUM erhält 200 Mio. Euro."
    spans = list(find_quote("Das NUM erhält 200 Mio. Euro.", text))
    assert [text[start:end].split() for start, end in spans] == [["Das", "NUM", "erhält", "200", "Mio.", "Euro."]] * 2
    assert list(find_quote(" ", text)) == []


@pytest.mark.parametrize(
    ("language", "right", "beside"),
    [("de", DE_AMOUNT, "2022 gab es 36 Standorte."), ("en", EN_AMOUNT, "There were 36 sites in 2022.")],
)
def test_citations_have_precision_and_recall(answer_with, language, right, beside):
    path = f"{language}.md"
    both = answer_with("200", DOCUMENTS, [(path, right, None), (path, beside, None)], language=language)
    wrong = answer_with("36", DOCUMENTS, [(path, beside, None)], language="en")
    refusal = answer_with("", DOCUMENTS, status="not_in_documents", language=language)
    scored = [score(item(AMOUNT, right, language=language), one, DOCUMENTS) for one in (both, wrong, refusal)]
    assert [one.supporting for one in scored] == [1, 0, 0]
    unknown = score(replace(item(AMOUNT, right), support=()), both, DOCUMENTS)
    assert unknown.supporting is None

    def figure(name):
        return [MEASURES[name].value(one) for one in (*scored, unknown) if MEASURES[name].over(one)]

    assert figure("citation_precision") == [0.5, 0.0]
    assert figure("citation_recall") == [1.0, 0.0, 0.0]


LISTED = "de.md"
THREE = ("Bund und Länder geben 200 Mio. Euro bis 2026.", "Das NUM wird seit April 2020 gefördert.", "2022 gab es 36")
LIST = ListGold("list", (("Länder", "states"), ("NUM",), ("36 Standorte", "36"), ("sie alle",)))


@pytest.mark.parametrize(
    ("gold", "quotes", "share"),
    [
        (LIST, [THREE[0]], 2 / 4),  # the last is named by no sentence, so that any of them counts for it
        (LIST, [THREE[0], THREE[1]], 3 / 4),
        (LIST, list(THREE), 1.0),
        (LIST, [], 0.0),
        (FigureGold("count", ("36", "37")), ["2022 gab es 36 Standorte."], 0.5),
        (FigureGold("count", ("36",)), ["2022 gab es 36 Standorte."], 1.0),
        (TextGold("text", ("NUM",)), [THREE[0]], 1.0),
    ],
)
def test_the_recall_of_several_values_is_the_share_that_is_quoted(answer_with, gold, quotes, share):
    support = tuple(Support(LISTED, quote) for quote in (*THREE, "Heute sind es 37 Standorte."))
    asked = Item("q", "de", "?", "any", "answered", gold, support)
    answer = answer_with("Es sind viele.", DOCUMENTS, [(LISTED, quote, None) for quote in quotes])
    assert score(asked, answer, DOCUMENTS).quoted_parts == pytest.approx(share)


def test_english_parts_are_found_too(answer_with):
    quotes = ("It receives EUR 200 million until 2026.", "The Federal Ministry of Research leads it.")
    gold = ListGold("list", (("200 million", "200 Mio."), ("Federal Ministries of Research",)))
    asked = Item("q", "en", "?", "any", "answered", gold, tuple(Support("en.md", quote) for quote in quotes))
    answer = answer_with("It is 200 million.", DOCUMENTS, [("en.md", quotes[0], None)], language="en")
    assert score(asked, answer, DOCUMENTS).quoted_parts == 0.5


@pytest.mark.parametrize(
    ("quote", "key", "exact", "f1"),
    [
        ("Die Leitung hat das Bundesministerium für Forschung.", "das Bundesministerium für Forschung", 1.0, 1.0),
        ("Die Leitung hat das Bundesministerium für Forschung.", "Bundesministerium", 0.0, 0.5),
        ("The Federal Ministry of Research leads it.", "Federal Ministry of Research", 1.0, 1.0),
        ("The Federal Ministry of Research leads it.", "Research", 0.0, 0.4),
    ],
)
def test_words_are_matched_as_squad_does(answer_with, quote, key, exact, f1):
    gold = TextGold("text", ("Bundesministerium für Forschung", "Federal Ministry of Research"))
    path = "de.md" if quote in TEXTS["de.md"] else "en.md"
    outcome = score(item(gold, quote), answer_with("Es ist so.", DOCUMENTS, [(path, quote, key)]), DOCUMENTS)
    assert (outcome.exact_match, outcome.token_f1) == (exact, pytest.approx(f1))


def test_a_refusal_matches_nothing_and_figures_are_not_matched_as_words(answer_with):
    refusal = answer_with("Das steht nicht darin.", DOCUMENTS, status="not_in_documents")
    refused = score(item(TextGold("text", ("darin",)), DE_SITES), refusal, DOCUMENTS)
    assert (refused.exact_match, refused.token_f1) == (0.0, 0.0)
    figure = score(item(AMOUNT, DE_AMOUNT), refusal, DOCUMENTS)
    assert (figure.exact_match, figure.token_f1) == (None, None)


@pytest.mark.parametrize(
    ("found", "rank", "ndcg", "recall"),
    [
        ([DE_AMOUNT, DE_SITES, DE_DATE], 1, (1 + 1 / 2) / (1 + 1 / np.log2(3)), 1.0),
        ([DE_SITES, DE_DATE], 2, (1 / np.log2(3)) / (1 + 1 / np.log2(3)), 0.5),
        ([DE_DATE, DE_DATE], 1, 1 / (1 + 1 / np.log2(3)), 0.5),
        ([DE_SITES], 0, 0.0, 0.0),
        ([], 0, 0.0, 0.0),
    ],
)
def test_the_evidence_is_a_ranking_of_the_supporting_sentences(answer_with, found, rank, ndcg, recall):
    """Two sentences support; one that is found twice counts once. The rank is that of MRR in `ir_measures`."""
    asked = Item("q", "de", "?", "any", "answered", AMOUNT, (Support("de.md", DE_AMOUNT), Support("de.md", DE_DATE)))
    starts = [(TEXTS["de.md"].index(quote), len(quote)) for quote in found]
    evidence = [Place("de.md", start, start + length) for start, length in starts]
    refusal = answer_with("", DOCUMENTS, status="not_in_documents")
    outcome = score(asked, refusal, DOCUMENTS, evidence)
    assert (outcome.rank, outcome.ndcg, outcome.recall) == (rank, pytest.approx(ndcg), pytest.approx(recall))
    reference = values(ranked_support(asked, evidence, DOCUMENTS))["mrr@10"]
    assert MEASURES["support_rank"].value(outcome) == pytest.approx(reference)
    unknown = score(asked, refusal, DOCUMENTS)
    assert (unknown.rank, unknown.ndcg, unknown.recall) == (None, None, None)
