"""The language model in PyTorch, where it can be taught.

The weights are those of the GGUF file, as they are; an adapter of low rank is learned beside some layers (LoRA: Hu et
al., 2021, arXiv:2106.09685).
"""

from collections.abc import Sequence
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
from qa.llama.reading import open_vocabulary, tokens_of

MATRICES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""The matrices of a layer that the adapter stands beside."""

_KNOWN = "qwen2"

Past = Sequence[tuple[Tensor, Tensor]]
"""The keys and values of what was read, layer by layer."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An adapter: beside which layers, counted from 0, and how large; without a `last` one up to the model's last."""

    first: int
    last: int | None
    rank: int

    @property
    def alpha(self) -> int:
        """What llama.cpp divides by the rank, and multiplies the adapter's part with."""
        return 2 * self.rank


class TaughtModel:
    """The layers up to the last one that an adapter stands beside, in bfloat16."""

    def __init__(self, gguf: Path, shape: Shape) -> None:
        """Load them. Raises DataError."""
        model = AutoModel.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.bfloat16)
        if model.config.model_type != _KNOWN:  # of others GGUF keeps some matrices in another order
            raise DataError(
                f"{gguf.name} is a model of the kind {model.config.model_type}; only {_KNOWN} can be tuned."
            )
        behind = len(model.layers) if shape.last is None else shape.last + 1
        if behind < len(model.layers):
            del model.layers[behind:]
            model.norm = torch.nn.Identity()  # what is read is the residual stream itself
        self.words = model.embed_tokens.weight
        self.adapted = get_peft_model(
            model,
            LoraConfig(
                r=shape.rank,
                lora_alpha=shape.alpha,
                target_modules=list(MATRICES),
                layers_to_transform=list(range(shape.first, behind)),
                layers_pattern="layers",
            ),
        )
        self._vocabulary = open_vocabulary(gguf)

    def parameters(self) -> list[Tensor]:
        """What is learned."""
        return [each for each in self.adapted.parameters() if each.requires_grad]

    def tokens(self, text: str, *, control: bool = False) -> list[int]:
        """As `qa.llama.reading.tokens_of` has them."""
        return tokens_of(self._vocabulary, text, control=control)

    def read_beginning(self, beginning: str, *, adapted: bool) -> Past:
        """Read the beginning of prompts, with the adapter as it is now or without."""
        cache = DynamicCache()
        with torch.no_grad(), nullcontext() if adapted else self.adapted.disable_adapter():
            self._read(torch.tensor([self.tokens(beginning, control=True)]), cache)
        return [_past(layer) for layer in cache.layers]

    def read(self, rows: Sequence[Sequence[int]], past: Past) -> Tensor:
        """(rows, longest, width) float32: the states at each token behind the same beginning; short rows are padded."""
        longest = max(map(len, rows))
        tokens = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
        beside = [(keys.expand(len(rows), -1, -1, -1), values.expand(len(rows), -1, -1, -1)) for keys, values in past]
        return self._read(tokens, DynamicCache(beside)).float()

    def _read(self, tokens: Tensor, past: DynamicCache) -> Tensor:
        read: Tensor = self.adapted(input_ids=tokens, past_key_values=past, use_cache=True).last_hidden_state
        return read


def _past(layer: Any) -> tuple[Tensor, Tensor]:
    return layer.keys, layer.values
