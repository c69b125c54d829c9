"""Reads several tokens at once while a text is written, where it repeats what stands in the prompt.

Reading one token takes nearly as long as reading a few, and an answer copies much of its sentence. So the tokens
that followed the last ones before are read along with them; those that then are not written are forgotten again
(prompt lookup decoding: Saxena, 2023; speculative decoding: Leviathan et al., 2023, arXiv:2211.17192).
"""

from collections.abc import Callable, Sequence

import numpy as np
from llama_cpp.llama_speculative import LlamaPromptLookupDecoding
from numpy.typing import NDArray

from qa.llama.grammar import Logits

_GUESSED = 3
"""How many tokens are read ahead; reading four takes 1.5 times as long as one, reading eight 2.6 times."""

_guess = LlamaPromptLookupDecoding(max_ngram_size=2, num_pred_tokens=_GUESSED)

Read = Callable[[int, list[int]], NDArray[np.float32]]
"""Reads tokens behind the first so many written ones: (tokens, vocabulary) logits after each of them."""


class Lookahead:
    """What comes after each token of one text that is being written."""

    def __init__(self, read: Read, known: Sequence[int]) -> None:
        """`known` are the tokens of the prompt that the text may repeat."""
        self._read = read
        self._text = list(known)
        self._known = len(known)
        self._guesses: list[int] = []
        self._rows: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)

    def after(self, token: int, room: int) -> Logits:
        """The logits behind everything written so far and this token; at most `room` more will be asked for."""
        written = len(self._text) - self._known
        self._text.append(token)
        if self._guesses[:1] == [token]:
            del self._guesses[0]
            self._rows = self._rows[1:]
        else:
            guesses = _guess(np.asarray(self._text, dtype=np.intc))
            self._guesses = [int(guess) for guess in guesses[:room]]
            self._rows = self._read(written, [token, *self._guesses])
        row: Logits = self._rows[0]
        return row
