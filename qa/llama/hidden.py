"""What the language model thinks in the middle: hidden states, read off without running the layers above them.

Whether a text answers a question can be told from a linear reading of the states in a model's middle layers,
better than from the words it would say (Slobodkin et al., The curious case of hallucinatory (un)answerability,
2023), and the upper layers, two fifths of the work, need not run. An adapter of low rank, learned for this reading
only (`eval.tune`), makes it plainer; what the model writes is without it.
"""

import ctypes
from collections.abc import Sequence
from pathlib import Path

import llama_cpp
import numpy as np
from llama_cpp import Llama, _ggml
from llama_cpp._internals import LlamaBatch, LlamaContext
from numpy.typing import NDArray

from index.errors import ModelError
from index.reasons import Cause
from qa.llama.adapter import Adapter
from qa.llama.reading import Stop, heed, load_state, make_sure_of_room, save_state, tokens_of
from qa.types import State

_tensor_name = _ggml.libggml.ggml_get_name
_tensor_name.restype, _tensor_name.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
_tensor_data = _ggml.libggml.ggml_get_data
_tensor_data.restype, _tensor_data.argtypes = ctypes.c_void_p, [ctypes.c_void_p]


class HiddenStates:
    """A context of its own over a model's weights, in which every prompt is read up to one layer only."""

    def __init__(self, llama: Llama, layer: int, adapter: Path | None = None) -> None:
        """`layer` counts from 0; `adapter` is a LoRA in a GGUF file.

        Raises ModelError if the model has no such layer, or not one after it, or if the adapter is not one of it.
        """
        if not 0 <= layer < llama_cpp.llama_model_n_layer(llama.model) - 1:
            raise ModelError(Cause.NO_LAYER, layer)
        loaded = Adapter(llama, adapter) if adapter else None
        self.name = f"layer{layer}" + (f"-{loaded.fingerprint}" if loaded else "")
        self._llama = llama
        self._prefix = 0
        self._kept = "", 0
        self._width = llama_cpp.llama_model_n_embd(llama.model)
        self._wanted = f"l_out-{layer}".encode()
        self._rows: NDArray[np.float32] = np.zeros((0, self._width), dtype=np.float32)
        self._at_once = llama.n_batch
        self._tokens_read = 0
        # llama.cpp asks of each tensor whether it is wanted, hands over the wanted ones, and cancels the rest of
        # the computation if told so.
        self._callback = llama_cpp.ggml_backend_sched_eval_callback(self._look)
        parameters = type(llama.context_params).from_buffer_copy(llama.context_params)
        parameters.cb_eval = self._callback
        self._context = LlamaContext(model=llama._model, params=parameters, verbose=False)
        if loaded:
            loaded.use(self._context)
        self._batch = LlamaBatch(n_tokens=self._at_once, embd=0, n_seq_max=1, verbose=False)

    def read_prefix(self, prefix: str, saved: Path | None = None) -> None:
        """As `LocalModel.read_prefix`; the saved state is that of the layers that run."""
        tokens = tokens_of(self._llama, prefix, control=True)
        self._go_back(0)
        if saved and load_state(self._context.ctx, saved, tokens):
            self._tokens_read = len(tokens)
        else:
            self._read(tokens)
            if saved:
                save_state(self._context.ctx, saved, tokens)
        self._prefix = len(tokens)
        self._kept = "", self._prefix

    def look(self, leading: str, last: str, *, stop: Stop = lambda: False) -> State:
        """The states of the last of two parts that hold other people's text, behind the prefix.

        The leading part is not read again if it was read for the call before. Raises CancelledError, and
        GenerationError if the prompt does not fit.
        """
        if self._kept[0] != leading:
            self._go_back(self._prefix)
            self._kept = "", self._prefix
            self._read(tokens_of(self._llama, leading, control=False), stop)
            self._kept = leading, self._tokens_read
        self._go_back(self._kept[1])
        states = self._read(tokens_of(self._llama, last, control=False), stop)
        return np.concatenate([states[-1], states.mean(axis=0)])

    def close(self) -> None:
        """Free the context; the weights stay."""
        self._batch.close()
        self._context.close()

    def _go_back(self, tokens: int) -> None:
        """What comes next is read behind the first `tokens` tokens of what was read so far."""
        self._context.kv_cache_seq_rm(-1, tokens, -1)
        self._tokens_read = tokens

    def _read(self, tokens: Sequence[int], stop: Stop = lambda: False) -> NDArray[np.float32]:
        """Read tokens behind those kept; (tokens, width), the state at each."""
        make_sure_of_room(self._llama, self._prefix, self._tokens_read + len(tokens), 0)
        states = []
        for start in range(0, len(tokens), self._at_once):
            heed(stop)
            some = tokens[start : start + self._at_once]
            self._batch.set_batch(batch=some, n_past=self._tokens_read, logits_all=False)
            self._context.decode(self._batch)
            self._tokens_read += len(some)
            states.append(self._rows)
        return np.concatenate(states)

    def _look(self, tensor: int, ask: bool, _: object) -> bool:
        """As asked: whether a tensor is wanted. As told: keep it, and go no further."""
        if ask:
            return bool(_tensor_name(tensor) == self._wanted)
        rows = self._batch.n_tokens()
        numbers = ctypes.cast(_tensor_data(tensor), ctypes.POINTER(ctypes.c_float))
        self._rows = np.ctypeslib.as_array(numbers, shape=(rows, self._width)).copy()
        return False
