"""Passage retrieval on BEIR-format data: each document ranks by its best passage."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from eval import bootstrap
from eval.beir import Benchmark
from eval.ranking import DEPTH, by_query
from eval.types import Interval
from index.types import Hit


class Searcher(Protocol):
    """What an evaluation of retrieval needs of `index.index.Index`."""

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The k best passages, best first."""


def rank_queries(index: Searcher, benchmark: Benchmark) -> Iterator[tuple[str, list[str]]]:
    """Each query's id with the ids of its ten best documents, best first."""
    beir_id = {document.id: document.path for document in benchmark.documents}
    for query, text in benchmark.queries.items():
        yield query, [beir_id[id_] for id_ in rank_documents(index, text)]


def rank_documents(index: Searcher, query: str) -> list[str]:
    """Document ids by their best passage; asks for more passages until ten documents are among them."""
    k = 4 * DEPTH
    while True:
        hits = index.search(query, k)
        ranked = list(dict.fromkeys(hit.passage.document_id for hit in hits))
        if len(ranked) >= DEPTH or len(hits) < k:
            return ranked[:DEPTH]
        k *= 4


def measure(
    rankings: Sequence[tuple[str, Sequence[str]]], qrels: Mapping[str, Mapping[str, int]], *, seed: int = 0
) -> dict[str, int | Interval]:
    """The figures of `eval retrieval`, each with its interval by bootstrap over queries."""
    queries = [query for query, _ in rankings]
    return {"queries": len(queries)} | {
        name: bootstrap.interval(bootstrap.mean([values.get(q, 0.0) for q in queries]), queries, seed=seed)
        for name, values in by_query(rankings, qrels).items()
    }
