"""Fits how probably an answer is right: the numbers in `qa/calibration.json`, and what they cost.

Only development data are used: SQuAD-format files with the gold paragraphs hidden for half of the
questions, and the project's own set. Folds never share an article, in either language.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.metrics import auroc, expected_calibration_error

FOLDS = 6
STRENGTH = 1.0
"""Inverse of the ridge penalty on signals of unit variance; the default, not searched."""


@dataclass(frozen=True, slots=True)
class Example:
    """One reply: its signals, whether it was right, whether it could be, and what it must not be split from."""

    group: str
    signals: dict[str, float]
    right: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model with the probabilities that other folds' models gave each example."""

    intercept: float
    weights: dict[str, float]
    held_out: NDArray[np.float64]


def fit(examples: Sequence[Example]) -> Fit:
    """Logistic regression on standardised signals; weights are given in the signals' own units."""
    names = list(examples[0].signals)
    rows = np.array([[example.signals[name] for name in names] for example in examples])
    right = np.array([example.right for example in examples])
    folds = _folds([example.group for example in examples])
    held_out = np.zeros(len(examples))
    for fold in range(FOLDS):
        inside = folds == fold
        if inside.any():
            intercept, weights = _fit(rows[~inside], right[~inside])
            held_out[inside] = 1 / (1 + np.exp(-(rows[inside] @ weights + intercept)))
    intercept, weights = _fit(rows, right)
    return Fit(intercept, dict(zip(names, map(float, weights), strict=True)), held_out)


def _fit(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, NDArray[np.float64]]:
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit((rows - mean) / spread, right)
    weights = model.coef_[0] / spread
    return float(model.intercept_[0] - weights @ mean), weights


def _folds(groups: Sequence[str]) -> NDArray[np.int64]:
    """A fold for each example; groups are dealt out in the order of their names."""
    number = {group: at % FOLDS for at, group in enumerate(sorted(set(groups)))}
    return np.array([number[group] for group in groups])


def report(examples: Sequence[Example], fitted: Fit) -> dict[str, object]:
    """What the held-out probabilities are worth, and the price of thresholds."""
    right = np.array([example.right for example in examples])
    answerable = np.array([example.answerable for example in examples])
    probabilities = fitted.held_out
    return {
        "examples": len(examples),
        "answerable": int(answerable.sum()),
        "auroc_right": auroc(probabilities.tolist(), right.tolist()),
        "auroc_answerable": auroc(probabilities.tolist(), answerable.tolist()),
        "expected_calibration_error": expected_calibration_error(probabilities.tolist(), right.tolist()),
        "thresholds": [
            {
                "threshold": round(float(threshold), 2),
                "false_answers": round(float((probabilities[~answerable] >= threshold).mean()), 3),
                "false_refusals": round(float((probabilities[answerable] < threshold).mean()), 3),
                "wrong_of_answered": round(float(1 - right[probabilities >= threshold].mean()), 3)
                if (probabilities >= threshold).any()
                else None,
            }
            for threshold in np.arange(0.1, 0.95, 0.05)
        ],
    }


def write(path: Path, fitted: Fit, measured: dict[str, object]) -> None:
    """Write the calibration with its report."""
    shape = {"intercept": fitted.intercept, "weights": fitted.weights, "report": measured}
    path.write_text(json.dumps(shape, indent=2) + "\n", encoding="utf-8")
