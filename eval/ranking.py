"""Measures of rankings: the one file that knows `ir_measures`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

DEPTH = 10
"""Only so many of a ranking count."""

MEASURES: Mapping[str, Any] = {"ndcg@10": nDCG @ DEPTH, "mrr@10": RR @ DEPTH, "recall@10": R @ DEPTH}


@dataclass(frozen=True, slots=True)
class Ranked:
    """Ids as they were found, best first, and the ids that are relevant, whether they were found or not."""

    found: tuple[str, ...]
    relevant: tuple[str, ...]


def by_query(
    rankings: Sequence[tuple[str, Sequence[str]]], qrels: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, float]]:
    """The value of each of `MEASURES` for each query by its id; `qrels` grade relevant ids. A query may lack values.

    nDCG is that of Järvelin & Kekäläinen (2002), over grades; the rest takes every grade above 0 for relevant.
    """
    judged = [Qrel(query, id_, grade) for query, grades in qrels.items() for id_, grade in grades.items()]
    # Ranks as scores: equal scores of the search would be ordered anew, differently by each measure.
    run = [ScoredDoc(query, id_, -rank) for query, ids in rankings for rank, id_ in enumerate(ids)]
    scores: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    if judged and run:
        names = {str(of): name for name, of in MEASURES.items()}
        for metric in ir_measures.iter_calc(list(MEASURES.values()), judged, run):
            scores[names[str(metric.measure)]][metric.query_id] = metric.value
    return scores


def values(ranked: Ranked) -> dict[str, float]:
    """Each of `MEASURES` for one ranking; 0 where nothing was found."""
    scores = by_query([("q", ranked.found)], {"q": dict.fromkeys(ranked.relevant, 1)})
    return {name: of.get("q", 0.0) for name, of in scores.items()}
