"""What everyone who reads with the model needs: tokens, the kept state of a prompt's beginning, being stopped."""

import ctypes
import os
from collections.abc import Callable
from pathlib import Path

import llama_cpp
from llama_cpp import Llama

from index.errors import GenerationError
from index.reasons import Cause

READ_AT_ONCE = 128
"""Tokens of a prompt between two looks at whether the caller still wants an answer."""

Stop = Callable[[], bool]
"""Says whether the caller no longer wants the answer; asked between any two tokens."""


class CancelledError(GenerationError):
    """The caller no longer wants the answer."""


def heed(stop: Stop) -> None:
    """Raises CancelledError if the caller no longer wants the answer."""
    if stop():
        raise CancelledError(Cause.STOPPED)


def make_sure_of_room(llama: Llama, prefix: int, tokens: int, limit: int) -> None:
    """Raises GenerationError if so many tokens, those of the prefix among them, and an answer do not fit."""
    room = llama.n_ctx() - limit
    if tokens > room:
        raise GenerationError(Cause.NO_ROOM, str(room - prefix))


def open_vocabulary(path: Path) -> Llama:
    """A model's tokens, without its weights."""
    return Llama(str(path), vocab_only=True, verbose=False)


def tokens_of(llama: Llama, text: str, *, control: bool) -> list[int]:
    """The tokens of a text, in which control tokens count only if it is our own (`control`)."""
    return list(llama.tokenize(text.encode(), add_bos=False, special=control))


def save_state(context: object, path: Path, tokens: list[int]) -> None:
    """Write what a context has read, the tokens, to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    array = (llama_cpp.llama_token * len(tokens))(*tokens)
    if llama_cpp.llama_state_seq_save_file(context, os.fsencode(draft), 0, array, len(tokens)):
        draft.replace(path)


def load_state(context: object, path: Path, tokens: list[int]) -> bool:
    """Whether the file held the state of just these tokens; if so it is the context's now."""
    if not path.is_file():
        return False
    array = (llama_cpp.llama_token * len(tokens))()
    count = ctypes.c_size_t(0)
    loaded = llama_cpp.llama_state_seq_load_file(context, os.fsencode(path), 0, array, len(tokens), ctypes.byref(count))
    return bool(loaded) and count.value == len(tokens) and list(array) == tokens
