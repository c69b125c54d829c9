"""The language model; the only file that imports `llama_cpp`.

Decoding is greedy and always starts from the same state of the prompt's fixed beginning, so that the same
prompt gives the same tokens whatever was asked before.
"""

import ctypes
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
import numpy as np
from llama_cpp import Llama
from numpy.typing import NDArray

from index.errors import GenerationError, ModelError
from qa.hidden import HiddenStates
from qa.types import State

_READ_AT_ONCE = 128
"""Tokens of a prompt between two looks at whether the caller still wants an answer."""

_TRIED_FIRST = 40
"""How many of the likeliest tokens the grammar is asked about before all of them are."""

Logits = NDArray[np.float32]
"""(vocabulary,) float32."""


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


class CancelledError(GenerationError):
    """The caller no longer wants the answer."""


Stop = Callable[[], bool]
"""Says whether the caller no longer wants the answer; asked between any two tokens."""


class LocalModel:
    """A GGUF model; all prompts share a prefix, which is read once. Not re-entrant: one caller at a time."""

    def __init__(self, path: Path, *, context: int = 3072, threads: int = 0, layer: int | None = None) -> None:
        """Load the weights; `layer` is the one that `look` looks into. Raises ModelError."""
        threads = threads or len(os.sched_getaffinity(0))
        try:
            self._llama = Llama(
                str(path),
                n_ctx=context,
                n_batch=_READ_AT_ONCE,
                n_ubatch=_READ_AT_ONCE,
                # Weights are repacked for the processor while loading; mapped, they would be there twice.
                use_mmap=False,
                n_threads=threads,
                n_threads_batch=threads,
                verbose=False,
            )
        except (ValueError, RuntimeError) as exc:
            raise ModelError(f"{path} cannot be loaded as a language model: {exc}") from exc
        self._hidden = None if layer is None else HiddenStates(self._llama, layer)
        self._prefix = 0
        self._kept: list[tuple[str, int]] = []

    def read_prefix(self, prefix: str, saved: Path | None = None) -> None:
        """Read the beginning that all prompts share, or take its state from the file `saved`.

        `prefix` is ours, so the model's control tokens count in it.
        """
        tokens = self._tokens(prefix, control=True)
        self._llama.reset()
        if not (saved and _load_state(self._llama.ctx, saved, tokens)):
            self._llama.eval(tokens)
            if saved:
                _save_state(self._llama.ctx, saved, tokens)
        if self._hidden:
            self._hidden.keep(0)
            if not (saved and _load_state(self._hidden.pointer, saved, tokens)):
                self._hidden.read(tokens)
        self._prefix = len(tokens)
        self._kept = []

    def generate(
        self, parts: Sequence[str], tail: str, *, grammar: str, limit: int, stop: Stop = lambda: False
    ) -> Iterator[Token]:
        """The likeliest continuation of prefix, parts and tail that the GBNF `grammar` allows.

        `parts` hold other people's text: in them nothing is a control token. Leading parts that were read for
        the call before are not read again. At most `limit` tokens. Raises CancelledError, and GenerationError
        if the prompt does not fit.
        """
        logits = self._read(parts, tail, limit, stop)
        sampler = _GrammarSampler(self._llama, grammar)
        try:
            for _ in range(limit):
                _heed(stop)
                token = sampler.next(logits)
                if sampler.is_end(token):
                    return
                piece = bytes(self._llama.detokenize([token]))
                yield Token(piece, float(logits[token]) - _log_sum(logits))
                self._llama.eval([token])
                logits = self._logits()
        finally:
            sampler.close()

    def choose(self, parts: Sequence[str], tail: str, options: Sequence[str], *, stop: Stop = lambda: False) -> Choice:
        """How likely the options are as what comes next, and the last part as it stands. Raises as `generate`."""
        *leading, last = parts
        self._read_parts(leading, 1, stop)
        tokens = self._tokens(last, control=False)
        expected = self._eval_and_expect(tokens, 1, stop)
        self._kept.append((last, self._llama.n_tokens))
        self._eval(self._tokens(tail, control=True), 1, stop)
        logits = self._logits()
        first = [self._tokens(option, control=False)[0] for option in options]
        return Choice(np.asarray(logits[first].astype(np.float64) - _log_sum(logits)), expected)

    def look(self, parts: Sequence[str], tail: str, *, stop: Stop = lambda: False) -> State:
        """The state behind prefix, parts and tail of the layer looked into; empty if there is none.

        Raises as `generate`.
        """
        if self._hidden is None:
            return np.zeros(0, dtype=np.float32)
        tokens = [token for part in parts for token in self._tokens(part, control=False)]
        tokens += self._tokens(tail, control=True)
        self._make_sure_of_room(self._prefix, len(tokens), 0)
        self._hidden.keep(self._prefix)
        return self._hidden.read(tokens, lambda: _heed(stop))

    def close(self) -> None:
        """Free the weights."""
        if self._hidden:
            self._hidden.close()
        self._llama.close()

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
        self._make_sure_of_room(self._llama.n_tokens, len(tokens), limit)
        for start in range(0, len(tokens), _READ_AT_ONCE):
            _heed(stop)
            self._llama.eval(tokens[start : start + _READ_AT_ONCE])

    def _eval_and_expect(self, tokens: list[int], limit: int, stop: Stop) -> float:
        """Read tokens; the mean log-probability of all but the first, each after those before it."""
        self._make_sure_of_room(self._llama.n_tokens, len(tokens), limit)
        seen: list[float] = []
        for start in range(0, len(tokens), _READ_AT_ONCE):
            _heed(stop)
            following = tokens[start + 1 : start + 1 + _READ_AT_ONCE]
            for row, token in zip(self._eval_all(tokens[start : start + _READ_AT_ONCE]), following, strict=False):
                seen.append(float(row[token]) - _log_sum(row))
        return sum(seen) / len(seen) if seen else 0.0

    def _eval_all(self, tokens: list[int]) -> NDArray[np.float32]:
        """(tokens, vocabulary) logits after each of at most `_READ_AT_ONCE` tokens; `Llama.eval` keeps the last."""
        llama, past = self._llama, self._llama.n_tokens
        llama._ctx.kv_cache_seq_rm(-1, past, -1)
        llama._batch.set_batch(batch=tokens, n_past=past, logits_all=True)
        llama._ctx.decode(llama._batch)
        llama.input_ids[past : past + len(tokens)] = tokens
        llama.n_tokens = past + len(tokens)
        return np.ctypeslib.as_array(llama._ctx.get_logits(), shape=(len(tokens), llama.n_vocab()))

    def _make_sure_of_room(self, read: int, tokens: int, limit: int) -> None:
        """Raises GenerationError if so many tokens behind those read, and an answer, do not fit."""
        if read + tokens > self._llama.n_ctx() - limit:
            room = self._llama.n_ctx() - self._prefix - limit
            raise GenerationError(f"The question and a sentence are too long: the model has room for {room} tokens.")

    def _logits(self) -> Logits:
        pointer = self._llama._ctx.get_logits()
        return np.ctypeslib.as_array(pointer, shape=(self._llama.n_vocab(),)).copy()

    def _tokens(self, text: str, *, control: bool) -> list[int]:
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=control))


class _GrammarSampler:
    """Takes the likeliest token that a GBNF grammar allows; asks about the likeliest few first."""

    def __init__(self, llama: Llama, grammar: str) -> None:
        self._vocabulary = llama_cpp.llama_model_get_vocab(llama.model)
        self._sampler = llama_cpp.llama_sampler_init_grammar(self._vocabulary, grammar.encode(), b"root")
        if not self._sampler:
            raise GenerationError(f"This grammar is wrong: {grammar}")

    def next(self, logits: Logits) -> int:
        likeliest = np.argpartition(-logits, _TRIED_FIRST)[:_TRIED_FIRST]
        token = self._best_allowed(likeliest[np.lexsort((likeliest, -logits[likeliest]))], logits)
        if token is None:
            token = self._best_allowed(np.argsort(-logits, kind="stable"), logits)
        if token is None:
            raise GenerationError("The grammar allows no token.")
        if not self.is_end(token):
            llama_cpp.llama_sampler_accept(self._sampler, token)
        return token

    def _best_allowed(self, tokens: NDArray[np.intp], logits: Logits) -> int | None:
        """The first of the tokens, likeliest first, that the grammar allows."""
        array = (llama_cpp.llama_token_data * len(tokens))(*((int(t), float(logits[t]), 0.0) for t in tokens))
        candidates = llama_cpp.llama_token_data_array(data=array, size=len(tokens), selected=-1, sorted=False)
        llama_cpp.llama_sampler_apply(self._sampler, ctypes.byref(candidates))
        return next((int(entry.id) for entry in array if entry.logit > -np.inf), None)

    def is_end(self, token: int) -> bool:
        return bool(llama_cpp.llama_vocab_is_eog(self._vocabulary, token))

    def close(self) -> None:
        llama_cpp.llama_sampler_free(self._sampler)


def _heed(stop: Stop) -> None:
    """Raises CancelledError if the caller no longer wants the answer."""
    if stop():
        raise CancelledError("The answer was stopped.")


def _log_sum(logits: Logits) -> float:
    peak = float(logits.max())
    return peak + float(np.log(np.exp(logits.astype(np.float64) - peak).sum()))


def _save_state(context: object, path: Path, tokens: list[int]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    array = (llama_cpp.llama_token * len(tokens))(*tokens)
    if llama_cpp.llama_state_seq_save_file(context, os.fsencode(draft), 0, array, len(tokens)):
        draft.replace(path)


def _load_state(context: object, path: Path, tokens: list[int]) -> bool:
    """Whether the file held the state of just these tokens; if so it is the state now."""
    if not path.is_file():
        return False
    array = (llama_cpp.llama_token * len(tokens))()
    count = ctypes.c_size_t(0)
    loaded = llama_cpp.llama_state_seq_load_file(context, os.fsencode(path), 0, array, len(tokens), ctypes.byref(count))
    return bool(loaded) and count.value == len(tokens) and list(array) == tokens
