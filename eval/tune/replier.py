"""Reads sentences and writes replies as `qa.llama.model` does, through all layers.

The beginning of the prompt is read without the adapter, as it is for all that the model is asked beside replies.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, linear

from eval.tune.model import Shape, TaughtModel
from eval.tune.replies import Reply
from index.query_language import Language
from qa import prompt


class Replier:
    """Replies about sentences, with an adapter that can be learned."""

    def __init__(self, gguf: Path, shape: Shape) -> None:
        """Load all layers, up to the last one, which the adapter stands beside. Raises DataError."""
        self.model = TaughtModel(gguf, shape)
        languages: tuple[Language, ...] = ("de", "en")
        self._prefixes = {each: self.model.read_beginning(prompt.prefix(each), adapted=False) for each in languages}

    def loss(self, replies: Sequence[Reply]) -> Tensor:
        """The mean over replies of how surprised the model is by each: the sum over its tokens, in nats.

        The replies are of one language. Gradients are kept.
        """
        asked = [self._asked(each) for each in replies]
        wanted = [self.model.tokens(each.wanted) for each in replies]
        rows = [before + after[:-1] for before, after in zip(asked, wanted, strict=True)]
        states = self.model.read(rows, self._prefixes[replies[0].language])
        spoken = [
            states[at, len(before) - 1 : len(row)] for at, (before, row) in enumerate(zip(asked, rows, strict=True))
        ]
        logits = linear(torch.cat(spoken).to(self.model.words.dtype), self.model.words).float()
        targets = torch.tensor([token for each in wanted for token in each])
        return cross_entropy(logits, targets, reduction="sum") / len(replies)

    def _asked(self, reply: Reply) -> list[int]:
        parts = [token for part in reply.parts for token in self.model.tokens(part)]
        return parts + self.model.tokens(prompt.TAIL, control=True)
