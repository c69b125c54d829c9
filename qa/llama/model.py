"""The language model as it judges and writes.

Decoding is greedy and always starts from the same state of the prompt's fixed beginning, so that the same
prompt gives the same tokens whatever was asked before.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from llama_cpp import Llama
from numpy.typing import NDArray

from index.errors import ModelError
from index.reasons import Cause
from qa.llama.adapter import Adapter
from qa.llama.grammar import GrammarSampler, Logits
from qa.llama.lookahead import Lookahead
from qa.llama.reading import READ_AT_ONCE, Stop, heed, load_state, make_sure_of_room, save_state, tokens_of


@dataclass(frozen=True, slots=True)
class Token:
    """One generated token: its bytes, and the model's log-probability of it before the grammar."""

    piece: bytes
    log_probability: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What a model says of a prompt: how likely each option comes next, and how likely the last part was.

    `options` are (options,) log-probabilities of the token that each begins with. `expected` is the mean
    log-probability of the last part's tokens but the first, each after all before it; 0 if there is only one.
    """

    options: NDArray[np.float64]
    expected: float


class LocalModel:
    """A GGUF model; all prompts share a prefix, which is read once. Not re-entrant: one caller at a time."""

    name = "whole"

    def __init__(self, path: Path, *, context: int = 3072, threads: int = 0, adapter: Path | None = None) -> None:
        """Load the weights, and the adapter of what is read as `adapted`. Raises ModelError."""
        threads = threads or len(os.sched_getaffinity(0))
        try:
            self._llama = Llama(
                str(path),
                n_ctx=context,
                n_batch=READ_AT_ONCE,
                n_ubatch=READ_AT_ONCE,
                # Weights are repacked for the processor while loading; mapped, they would be there twice.
                use_mmap=False,
                n_threads=threads,
                n_threads_batch=threads,
                verbose=False,
            )
        except (ValueError, RuntimeError) as exc:
            raise ModelError(Cause.NOT_LOADED, str(path), str(exc)) from exc
        self._adapter = Adapter(self._llama, adapter) if adapter else None
        self._adapted = False
        self._prefix = 0
        self._kept: list[tuple[str, int]] = []

    @property
    def llama(self) -> Llama:
        """The weights, for another reader over them."""
        return self._llama

    def read_prefix(self, prefix: str, saved: Path | None = None) -> None:
        """Read the beginning that all prompts share, or take its state from the file `saved`.

        `prefix` is ours, so the model's control tokens count in it. It is read without the adapter.
        """
        self._adapt(adapted=False)
        tokens = self._tokens(prefix, control=True)
        self._llama.reset()
        if not (saved and load_state(self._llama.ctx, saved, tokens)):
            self._llama.eval(tokens)
            if saved:
                save_state(self._llama.ctx, saved, tokens)
        self._prefix = len(tokens)
        self._kept = []

    def generate(
        self,
        parts: Sequence[str],
        tail: str,
        *,
        grammar: str,
        limit: int,
        adapted: bool = False,
        stop: Stop = lambda: False,
    ) -> Iterator[Token]:
        """The likeliest continuation of prefix, parts and tail that the GBNF `grammar` allows.

        `parts` hold other people's text: in them nothing is a control token. Leading parts that were read for
        the call before are not read again. At most `limit` tokens. If `adapted`, parts, tail and the first line that
        is written are read with the adapter; what comes below that line is in the model's own manner. Raises
        CancelledError, and GenerationError if the prompt does not fit.
        """
        self._adapt(adapted=adapted)
        logits = self._read(parts, tail, limit, stop)
        start = self._llama.n_tokens
        known = [token for part in parts for token in self._tokens(part, control=False)]
        ahead = Lookahead(lambda written, tokens: self._eval_all(start + written, tokens), known)
        sampler = GrammarSampler(self._llama, grammar)
        try:
            for room in reversed(range(limit)):
                heed(stop)
                token = sampler.next(logits)
                if sampler.is_end(token):
                    return
                piece = bytes(self._llama.detokenize([token]))
                yield Token(piece, float(logits[token]) - _log_sum(logits))
                if b"\n" in piece:
                    self._adapt(adapted=False)
                logits = ahead.after(token, room)
        finally:
            sampler.close()

    def choose(
        self,
        parts: Sequence[str],
        tail: str,
        options: Sequence[str],
        *,
        adapted: bool = False,
        stop: Stop = lambda: False,
    ) -> Choice:
        """How likely the options are as what comes next, and the last part as it stands. As `generate`."""
        self._adapt(adapted=adapted)
        *leading, last = parts
        self._read_parts(leading, 1, stop)
        tokens = self._tokens(last, control=False)
        expected = self._eval_and_expect(tokens, 1, stop)
        self._kept.append((last, self._llama.n_tokens))
        self._eval(self._tokens(tail, control=True), 1, stop)
        logits = self._logits()
        first = [self._tokens(option, control=False)[0] for option in options]
        return Choice(np.asarray(logits[first].astype(np.float64) - _log_sum(logits)), expected)

    def close(self) -> None:
        """Free the weights."""
        self._llama.close()

    def _adapt(self, *, adapted: bool) -> None:
        """From now on read with the adapter, or without; what was read the other way is not kept."""
        if self._adapter and adapted != self._adapted:
            self._adapter.use(self._llama._ctx, scale=float(adapted))
            self._adapted = adapted
            self._kept = []

    def _read(self, parts: Sequence[str], tail: str, limit: int, stop: Stop) -> Logits:
        """Read the prompt behind the prefix; the logits of what comes next."""
        self._read_parts(parts, limit, stop)
        self._eval(self._tokens(tail, control=True), limit, stop)
        return self._logits()

    def _read_parts(self, parts: Sequence[str], limit: int, stop: Stop) -> None:
        """Read the parts behind the prefix, but for the leading ones that were read for the call before.

        Each part is read by itself, so that its state is the same to the last bit whether it was kept or not.
        """
        while [part for part, _ in self._kept] != list(parts[: len(self._kept)]):
            self._kept.pop()
        self._llama.n_tokens = self._kept[-1][1] if self._kept else self._prefix
        for part in parts[len(self._kept) :]:
            self._eval(self._tokens(part, control=False), limit, stop)
            self._kept.append((part, self._llama.n_tokens))

    def _eval(self, tokens: list[int], limit: int, stop: Stop) -> None:
        make_sure_of_room(self._llama, self._prefix, self._llama.n_tokens + len(tokens), limit)
        for start in range(0, len(tokens), READ_AT_ONCE):
            heed(stop)
            self._llama.eval(tokens[start : start + READ_AT_ONCE])

    def _eval_and_expect(self, tokens: list[int], limit: int, stop: Stop) -> float:
        """Read tokens; the mean log-probability of all but the first, each after those before it."""
        make_sure_of_room(self._llama, self._prefix, self._llama.n_tokens + len(tokens), limit)
        seen: list[float] = []
        for start in range(0, len(tokens), READ_AT_ONCE):
            heed(stop)
            following = tokens[start + 1 : start + 1 + READ_AT_ONCE]
            rows = self._eval_all(self._llama.n_tokens, tokens[start : start + READ_AT_ONCE])
            for row, token in zip(rows, following, strict=False):
                seen.append(float(row[token]) - _log_sum(row))
        return sum(seen) / len(seen) if seen else 0.0

    def _eval_all(self, past: int, tokens: list[int]) -> NDArray[np.float32]:
        """Read at most `READ_AT_ONCE` tokens behind the first `past`; `Llama.eval` gives the last one's logits only.

        (tokens, vocabulary) logits after each token, valid until the next is read.
        """
        llama = self._llama
        llama._ctx.kv_cache_seq_rm(-1, past, -1)
        llama._batch.set_batch(batch=tokens, n_past=past, logits_all=True)
        llama._ctx.decode(llama._batch)
        llama.input_ids[past : past + len(tokens)] = tokens
        llama.n_tokens = past + len(tokens)
        return np.ctypeslib.as_array(llama._ctx.get_logits(), shape=(len(tokens), llama.n_vocab()))

    def _logits(self) -> Logits:
        pointer = self._llama._ctx.get_logits()
        return np.ctypeslib.as_array(pointer, shape=(self._llama.n_vocab(),)).copy()

    def _tokens(self, text: str, *, control: bool) -> list[int]:
        return tokens_of(self._llama, text, control=control)


def _log_sum(logits: Logits) -> float:
    peak = float(logits.max())
    return peak + float(np.log(np.exp(logits.astype(np.float64) - peak).sum()))
