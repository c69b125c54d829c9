"""BM25 as Lucene computes it, over words without their inflection."""

import math
from collections import Counter

import numpy as np
import pytest

from index.lexical import LexicalIndex, stem, stemmed_language, terms

TEXTS = [
    "Alle 37 Universitätskliniken arbeiten im Netzwerk Universitätsmedizin zusammen.",
    "Das Netzwerk wird vom Bund gefördert. Der Bund fördert das Netzwerk zu 100 Prozent.",
    "The ministry funded the network until 2026, and funding goes on.",
    "Der Vorsitz wechselt jedes Jahr.",
    "und das oder die",
]


def rows() -> list[list[str]]:
    return [terms(text, "en" if "the" in text else "de") for text in TEXTS]


def lucene_bm25(rows: list[list[str]], query: list[str], k1: float = 1.2, b: float = 0.75) -> list[float]:
    """Kamphuis et al. 2020, "Which BM25 do you mean?", the variant of Lucene with exact lengths."""
    n = len(rows)
    average = sum(map(len, rows)) / n
    scores = []
    for row in rows:
        counts = Counter(row)
        score = 0.0
        for term in query:
            df = sum(term in other for other in rows)
            idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
            tf = counts[term]
            score += idf * tf / (tf + k1 * (1 - b + b * len(row) / average))
        scores.append(score)
    return scores


@pytest.mark.parametrize("question", ["Wer fördert das Netzwerk?", "37 Universitätskliniken", "funding of the network"])
def test_scores_are_those_of_the_formula(question):
    query = terms(question, "en" if "the" in question else "de")
    scores = LexicalIndex.build(rows()).scores(query)
    np.testing.assert_allclose(scores, lucene_bm25(rows(), query), rtol=1e-5)
    assert scores.max() > 0


def test_the_weight_of_a_term_is_its_inverse_document_frequency():
    index = LexicalIndex.build(rows())
    assert index.document_frequency("netzwerk") == 2
    assert index.weight("netzwerk") == pytest.approx(math.log(1 + 3.5 / 2.5))
    assert index.weight("unbekannt") == pytest.approx(math.log(1 + 5.5 / 0.5))
    assert index.weight("unbekannt") > index.weight("netzwerk")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "die Universitätskliniken", "der Universitätsklinik"),
        ("de", "Das NETZ der Fakultät", "die Netze der Fakultäten"),
        ("de", "große Häuser", "GROSSE HÄUSER"),
        ("en", "the funded networks", "Funding a network"),
        ("en", "University hospitals", "the university hospital"),
    ],
)
def test_inflected_words_are_the_same_term(language, one, other):
    assert sorted(terms(one, language)) == sorted(terms(other, language)) != []


def test_words_that_say_nothing_are_left_out_and_figures_stay():
    assert terms("Das ist der und die von 2018 bis 2022", "de") == ["2018", "2022"]
    assert terms("This is the of and from 2018 to 2022", "en") == ["2018", "2022"]


def test_other_languages_are_read_as_german():
    assert [stemmed_language(code) for code in ("de", "en", "fr", None)] == ["de", "en", "de", "de"]
    assert terms("Netzwerke", None) == terms("Netzwerke", "de") == [stem("netzwerke", "de")]


@pytest.mark.parametrize("rows", [[], [[]], [[], []], [["a"], []]])
def test_texts_without_terms_score_nothing_also_after_saving(rows, tmp_path):
    index = LexicalIndex.build(rows)
    index.save(tmp_path / "lexical")
    for each in (index, LexicalIndex.open(tmp_path / "lexical", len(rows))):
        assert each.scores(["unbekannt"]).tolist() == [0.0] * len(rows)
        assert each.scores([]).tolist() == [0.0] * len(rows)


def test_a_saved_index_scores_the_same(tmp_path):
    index = LexicalIndex.build(rows())
    index.save(tmp_path / "lexical")
    again = LexicalIndex.open(tmp_path / "lexical", len(TEXTS))
    query = terms("Der Bund fördert das Netzwerk", "de")
    np.testing.assert_array_equal(again.scores(query), index.scores(query))
    assert again.weight("netzwerk") == index.weight("netzwerk")


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Wer, wem, wann, wozu, warum, bitte?"), ("en", "Who, whose, when, why, please?")]
)
def test_words_that_only_ask_are_no_terms(language: str, words: str) -> None:
    assert terms(words, language) == []
