"""Reads sentences as `qa.llama.hidden` does, up to the layer whose states are looked at."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

import torch
from torch import Tensor

from eval.tune.model import Past, Shape, TaughtModel
from eval.tune.sentences import Sentence
from index.query_language import Language
from qa import prompt


class Reader:
    """Reads sentences behind questions, with an adapter that can be learned."""

    def __init__(self, gguf: Path, shape: Shape) -> None:
        """Load the layers up to the last one of the adapter. Raises DataError."""
        self.model = TaughtModel(gguf, shape)
        self._prefixes: Mapping[Language, Past] = {}

    def read_prefixes(self) -> None:
        """Read the beginnings of the prompts with the adapter as it is now."""
        languages: tuple[Language, ...] = ("de", "en")
        self._prefixes = {
            each: self.model.read_beginning(prompt.looking_prefix(each), adapted=True) for each in languages
        }

    def states(self, sentences: Sequence[Sentence], *, learning: bool) -> Tensor:
        """(sentences, 2 width) float32, as `HiddenStates.look` has them; the sentences are of one language.

        `read_prefixes` comes first. Gradients are kept if `learning`.
        """
        texts = [[self.model.tokens(part) for part in each.parts] for each in sentences]
        rows = [leading + last for leading, last in texts]
        with nullcontext() if learning else torch.no_grad():
            hidden = self.model.read(rows, self._prefixes[sentences[0].language])
            spoken = [
                hidden[at, len(leading) : len(row)]
                for at, ((leading, _), row) in enumerate(zip(texts, rows, strict=True))
            ]
            return torch.stack([torch.cat([each[-1], each.mean(dim=0)]) for each in spoken])
