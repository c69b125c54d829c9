"""How probably an answer is right: two logistic models, to be fitted by `python -m eval calibrate`.

The numbers that ship were fitted by its functions on replies collected under an earlier order of the prompt.

The first weighs what the search found, the second the first one's verdict and what the model wrote.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FITTED = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic model over named signals, in their own units."""

    intercept: float
    weights: Mapping[str, float]

    def log_odds(self, values: Mapping[str, float]) -> float:
        """Raises KeyError if a weighed signal is missing."""
        return self.intercept + sum(weight * values[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class Calibration:
    """Both models; the second one's signal `search` is the log-odds of the first."""

    search: Weighing
    reply: Weighing

    def probability(self, found: Mapping[str, float], written: Mapping[str, float]) -> float:
        """That the answer is right, between 0 and 1."""
        log_odds = self.reply.log_odds({**written, "search": self.search.log_odds(found)})
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


@cache
def fitted() -> Calibration:
    """The calibration that ships with Beleg."""
    raw = json.loads(FITTED.read_text(encoding="utf-8"))
    return Calibration(*(Weighing(raw[name]["intercept"], raw[name]["weights"]) for name in ("search", "reply")))
