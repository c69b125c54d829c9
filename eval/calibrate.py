"""Fits how probably an answer is right: the numbers in `qa/calibration.json`, and what they cost.

Three logistic models; see `qa.abstain`. The first, of the search, needs no language model, so every question is used
twice, with its paragraphs and with them hidden. The second, of sentences, learns from the first few that are found for
a sample of questions, of which half have lost their paragraphs, for near misses made from the others (see
`eval.near_misses`), for the project's own development sets and for questions about invented programmes; how to read the
hidden states was learned with the adapter, from other questions (`eval.tune`). The third, of replies, learns from one
reply to many of these questions, about the sentence that a second model fitted without the question chooses.
Probabilities in the report are held out: no fold shares an article with another, in either language, nor a fact of the
own sets, nor a programme.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.metrics import auroc, expected_calibration_error
from qa.abstain import QUALIFIERS, Calibration, Weighing, calibration
from qa.types import State

FOLDS = 6
SEARCH_STRENGTH = 1.0
SUPPORT_STRENGTH = 0.1
REPLY_STRENGTH = 0.01
"""Inverse of the ridge penalty on signals of unit variance; few replies need the stronger one."""

SHARPNESS_STRENGTH = 10.0
"""The same for the two numbers that make up for that penalty."""

STATE_SCALE = 3.0
"""The length that a hidden state has beside signals of unit variance: the penalty on its many numbers."""

Signals = Mapping[str, float]

_NOTHING: dict[str, Any] = {"intercept": 0.0, "weights": {}}


@dataclass(frozen=True, slots=True)
class Found:
    """The signals of one search; `group` is what must not be split between folds."""

    group: str
    signals: Signals
    answerable: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence that the model saw of a question: its signals, the model's state, and whether it answers."""

    group: str
    signals: Signals
    state: State
    right: bool


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
        """Whether it speaks of something else than the question."""
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


class Folds:
    """Which groups are held out together; for each fold, the two models that come before the reply's.

    What the third model learns from is what the second says of questions that it has not learned from.
    """

    def __init__(
        self, found: Sequence[Found], seen: Sequence[Seen], *, model: str, layer: int, adapter: str, verdict: State
    ) -> None:
        """`model`, `layer` and `adapter` name where the states come from.

        `verdict` are the weights that the adapter came with.
        """
        self._found, self._seen, self._verdict = found, seen, verdict
        self._source = {"model": model, "layer": layer, "adapter": adapter}
        groups = sorted({example.group for example in found} | {example.group for example in seen})
        self._fold_of = {group: at % FOLDS for at, group in enumerate(groups)}
        self._without = [self._fitted(without=fold) for fold in range(FOLDS)]

    def fold(self, group: str) -> int:
        """The fold of a group."""
        return self._fold_of[group]

    def without(self, group: str) -> Calibration:
        """Fitted on all folds but that of a group, but for the third model, which is nothing yet."""
        return calibration({**self._without[self._fold_of[group]], "reply": _NOTHING, "elsewhere": 1.0})

    def all(self) -> dict[str, Any]:
        """The first two models on everything, as they are written to the file."""
        return self._fitted(without=None)

    def _fitted(self, *, without: int | None) -> dict[str, Any]:
        search = _fit_search([example for example in self._found if self._fold_of[example.group] != without])
        seen = [example for example in self._seen if self._fold_of[example.group] != without]
        support = _fit_support(seen, self._verdict)
        return {"search": search.plain(), "support": {**self._source, **support}}


def calibrate(folds: Folds, replied: Sequence[Replied]) -> dict[str, Any]:
    """The content of `qa/calibration.json`: all models, and the report on held-out probabilities."""
    held_out = np.zeros(len(replied))
    rows = _stacked(replied, [folds.without(example.group).search for example in replied])
    elsewhere = np.array([example.elsewhere for example in replied])
    fold_of = np.array([folds.fold(example.group) for example in replied])
    for inside in _held_out(fold_of):
        others = [example for example, within in zip(replied, inside, strict=True) if not within]
        reply, factor = _fit_reply(rows[~inside], others, fold_of[~inside])
        held_out[inside] = _probabilities(reply, rows[inside]) * np.where(elsewhere[inside], factor, 1.0)
    reply, factor = _fit_reply(rows, replied, fold_of)
    return {
        **folds.all(),
        "reply": reply.plain(),
        "elsewhere": round(factor, 5),
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


def _fit_support(examples: Sequence[Seen], verdict: State) -> dict[str, Any]:
    """From signals alone, and with the states and what they say, as base64 of little-endian float32 weights on them."""
    signals, right = _matrix([e.signals for e in examples]), [e.right for e in examples]
    names = tuple(examples[0].signals)
    plain = _fit(signals, right, names, SUPPORT_STRENGTH)
    states = np.stack([example.state for example in examples]).astype(np.float64)
    width = states.shape[1]
    rows = np.column_stack([signals, states @ verdict, states])
    scale = np.concatenate([np.ones(len(names) + 1), np.full(width, STATE_SCALE / np.sqrt(width))])
    both = _fit(rows, right, (*names, "said", *map(str, range(width))), SUPPORT_STRENGTH, scale)
    own, said, further = np.split(both.weights, [len(names), len(names) + 1])
    informed = Model(names, both.intercept, own)
    weights = base64.b64encode((said * verdict + further).astype("<f4").tobytes()).decode("ascii")
    return {"plain": plain.plain(), "informed": informed.plain(), "state_weights": weights}


def _fit_reply(
    rows: NDArray[np.float64], examples: Sequence[Replied], fold_of: NDArray[np.int64]
) -> tuple[Model, float]:
    """From the replies that are about what was asked; and how much less the others were worth than it says of them."""
    right, elsewhere = (np.array([getattr(e, name) for e in examples]) for name in ("right", "elsewhere"))
    about = ~elsewhere
    model = _fit_sharp(rows[about], right[about], ("search", *examples[0].reply), fold_of[about])
    expected = float(_probabilities(model, rows[elsewhere]).sum())
    return model, min(1.0, float(right[elsewhere].sum()) / expected) if expected else 1.0


def _fit_sharp(
    rows: NDArray[np.float64], right: NDArray[np.bool_], names: Sequence[str], fold_of: NDArray[np.int64]
) -> Model:
    """The penalty on few replies makes a model timid; how timid is told by those that it was not fitted on.

    Their log-odds are mapped to what came of them (Platt scaling, 1999), and the model with them.
    """
    model = _fit(rows, right, names, REPLY_STRENGTH)
    log_odds = np.zeros(len(right))
    for inside in _held_out(fold_of):
        if len(set(right[~inside])) < 2:
            return model
        log_odds[inside] = _fit(rows[~inside], right[~inside], names, REPLY_STRENGTH).log_odds(rows[inside])
    scaling = LogisticRegression(C=SHARPNESS_STRENGTH).fit(log_odds[:, None], right)
    slope, offset = float(scaling.coef_[0, 0]), float(scaling.intercept_[0])
    return Model(model.names, slope * model.intercept + offset, slope * model.weights)


def _held_out(fold_of: NDArray[np.int64]) -> Iterator[NDArray[np.bool_]]:
    """For each fold, which rows are in it; none if all are in one."""
    folds = np.unique(fold_of)
    for fold in folds if len(folds) > 1 else ():
        yield fold_of == fold


def _probabilities(model: Model, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-model.log_odds(rows))))


def _stacked(examples: Sequence[Replied], searches: Sequence[Weighing]) -> NDArray[np.float64]:
    verdicts = [search.log_odds(example.search) for search, example in zip(searches, examples, strict=True)]
    return np.column_stack([verdicts, _matrix([example.reply for example in examples])])


def _matrix(signals: Sequence[Signals]) -> NDArray[np.float64]:
    return np.array([list(row.values()) for row in signals])


def _fit(
    rows: NDArray[np.float64],
    labels: Sequence[bool] | NDArray[np.bool_],
    names: Sequence[str] | Signals,
    strength: float,
    scale: NDArray[np.float64] | float = 1.0,
) -> Model:
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    spread = spread / scale
    model = LogisticRegression(C=strength, max_iter=5000).fit((rows - mean) / spread, labels)
    weights = model.coef_[0] / spread
    return Model(tuple(names), float(model.intercept_[0] - weights @ mean), weights)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def write(path: Path, calibration: Mapping[str, Any]) -> None:
    """Write the file that `qa.abstain` reads."""
    path.write_text(json.dumps(calibration, indent=2) + "\n", encoding="utf-8")
