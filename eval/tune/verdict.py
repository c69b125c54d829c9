"""Teaches a reader: which of its states say that a sentence answers, and how to come to such states."""

import math
import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from eval.tune.reader import Reader
from eval.tune.sentences import Sentence
from eval.tune.steps import Progress, batches, learn
from qa.types import State

STRENGTH = 0.1
"""Inverse of the ridge penalty that the verdict begins with."""

SCALE = 6.0
"""The length that a state of unit variance is given: with the penalty, how far its many numbers are trusted."""

_TO_BEGIN = 1000
"""Sentences that the verdict begins with."""

_REFRESHED = 20
"""Steps after which the beginnings of the prompts are read anew."""


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
    for batch in batches(some, None):
        order += batch
        states.append(reader.states(batch, learning=False))
    return Verdict(torch.cat(states), torch.tensor([each.answers for each in order]))


def train(
    reader: Reader, verdict: Verdict, taught: Sequence[Sentence], *, rate: float, epochs: float, seed: int
) -> Iterator[Progress]:
    """Learn from all sentences; the adapter and the verdict change with every step."""

    def loss_of(batch: Sequence[Sentence]) -> Tensor:
        answers = torch.tensor([float(each.answers) for each in batch])
        return binary_cross_entropy_with_logits(verdict(reader.states(batch, learning=True)), answers)

    learned = [*reader.model.parameters(), *verdict.parameters()]
    for progress in learn(learned, loss_of, taught, rate=rate, epochs=epochs, seed=seed):
        yield progress
        if progress.step % _REFRESHED == 0:
            reader.read_prefixes()
