"""Teaches a model step by step, from a few examples at a time."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor

from index.query_language import Language

AT_ONCE = 16
"""Examples in a step."""

_READ_AT_ONCE = 8
"""Examples of a step that are in memory together, where each takes half a gigabyte and more."""

_SORTED = 8 * AT_ONCE
"""Examples among which those of like length are put together, so that little is read in vain."""

_RECENT = 20
"""Steps over which the loss is told."""

_WARM_UP = 20
"""Steps in which the learning rate rises; it then falls to a twentieth along a cosine."""

_LONGEST_STEP = 1.0
"""The norm at which gradients are clipped."""


class Example(Protocol):
    """What is learned from; those of one step share the beginning of their prompt."""

    @property
    def language(self) -> Language:
        """The language of the prompt."""

    @property
    def length(self) -> int:
        """About how much is read."""


E = TypeVar("E", bound=Example)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has got, and the mean loss of the last steps."""

    step: int
    steps: int
    loss: float


def learn(
    learned: Sequence[Tensor],
    loss_of: Callable[[Sequence[E]], Tensor],
    examples: Sequence[E],
    *,
    rate: float,
    epochs: float,
    seed: int,
) -> Iterator[Progress]:
    """Lower the loss on all examples, each seen about `epochs` times; `learned` changes with every step.

    `loss_of` is the mean over some examples.
    """
    optimiser = torch.optim.AdamW(list(learned), lr=rate, weight_decay=0.01)
    chance = random.Random(seed)
    steps = round(epochs * sum(1 for _ in batches(examples, chance)))
    losses: list[float] = []
    for step, batch in enumerate(_for(steps, examples, chance)):
        for group in optimiser.param_groups:
            group["lr"] = rate * _pace(step, steps)
        optimiser.zero_grad()
        loss = 0.0
        for start in range(0, len(batch), _READ_AT_ONCE):
            some = batch[start : start + _READ_AT_ONCE]
            share = loss_of(some) * (len(some) / len(batch))
            torch.autograd.backward(share)
            loss += float(share.detach())
        torch.nn.utils.clip_grad_norm_(learned, _LONGEST_STEP)
        optimiser.step()
        losses = [*losses[1 - _RECENT :], loss]
        yield Progress(step + 1, steps, float(np.mean(losses)))


def batches(examples: Sequence[E], chance: random.Random | None) -> Iterator[list[E]]:
    """All examples, few at once, of one language and of like length; shuffled if there is a chance."""
    all_of_them = []
    for language in ("de", "en"):
        some = [each for each in examples if each.language == language]
        if chance:
            chance.shuffle(some)
        for start in range(0, len(some), _SORTED):
            alike = sorted(some[start : start + _SORTED], key=lambda each: each.length)
            all_of_them += [alike[at : at + AT_ONCE] for at in range(0, len(alike), AT_ONCE)]
    if chance:
        chance.shuffle(all_of_them)
    yield from all_of_them


def _pace(step: int, steps: int) -> float:
    falling = 0.5 * (1 + math.cos(math.pi * step / steps))
    return min(1.0, (step + 1) / _WARM_UP) * (0.05 + 0.95 * falling)


def _for(steps: int, examples: Sequence[E], chance: random.Random) -> Iterator[list[E]]:
    while True:
        for batch in batches(examples, chance):
            if steps == 0:
                return
            steps -= 1
            yield batch
