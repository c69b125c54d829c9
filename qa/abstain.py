"""How probably a sentence, and then an answer, is right: logistic models, fitted by `python -m eval calibrate`.

The first weighs what the search found. The second weighs each sentence: what the search and the words say of it,
and the language model's hidden states while reading it behind the question. The third weighs both verdicts and what
the model wrote about the best sentence. A reply from a sentence that has not what the question names (a name, a year,
an ordinal number, an average), nor the text before it, or that names nothing of the kind asked for, is about something
else: its probability is multiplied with what such replies were worth.
"""

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.types import State

QUALIFIERS = ("names_missing", "years_missing", "ordinals_missing", "rate_missing", "kind_missing")
"""Signals of a reply that say, if not 0, that it speaks of something else than the question."""

FITTED = Path(__file__).with_name("calibration.json")
READING = Path(__file__).with_name("reading.gguf")
"""The adapter with which the language model reads sentences; learned by `python -m eval tune-reading`."""

WRITING = Path(__file__).with_name("writing.gguf")
"""The adapter with which it writes about the best one; learned by `python -m eval tune-writing`."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic model over named signals, in their own units."""

    intercept: float
    weights: Mapping[str, float]

    def log_odds(self, values: Mapping[str, float]) -> float:
        """Raises KeyError if a weighed signal is missing."""
        return self.intercept + sum(weight * values[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class Support:
    """How likely a sentence answers: `plain` from its signals alone, `informed` with `state_weights` (2 d,) as well.

    The states are those behind a layer of the language model that settings call `model`; of another model, which
    thinks in other directions, there are none.
    """

    model: str
    layer: int
    plain: Weighing
    informed: Weighing
    state_weights: NDArray[np.float32]

    def log_odds(self, values: Mapping[str, float], state: State) -> float:
        """Of one sentence. Raises KeyError if a weighed signal is missing."""
        if not state.size:
            return self.plain.log_odds(values)
        return self.informed.log_odds(values) + float(self.state_weights.astype(np.float64) @ state)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All models; the log-odds of the first and of the second are signals of the third. `elsewhere` is the factor."""

    search: Weighing
    support: Support
    reply: Weighing
    elsewhere: float = 1.0

    def probability(self, found: Mapping[str, float], written: Mapping[str, float]) -> float:
        """That the answer is right, between 0 and 1."""
        log_odds = self.reply.log_odds({**written, "search": self.search.log_odds(found)})
        about_it = not any(written.get(name) for name in QUALIFIERS)
        return (1.0 if about_it else self.elsewhere) / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


@cache
def fitted() -> Calibration:
    """The calibration that ships with Beleg."""
    return calibration(json.loads(FITTED.read_text(encoding="utf-8")))


def calibration(raw: Mapping[str, Any]) -> Calibration:
    """From the content of a file such as `calibration.json`."""
    known = raw["support"]
    return Calibration(
        search=_weighing(raw["search"]),
        support=Support(
            model=known["model"],
            layer=known["layer"],
            plain=_weighing(known["plain"]),
            informed=_weighing(known["informed"]),
            state_weights=np.frombuffer(base64.b64decode(known["state_weights"]), dtype="<f4"),
        ),
        reply=_weighing(raw["reply"]),
        elsewhere=raw["elsewhere"],
    )


def _weighing(raw: Mapping[str, Any]) -> Weighing:
    return Weighing(raw["intercept"], raw["weights"])
