"""The language model up to the layer that is read, in PyTorch, where it can be taught.

The weights are those of the GGUF file, as they are; an adapter of low rank is learned beside the upper layers (LoRA:
Hu et al., 2021, arXiv:2106.09685).
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from torch import Tensor
from transformers import AutoModel
from transformers.cache_utils import DynamicCache

from eval.errors import DataError
from eval.tune.sentences import Sentence
from index.query_language import Language
from qa import prompt
from qa.llama.reading import open_vocabulary, tokens_of

MATRICES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""The matrices of a layer that the adapter stands beside."""

_KNOWN = "qwen2"

Past = Sequence[tuple[Tensor, Tensor]]
"""The keys and values of what was read, layer by layer."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An adapter: beside which layers, counted from 0 and with the last, and how large."""

    first: int
    last: int
    rank: int

    @property
    def alpha(self) -> int:
        """What llama.cpp divides by the rank, and multiplies the adapter's part with."""
        return 2 * self.rank


class Reader:
    """Reads sentences behind questions as `qa.llama.hidden` does, with an adapter that can be learned."""

    def __init__(self, gguf: Path, shape: Shape) -> None:
        """Load the layers up to the last one of the adapter, in bfloat16. Raises DataError."""
        model = AutoModel.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.bfloat16)
        if model.config.model_type != _KNOWN:  # of others GGUF keeps some matrices in another order
            raise DataError(
                f"{gguf.name} is a model of the kind {model.config.model_type}; only {_KNOWN} can be tuned."
            )
        del model.layers[shape.last + 1 :]
        model.norm = torch.nn.Identity()  # what is read is the residual stream itself
        self.model = get_peft_model(
            model,
            LoraConfig(
                r=shape.rank,
                lora_alpha=shape.alpha,
                target_modules=list(MATRICES),
                layers_to_transform=list(range(shape.first, shape.last + 1)),
                layers_pattern="layers",
            ),
        )
        self._vocabulary = open_vocabulary(gguf)
        self._prefixes: Mapping[Language, Past] = {}

    def parameters(self) -> list[Tensor]:
        """What is learned."""
        return [each for each in self.model.parameters() if each.requires_grad]

    def read_prefixes(self) -> None:
        """Read the beginnings of the prompts with the adapter as it is now."""
        with torch.no_grad():
            self._prefixes = {language: self._prefix(language) for language in ("de", "en")}

    def states(self, sentences: Sequence[Sentence], *, learning: bool) -> Tensor:
        """(sentences, 2 width) float32, as `HiddenStates.look` has them; the sentences are of one language.

        `read_prefixes` comes first. Gradients are kept if `learning`.
        """
        texts = [[self._tokens(part) for part in each.parts] for each in sentences]
        rows = [leading + last for leading, last in texts]
        longest = max(map(len, rows))
        tokens = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
        with nullcontext() if learning else torch.no_grad():
            hidden = self._read(tokens, self._beside(sentences[0].language, len(rows)))
            spoken = [
                hidden[at, len(leading) : len(row)]
                for at, ((leading, _), row) in enumerate(zip(texts, rows, strict=True))
            ]
            return torch.stack([torch.cat([each[-1], each.mean(dim=0)]) for each in spoken])

    def _prefix(self, language: Language) -> Past:
        cache = DynamicCache()
        self._read(torch.tensor([self._tokens(prompt.looking_prefix(language), control=True)]), cache)
        return [_past(layer) for layer in cache.layers]

    def _beside(self, language: Language, rows: int) -> DynamicCache:
        """The state of a beginning for so many sentences, which they may add to."""
        past = self._prefixes[language]
        return DynamicCache([(keys.expand(rows, -1, -1, -1), values.expand(rows, -1, -1, -1)) for keys, values in past])

    def _read(self, tokens: Tensor, past: DynamicCache) -> Tensor:
        read: Tensor = self.model(input_ids=tokens, past_key_values=past, use_cache=True).last_hidden_state
        return read.float()

    def _tokens(self, text: str, *, control: bool = False) -> list[int]:
        return tokens_of(self._vocabulary, text, control=control)


def _past(layer: Any) -> tuple[Tensor, Tensor]:
    return layer.keys, layer.values
