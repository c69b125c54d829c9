"""How probably an answer is right: two logistic models and a rule, fitted by `python -m eval calibrate`.

The first weighs what the search found, the second the first one's verdict and what the model wrote. A reply
from a sentence that has not what the question names (a name, a year, an ordinal number), nor the text before
it, is about something else: its probability is multiplied with what such replies were worth.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

QUALIFIERS = ("names_missing", "years_missing", "ordinals_missing", "figure_missing")
"""Signals of a reply that say, if not 0, that it speaks of something else than the question, or names no figure of
the kind that was asked for: an amount is not answered by a percentage."""

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
    """Both models; the second one's signal `search` is the log-odds of the first. `elsewhere` is the factor."""

    search: Weighing
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
    raw = json.loads(FITTED.read_text(encoding="utf-8"))
    search, reply = (Weighing(raw[name]["intercept"], raw[name]["weights"]) for name in ("search", "reply"))
    return Calibration(search, reply, raw["elsewhere"])
