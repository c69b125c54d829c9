import numpy as np
import pytest

from eval.beir import Benchmark
from eval.retrieval import measure, rank_documents, rank_queries
from eval.squad import document_of
from eval.types import Interval
from index.types import Hit, Passage


class ListedSearch:
    """Finds passages of the listed documents, in that order."""

    def __init__(self, *ids):
        self.ids = ids

    def search(self, query, k=10):
        ids = self.ids[:k]
        return [Hit(Passage(id_, i, i + 1, "x"), 1.0, {}) for i, id_ in enumerate(ids)]


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


def test_queries_are_ranked_by_beir_id():
    documents = tuple(document_of(id_, "", "Text", "de") for id_ in ("d1", "d/2"))
    benchmark = Benchmark(documents, {"q1": "Wo?", "q2": "Where?"}, {"q1": {"d1": 1}, "q2": {"d/2": 1}})
    ids = [document.id for document in documents]
    assert list(rank_queries(ListedSearch(*reversed(ids)), benchmark)) == [
        ("q1", ["d/2", "d1"]),
        ("q2", ["d/2", "d1"]),
    ]
