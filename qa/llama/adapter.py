"""Adapters of low rank beside a model's matrices, which a context can read with or without."""

import ctypes
import logging
import os
from pathlib import Path

import llama_cpp
from llama_cpp import Llama
from llama_cpp._internals import LlamaContext

from index.errors import ModelError
from index.reasons import Cause
from qa.gguf import weights_fingerprint

_logger = logging.getLogger("llama-cpp-python")


class Adapter:
    """A LoRA from a GGUF file; it is freed with the model. Contexts make room only for those loaded before them."""

    def __init__(self, llama: Llama, path: Path) -> None:
        """Load it beside a model. Raises ModelError."""
        level = _logger.level
        _logger.setLevel(logging.CRITICAL)  # or it warns of each matrix that only the model's own can be repacked
        self._adapter = llama_cpp.llama_adapter_lora_init(llama.model, os.fsencode(path))
        _logger.setLevel(level)
        if not self._adapter:
            raise ModelError(Cause.NO_ADAPTER, str(path))
        self.fingerprint = weights_fingerprint(path)

    def use(self, context: LlamaContext, *, scale: float = 1.0) -> None:
        """From now on the context reads with it; without it at scale 0."""
        one = (llama_cpp.llama_adapter_lora_p_ctypes * 1)(self._adapter)
        llama_cpp.llama_set_adapters_lora(context.ctx, one, int(scale > 0), (ctypes.c_float * 1)(scale))
