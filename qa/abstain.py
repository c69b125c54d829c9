"""How probably an answer is right: a logistic model over signals, fitted by `python -m qa.calibrate`."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FITTED = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by signal, in the signals' own units."""

    intercept: float
    weights: Mapping[str, float]

    def probability(self, values: Mapping[str, float]) -> float:
        """Between 0 and 1. Raises KeyError if a weighed signal is missing."""
        logit = self.intercept + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def fitted() -> Calibration:
    """The calibration that ships with Beleg."""
    raw = json.loads(FITTED.read_text(encoding="utf-8"))
    return Calibration(raw["intercept"], raw["weights"])
