"""Teaches a reader: which of its states say that a sentence answers, and how to come to such states."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from eval.tune.reader import Reader
from eval.tune.sentences import Sentence
from qa.types import State

STRENGTH = 0.1
"""Inverse of the ridge penalty that the verdict begins with."""

SCALE = 6.0
"""The length that a state of unit variance is given: with the penalty, how far its many numbers are trusted."""

AT_ONCE = 16
"""Sentences in a step."""

_SORTED = 8 * AT_ONCE
"""Sentences among which those of like length are put together, so that little is read in vain."""

_TO_BEGIN = 1000
"""Sentences that the verdict begins with."""

_REFRESHED = 20
"""Steps after which the beginnings of the prompts are read anew."""

_WARM_UP = 20
"""Steps in which the learning rate rises; it then falls to a twentieth along a cosine."""

_LONGEST_STEP = 1.0
"""The norm at which gradients are clipped."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has got, and the mean loss of the last steps."""

    step: int
    steps: int
    loss: float


class Verdict(torch.nn.Module):
    """The log-odds that a sentence answers: linear in its states of unit variance."""

    def __init__(self, states: Tensor, answers: Tensor) -> None:
        """Fitted on (sentences, 2 width) states."""
        super().__init__()
        self._mean, spread = states.mean(dim=0), states.std(dim=0) + 1e-6
        self._scale = SCALE / math.sqrt(states.shape[1]) / spread
        fitted = LogisticRegression(C=STRENGTH, max_iter=2000).fit(self._scaled(states).numpy(), answers.numpy())
        self._linear = torch.nn.Linear(states.shape[1], 1)
        with torch.no_grad():
            self._linear.weight.copy_(torch.from_numpy(fitted.coef_))
            self._linear.bias.copy_(torch.from_numpy(fitted.intercept_))

    def forward(self, states: Tensor) -> Tensor:
        """(sentences,) for (sentences, 2 width)."""
        verdicts: Tensor = self._linear(self._scaled(states))
        return verdicts[:, 0]

    def weights(self) -> State:
        """(2 width,) float32, in the states' own units: which of two sentences likelier answers, not how likely."""
        weights = self._linear.weight.detach()[0] * self._scale
        return np.asarray(weights.numpy(), dtype=np.float32)

    def _scaled(self, states: Tensor) -> Tensor:
        return (states - self._mean) * self._scale


def begin(reader: Reader, taught: Sequence[Sentence], *, seed: int) -> Verdict:
    """What the states say of some sentences before anything is learned."""
    reader.read_prefixes()
    order, states = [], []
    some = random.Random(seed).sample(taught, min(_TO_BEGIN, len(taught)))
    for batch in _batches(some, None):
        order += batch
        states.append(reader.states(batch, learning=False))
    return Verdict(torch.cat(states), torch.tensor([each.answers for each in order]))


def train(
    reader: Reader, verdict: Verdict, taught: Sequence[Sentence], *, rate: float, epochs: float, seed: int
) -> Iterator[Progress]:
    """Learn from all sentences, each about `epochs` times; the adapter and the verdict change with every step."""
    learned = [*reader.parameters(), *verdict.parameters()]
    optimiser = torch.optim.AdamW(learned, lr=rate, weight_decay=0.01)
    chance = random.Random(seed)
    steps = round(epochs * sum(1 for _ in _batches(taught, chance)))
    losses: list[float] = []
    for step, batch in enumerate(_for(steps, taught, chance)):
        if step % _REFRESHED == 0:
            reader.read_prefixes()
        for group in optimiser.param_groups:
            group["lr"] = rate * _pace(step, steps)
        answers = torch.tensor([float(each.answers) for each in batch])
        loss = binary_cross_entropy_with_logits(verdict(reader.states(batch, learning=True)), answers)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(learned, _LONGEST_STEP)
        optimiser.step()
        losses = [*losses[1 - _REFRESHED :], float(loss.detach())]
        yield Progress(step + 1, steps, float(np.mean(losses)))


def _pace(step: int, steps: int) -> float:
    falling = 0.5 * (1 + math.cos(math.pi * step / steps))
    return min(1.0, (step + 1) / _WARM_UP) * (0.05 + 0.95 * falling)


def _for(steps: int, taught: Sequence[Sentence], chance: random.Random) -> Iterator[list[Sentence]]:
    while True:
        for batch in _batches(taught, chance):
            if steps == 0:
                return
            steps -= 1
            yield batch


def _batches(taught: Sequence[Sentence], chance: random.Random | None) -> Iterator[list[Sentence]]:
    """All sentences, few at once, of one language and of like length; shuffled if there is a chance."""
    batches = []
    for language in ("de", "en"):
        some = [each for each in taught if each.language == language]
        if chance:
            chance.shuffle(some)
        for start in range(0, len(some), _SORTED):
            alike = sorted(some[start : start + _SORTED], key=lambda each: each.length)
            batches += [alike[at : at + AT_ONCE] for at in range(0, len(alike), AT_ONCE)]
    if chance:
        chance.shuffle(batches)
    yield from batches
