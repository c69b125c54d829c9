"""Metrics as pure functions; each is tested against a public implementation."""

import re
import string
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from eval.bootstrap import bin_of

_ARTICLES = re.compile(r"\b(?:a|an|the|ein|eine|einen|einem|eines|einer|der|die|das|den|dem|des)\b")
_PUNCTUATION = dict.fromkeys(
    [code for code in range(sys.maxunicode) if unicodedata.category(chr(code)).startswith("P")]
    + [ord(mark) for mark in string.punctuation]
)


def normalise(text: str) -> str:
    """Lower case, without punctuation, articles and surplus white space.

    As in SQuAD (Rajpurkar et al. 2016) and MLQA (Lewis et al. 2020), but the articles of German and
    English go together, for the answer may be in one language and the gold in the other.
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """1.0 if the answer equals one of the golds once both are normalised; 0.0 without golds."""
    return float(any(normalise(answer) == normalise(gold) for gold in golds))


def token_f1(answer: str, golds: Sequence[str]) -> float:
    """The best token F1 with one of the golds, between 0 and 1; 0.0 without golds."""
    return max((_f1(normalise(answer).split(), normalise(gold).split()) for gold in golds), default=0.0)


def _f1(answer: list[str], gold: list[str]) -> float:
    same = sum((Counter(answer) & Counter(gold)).values())
    return 2 * same / (len(answer) + len(gold)) if same else 0.0


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Area under the ROC curve, ties counting half; None unless there are both sorts."""
    if len(set(positive)) < 2:
        return None
    return float(roc_auc_score(positive, scores))


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence lies in `[low, high)`: how many, how sure, and how often right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> tuple[Bin, ...]:
    """The bins of a reliability diagram that are not empty (DeGroot & Fienberg 1983), as `bootstrap.bin_of` cuts."""
    confidence, accuracy = np.asarray(confidences, np.float64), np.asarray(right, np.float64)
    member = bin_of(confidence, bins)
    return tuple(
        Bin(
            low=at / bins,
            high=(at + 1) / bins,
            count=int((member == at).sum()),
            confidence=float(confidence[member == at].mean()),
            accuracy=float(accuracy[member == at].mean()),
        )
        for at in sorted(set(member.tolist()))
    )


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool], *, bins: int = 15) -> float | None:
    """Mean distance of confidence and accuracy over bins of equal width, by size; None for `[]`.

    Guo et al., On Calibration of Modern Neural Networks (2017). Confidences are in [0, 1].
    """
    if not confidences:
        return None
    found = reliability(confidences, right, bins=bins)
    return sum(one.count * abs(one.accuracy - one.confidence) for one in found) / len(confidences)


def risk_coverage(
    confidences: Sequence[float], right: Sequence[bool], *, of: int | None = None
) -> tuple[tuple[float, float], ...]:
    """(coverage, risk) of given answers for each threshold, the most confident first; `()` for `[]`.

    Coverage is the share of all `of` questions (without it, of these answers) that are answered when those at least
    as confident are, risk the share of these answers that are wrong (El-Yaniv & Wiener 2010, where coverage is over
    all inputs and risk over the accepted ones). A question that was refused counts in every coverage, and at no
    threshold is there an answer to it that could be wrong: the curve ends at the share that was answered.
    Equal confidences enter together.
    """
    if not confidences:
        return ()
    order = np.argsort(-np.asarray(confidences, np.float64), kind="stable")
    ranked = np.asarray(confidences, np.float64)[order]
    wrong = np.cumsum(1 - np.asarray(right, np.float64)[order])
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    return tuple((float((i + 1) / (of or len(ranked))), float(wrong[i] / (i + 1))) for i in last)
