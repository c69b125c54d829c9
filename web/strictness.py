"""How sure an answer must be: the choices that a visitor has, each with its measured price."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from qa.abstain import FITTED
from qa.settings import Settings

Name = Literal["generous", "balanced", "strict", "as_set"]

_SHIPPED: float = Settings.model_fields["threshold"].default
_NAMED: dict[float, Name] = {0.3: "generous", _SHIPPED: "balanced", 0.65: "strict"}


@dataclass(frozen=True, slots=True)
class Price:
    """What a threshold cost on the questions it was measured with, as shares between 0 and 1."""

    threshold: float
    false_answers: float
    false_refusals: float
    wrong_of_answered: float


@dataclass(frozen=True, slots=True)
class Choice:
    """`price` is that of the threshold, or of the nearest that was measured."""

    name: Name
    threshold: float
    price: Price


class Strictness:
    """The named thresholds, and the one that was set for this Beleg where it is none of them."""

    def __init__(self, default: float) -> None:
        self.default = default

    def choices(self) -> tuple[Choice, ...]:
        """From generous to strict."""
        measured = [Price(**row) for row in _report()["thresholds"]]
        return tuple(
            Choice(self.name(one), one, min(measured, key=lambda price: (abs(price.threshold - one), price.threshold)))
            for one in sorted({*_NAMED, self.default})
        )

    def name(self, threshold: float) -> Name:
        """What a threshold is called."""
        return _NAMED.get(threshold, "as_set")

    def chosen(self, kept: object) -> float:
        """The threshold that a visitor's browser kept, if it is one of the choices; else the default."""
        return next((one for one in (*_NAMED, self.default) if one == kept), self.default)

    def chosen_name(self, threshold: object) -> Name | None:
        """What an answer's threshold is called if it was the visitor's own choice, else None."""
        return _NAMED.get(threshold) if isinstance(threshold, float) and threshold != self.default else None


def measured_on() -> int:
    """How many questions the prices come from."""
    return int(_report()["replies"])


def _report() -> dict[str, Any]:
    report: dict[str, Any] = json.loads(FITTED.read_text("utf-8"))["report"]
    return report
