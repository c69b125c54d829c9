import json

import numpy as np
import pytest

from eval.errors import DataError
from eval.retrieval import measure, rank_documents, rank_queries, read_beir
from eval.types import Interval
from index.types import Hit, Passage


@pytest.fixture
def beir(tmp_path):
    def write(corpus, queries, qrels):
        (tmp_path / "qrels").mkdir()
        for name, rows in (("corpus", corpus), ("queries", queries)):
            text = "".join(json.dumps(row) + "\n" for row in rows)
            (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
        (tmp_path / "qrels" / "test.tsv").write_text(qrels)
        return tmp_path

    return write


CORPUS = [
    {"_id": "d1", "title": "Köln", "text": "Die Stadt liegt am Rhein und hat einen Dom."},
    {"_id": "d/2", "title": "", "text": "The city of Warsaw lies on the Vistula river."},
    {"_id": "d3", "text": " "},
]
QUERIES = [
    {"_id": "q1", "text": "Wo liegt Köln?"},
    {"_id": "q2", "text": "Where is Warsaw?"},
    {"_id": "q3", "text": "?"},
]


class ListedSearch:
    """Finds passages of the listed documents, in that order."""

    def __init__(self, *ids):
        self.ids = ids

    def search(self, query, k=10):
        ids = self.ids[:k]
        return [Hit(Passage(id_, i, i + 1, "x"), 1.0, {}) for i, id_ in enumerate(ids)]


@pytest.mark.parametrize("header", ["", "query-id\tcorpus-id\tscore\n"])
def test_beir_data_are_read_with_or_without_header(beir, header):
    benchmark = read_beir(beir(CORPUS, QUERIES, f"{header}q1\td1\t1\nq2\td/2\t2\nq2\td1\t0\n"))
    assert benchmark.qrels == {"q1": {"d1": 1}, "q2": {"d/2": 2}}
    assert list(benchmark.queries) == ["q1", "q2"]
    first, second = benchmark.documents
    assert (first.path, first.text, first.language) == ("d1", f"Köln\n\n{CORPUS[0]['text']}", "de")
    assert (second.path, second.text, second.language) == ("d/2", CORPUS[1]["text"], "en")


@pytest.mark.parametrize(
    ("corpus", "qrels", "message"),
    [
        (CORPUS, "q1\td1\n", r"test\.tsv, line 1"),
        (CORPUS, "q1\td1\t1\nq1\td1\tone\n", r"test\.tsv, line 2"),
        (CORPUS, "q9\td1\t1\n", "'q9'"),
        ([{"_id": "d1"}], "q1\td1\t1\n", r"corpus\.jsonl, line 1"),
    ],
)
def test_broken_data_are_named(beir, corpus, qrels, message):
    with pytest.raises(DataError, match=message):
        read_beir(beir(corpus, QUERIES, qrels))


def test_a_document_ranks_by_its_best_passage():
    assert rank_documents(ListedSearch("b", "a", "b", "c", "a"), "?") == ["b", "a", "c"]


def test_ten_documents_are_found_behind_many_passages_of_one():
    search = ListedSearch(*["a"] * 100, *"bcdefghijkl")
    assert rank_documents(search, "?") == list("abcdefghij")


def test_the_measures_are_those_of_the_literature():
    rankings = [("q1", ["a", "b", "c"]), ("q2", ["x", "y", "z"]), ("q3", ["u"]), ("q4", [])]
    qrels = {"q1": {"a": 1}, "q2": {"z": 1, "w": 1}, "q3": {"v": 1}, "q4": {"v": 1}}
    figures = measure(rankings, qrels)
    ndcg_q2 = (1 / np.log2(4)) / (1 + 1 / np.log2(3))
    assert figures["queries"] == 4
    assert figures["mrr@10"].value == pytest.approx((1 + 1 / 3) / 4)
    assert figures["recall@10"].value == pytest.approx((1 + 1 / 2) / 4)
    assert figures["ndcg@10"].value == pytest.approx((1 + ndcg_q2) / 4)
    assert figures["mrr@10"].low is None
    more = measure([*rankings, ("q5", ["b", "a"])], qrels | {"q5": {"a": 1}})
    assert more["mrr@10"].low <= more["mrr@10"].value <= more["mrr@10"].high


def test_the_order_of_the_ranking_is_kept():
    documents = [f"d{i}" for i in range(10)]
    for rank, relevant in enumerate(documents, start=1):
        assert measure([("q", documents)], {"q": {relevant: 1}})["mrr@10"].value == pytest.approx(1 / rank)


def test_no_queries_have_no_figures():
    assert measure([], {}) == {"queries": 0} | dict.fromkeys(
        ["ndcg@10", "mrr@10", "recall@10"], Interval(None, None, None)
    )


def test_queries_are_ranked_by_beir_id(beir):
    benchmark = read_beir(beir(CORPUS, QUERIES, "q1\td1\t1\nq2\td/2\t1\n"))
    ids = [document.id for document in benchmark.documents]
    assert list(rank_queries(ListedSearch(*reversed(ids)), benchmark)) == [
        ("q1", ["d/2", "d1"]),
        ("q2", ["d/2", "d1"]),
    ]
