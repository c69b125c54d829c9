"""Two or more runs on the same questions: what changed, and whether it is more than noise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eval import bootstrap
from eval.measures import MEASURES, Measure
from eval.results import Results
from eval.significance import LEVEL, holm, paired_bootstrap, sign_flip
from eval.types import Interval, Result

Verdict = Literal["the same", "within noise", "better", "worse", "too few documents"]

_SAID = ("false_answers", "citation_recall", "exact_match", "support_ndcg")
COMPARED = tuple(name for name in MEASURES if name not in _SAID)
"""All but what others say, so that fewer are tested: `false_answers` is the rest of `right_refusals`, and what the
other three see, `right_and_quoted`, `token_f1`, `support_rank` and `support_recall` see too."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure differs between the first run and another, on the `questions` that both have it for.

    `run` is the other's name; `change` is its figure minus the first's, with the 95 % interval; `p` is adjusted for
    all that is compared. Neither bounds nor `p` are there where the questions lean on too few documents
    (`eval.bootstrap.FEWEST`).
    """

    run: str
    measure: str
    questions: int
    first: float
    other: float
    change: Interval
    p: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that came to something else in one of the runs: results and answers, run by run."""

    id: str
    results: tuple[Result, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """What a measure says of the same questions in two runs, of those that it is defined for in both."""

    first: tuple[float, ...]
    other: tuple[float, ...]
    clusters: tuple[str, ...]


def pair(first: Results, other: Results, name: str) -> Paired:
    """By the measure of this name, in the order of the first run."""
    before, after, clusters = first.values(name), other.values(name), first.clusters()
    ids = [id_ for id_ in clusters if id_ in before and id_ in after]
    return Paired(
        tuple(before[id_] for id_ in ids),
        tuple(after[id_] for id_ in ids),
        tuple(clusters[id_] for id_ in ids),
    )


def compare(runs: Sequence[Results], *, seed: int = 0) -> tuple[Change, ...]:
    """Every other run against the first.

    The runs have different names. Shares and means are tested by flipping the signs of whole documents' changes
    (McNemar's exact test where every question stands alone), medians of seconds by paired bootstrap over documents.
    P-values are adjusted together, over all measures and runs (Holm).
    """
    found: dict[str, tuple[Results, str, Paired]] = {}
    p_values: dict[str, float] = {}
    for number, other in enumerate(runs[1:]):
        for name in COMPARED:
            paired = pair(runs[0], other, name)
            if paired.first:
                key = f"{number} {name}"
                found[key] = other, name, paired
                if (p := _p_value(MEASURES[name], paired, seed)) is not None:
                    p_values[key] = p
    adjusted = holm(p_values)
    return tuple(_change(*found[key], adjusted.get(key), seed) for key in found)


def flips(runs: Sequence[Results]) -> tuple[Flip, ...]:
    """The questions of all runs that did not come to the same in each, in the order of the first run."""
    shared = [id_ for id_ in runs[0].outcomes if all(id_ in run.outcomes for run in runs)]
    every = (
        Flip(id_, tuple(run.outcomes[id_].result for run in runs), tuple(run.texts.get(id_, "") for run in runs))
        for id_ in shared
    )
    return tuple(one for one in every if len(set(one.results)) > 1)


def change_of(measure: Measure, paired: Paired) -> bootstrap.Statistic:
    """The other run's figure minus the first's."""
    return bootstrap.difference(measure.of(paired.first), measure.of(paired.other))


def values(measure: Measure, paired: Paired) -> Mapping[str, float]:
    """The figure in both runs."""
    first = bootstrap.value(measure.of(paired.first), len(paired.first))
    other = bootstrap.value(measure.of(paired.other), len(paired.other))
    return {"first": first, "other": other}


def _p_value(measure: Measure, paired: Paired, seed: int) -> float | None:
    if not bootstrap.enough(paired.clusters):
        return None
    if measure.kind == "seconds":
        return paired_bootstrap(change_of(measure, paired), paired.clusters, seed=seed)
    return sign_flip(paired.first, paired.other, paired.clusters, seed=seed)


def _change(other: Results, name: str, paired: Paired, p: float | None, seed: int) -> Change:
    measure = MEASURES[name]
    change = bootstrap.interval(change_of(measure, paired), paired.clusters, seed=seed)
    return Change(
        run=other.name,
        measure=name,
        questions=len(paired.first),
        **values(measure, paired),
        change=change,
        p=p,
        verdict="the same" if paired.first == paired.other else _verdict(measure, change, p),
    )


def _verdict(measure: Measure, change: Interval, p: float | None) -> Verdict:
    if p is None:
        return "too few documents"
    if p >= LEVEL or not change.value:
        return "within noise"
    return "worse" if measure.worse_by(change.value) > 0 else "better"
