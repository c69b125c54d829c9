"""Fits how probably an answer is right: the numbers in `qa/calibration.json`, and what they cost.

Two logistic models. The first weighs the signals of the search; it needs no language model, so every
question is used twice, with its paragraphs and with them hidden. The second weighs the first one's verdict
and the signals of the reply, on a sample of questions of which half have lost their paragraphs, and on the
project's own set. Replies from a sentence that lacks what the question names are left out of it and get a
factor of their own. Probabilities in the report are held out: no fold shares an article with another, in
either language, nor a fact of the own set.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.metrics import auroc, expected_calibration_error
from qa.abstain import QUALIFIERS

FOLDS = 6
SEARCH_STRENGTH = 1.0
REPLY_STRENGTH = 0.03
"""Inverse of the ridge penalty on signals of unit variance; few replies need the stronger one."""

Signals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """The signals of one search; `group` is what must not be split between folds."""

    group: str
    signals: Signals
    answerable: bool


@dataclass(frozen=True, slots=True)
class Replied:
    """The signals of one search and reply, and whether the answer would have been right."""

    group: str
    search: Signals
    reply: Signals
    right: bool
    answerable: bool

    @property
    def elsewhere(self) -> bool:
        """Whether the sentence lacks what the question names."""
        return any(self.reply[name] for name in QUALIFIERS)


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model in the signals' own units."""

    names: tuple[str, ...]
    intercept: float
    weights: NDArray[np.float64]

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """(rows,) for (rows, names)."""
        return np.asarray(rows @ self.weights + self.intercept)

    def plain(self) -> dict[str, Any]:
        """As it is written to the file."""
        weights = {name: round(float(weight), 5) for name, weight in zip(self.names, self.weights, strict=True)}
        return {"intercept": round(self.intercept, 5), "weights": weights}


def calibrate(found: Sequence[Found], replied: Sequence[Replied]) -> dict[str, Any]:
    """The content of `qa/calibration.json`: both models, and the report on held-out probabilities."""
    groups = {example.group for example in found} | {example.group for example in replied}
    fold_of = {group: at % FOLDS for at, group in enumerate(sorted(groups))}
    held_out = np.zeros(len(replied))
    for fold in range(FOLDS):
        outside = [example for example in replied if fold_of[example.group] != fold]
        search = _fit_search([example for example in found if fold_of[example.group] != fold])
        reply = _fit_reply(outside, search)
        factor = _elsewhere(outside, search, reply)
        inside = np.array([fold_of[example.group] == fold for example in replied])
        if inside.any():
            held_out[inside] = _weighed([e for e in replied if fold_of[e.group] == fold], search, reply, factor)
    search = _fit_search(found)
    reply = _fit_reply(replied, search)
    return {
        "search": search.plain(),
        "reply": reply.plain(),
        "elsewhere": round(_elsewhere(replied, search, reply), 5),
        "report": report(replied, held_out),
    }


def report(replied: Sequence[Replied], probabilities: NDArray[np.float64]) -> dict[str, Any]:
    """What probabilities are worth, and the price of thresholds."""
    right = np.array([example.right for example in replied])
    answerable = np.array([example.answerable for example in replied])
    return {
        "replies": len(replied),
        "answerable": int(answerable.sum()),
        "auroc_right": _rounded(auroc(probabilities.tolist(), right.tolist())),
        "auroc_answerable": _rounded(auroc(probabilities.tolist(), answerable.tolist())),
        "expected_calibration_error": _rounded(expected_calibration_error(probabilities.tolist(), right.tolist())),
        "thresholds": [_price(threshold / 100, probabilities, right, answerable) for threshold in range(10, 95, 5)],
    }


def _price(
    threshold: float, probabilities: NDArray[np.float64], right: NDArray[np.bool_], answerable: NDArray[np.bool_]
) -> dict[str, float | None]:
    answered = probabilities >= threshold
    return {
        "threshold": threshold,
        "false_answers": round(float(answered[~answerable].mean()), 3),
        "false_refusals": round(float(1 - answered[answerable].mean()), 3),
        "wrong_of_answered": round(float(1 - right[answered].mean()), 3) if answered.any() else None,
    }


def _fit_search(examples: Sequence[Found]) -> Model:
    return _fit(
        _matrix([e.signals for e in examples]), [e.answerable for e in examples], examples[0].signals, SEARCH_STRENGTH
    )


def _fit_reply(examples: Sequence[Replied], search: Model) -> Model:
    """From the replies that are about what was asked."""
    about_it = [example for example in examples if not example.elsewhere]
    names = ("search", *examples[0].reply)
    return _fit(_stacked(about_it, search), [e.right for e in about_it], names, REPLY_STRENGTH)


def _elsewhere(examples: Sequence[Replied], search: Model, reply: Model) -> float:
    """How much less the other replies were worth than the models say: right ones by expected ones, at most 1."""
    others = [example for example in examples if example.elsewhere]
    expected = float(_probabilities(others, search, reply).sum()) if others else 0.0
    return min(1.0, sum(example.right for example in others) / expected) if expected else 1.0


def _weighed(examples: Sequence[Replied], search: Model, reply: Model, factor: float) -> NDArray[np.float64]:
    """What `qa.abstain` makes of replies."""
    elsewhere = np.array([example.elsewhere for example in examples])
    return np.asarray(_probabilities(examples, search, reply) * np.where(elsewhere, factor, 1.0))


def _probabilities(examples: Sequence[Replied], search: Model, reply: Model) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-reply.log_odds(_stacked(examples, search)))))


def _stacked(examples: Sequence[Replied], search: Model) -> NDArray[np.float64]:
    verdict = search.log_odds(_matrix([example.search for example in examples]))
    return np.column_stack([verdict, _matrix([example.reply for example in examples])])


def _matrix(signals: Sequence[Signals]) -> NDArray[np.float64]:
    return np.array([list(row.values()) for row in signals])


def _fit(rows: NDArray[np.float64], labels: Sequence[bool], names: Sequence[str] | Signals, strength: float) -> Model:
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=5000).fit((rows - mean) / spread, labels)
    weights = model.coef_[0] / spread
    return Model(tuple(names), float(model.intercept_[0] - weights @ mean), weights)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def write(path: Path, calibration: Mapping[str, Any]) -> None:
    """Write the file that `qa.abstain` reads."""
    path.write_text(json.dumps(calibration, indent=2) + "\n", encoding="utf-8")
