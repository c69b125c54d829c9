"""Takes the likeliest token that a GBNF grammar allows."""

import ctypes

import llama_cpp
import numpy as np
from llama_cpp import Llama
from numpy.typing import NDArray

from index.errors import GenerationError
from index.reasons import Cause

_TRIED_FIRST = 40
"""How many of the likeliest tokens the grammar is asked about before all of them are."""

Logits = NDArray[np.float32]
"""(vocabulary,) float32."""


class GrammarSampler:
    """Follows one text through a grammar; asks about the likeliest few tokens first."""

    def __init__(self, llama: Llama, grammar: str) -> None:
        """Raises GenerationError if the grammar is none."""
        self._vocabulary = llama_cpp.llama_model_get_vocab(llama.model)
        self._sampler = llama_cpp.llama_sampler_init_grammar(self._vocabulary, grammar.encode(), b"root")
        if not self._sampler:
            raise GenerationError(Cause.GRAMMAR, grammar)

    def next(self, logits: Logits) -> int:
        """The likeliest allowed token, which is taken for written. Raises GenerationError if there is none."""
        likeliest = np.argpartition(-logits, _TRIED_FIRST)[:_TRIED_FIRST]
        token = self._best_allowed(likeliest[np.lexsort((likeliest, -logits[likeliest]))], logits)
        if token is None:
            token = self._best_allowed(np.argsort(-logits, kind="stable"), logits)
        if token is None:
            raise GenerationError(Cause.NO_TOKEN)
        if not self.is_end(token):
            llama_cpp.llama_sampler_accept(self._sampler, token)
        return token

    def is_end(self, token: int) -> bool:
        """Whether a token ends the text."""
        return bool(llama_cpp.llama_vocab_is_eog(self._vocabulary, token))

    def close(self) -> None:
        """Free the grammar."""
        llama_cpp.llama_sampler_free(self._sampler)

    def _best_allowed(self, tokens: NDArray[np.intp], logits: Logits) -> int | None:
        """The first of the tokens, likeliest first, that the grammar allows."""
        array = (llama_cpp.llama_token_data * len(tokens))(*((int(t), float(logits[t]), 0.0) for t in tokens))
        candidates = llama_cpp.llama_token_data_array(data=array, size=len(tokens), selected=-1, sorted=False)
        llama_cpp.llama_sampler_apply(self._sampler, ctypes.byref(candidates))
        return next((int(entry.id) for entry in array if entry.logit > -np.inf), None)
