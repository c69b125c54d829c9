"""Runs of a healthy system that are not the same run: other questions, passages cut otherwise, another arithmetic.

A run that is repeated as it was gives the same answers, so that a gate could not but pass it. What differs from one
healthy run to the next, for people who work on Beleg, are the questions of a small subset, the processor (which
decides how precisely the encoder computes) and changes that make nothing worse, such as a passage that ends a
sentence earlier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PASSAGE_SIZES = (820, 860, 900, 940, 980)
_PRECISIONS = ("float32", "bfloat16")


@dataclass(frozen=True, slots=True)
class Healthy:
    """One such run: `seed` chooses its questions, `settings` differ from the user's."""

    name: str
    seed: int
    settings: Mapping[str, Any]


def healthy_runs(count: int) -> tuple[Healthy, ...]:
    """The first `count` of them; the first ten have ten different settings, and no two have the same questions."""
    return tuple(
        Healthy(
            f"healthy-{number}",
            seed=number,
            settings={
                "passage_size": _PASSAGE_SIZES[number % len(_PASSAGE_SIZES)],
                "encoder_precision": _PRECISIONS[number % len(_PRECISIONS)],
            },
        )
        for number in range(1, count + 1)
    )
