"""A language model whose words are kept in a file, so that nothing is asked twice while code around it changes.

What the model says depends on its weights, its prompt and the sentence alone (decoding is greedy), so what it
said before is what it would say now. Times mean nothing behind it; only calibration and the proof of the gate use it.
"""

import hashlib
import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from index.query_language import Language
from qa import polarity, prompt, rewording
from qa.assistant import OwnedModel
from qa.llama.model import Token
from qa.reply import Verdict
from qa.types import Evidence, State, Turn


class RecordedModel:
    """Answers from the file where it can, else from the model, and adds that to the file."""

    def __init__(self, model: OwnedModel, file: Path) -> None:
        """`file` holds a JSON line for each thing that was asked; it need not exist yet."""
        self._model = model
        self._file = file
        self._known: dict[str, Any] = {}
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for line in text.splitlines():
            entry = _entry(line)
            if entry:
                self._known[entry["key"]] = entry["said"]
        self._ends = "" if text.endswith("\n") or not text else "\n"

    @property
    def fingerprint(self) -> str:
        """Names the weights."""
        return self._model.fingerprint

    @property
    def looks(self) -> str:
        """Names the layer and the adapter that it looks with."""
        return self._model.looks

    @property
    def writes(self) -> str:
        """Names the adapter that it writes with."""
        return self._model.writes

    def place(self, cancelled: threading.Event) -> AbstractContextManager[None]:
        """Within, everything that is asked with `cancelled` is one question."""
        return self._model.place(cancelled)

    def look(
        self, language: Language, question: str, sentences: Sequence[Evidence], cancelled: threading.Event | None
    ) -> Generator[State, None, None]:
        """The states at each sentence behind the question, as half-precision numbers have it."""
        for item in sentences:
            parts = prompt.looking_parts(question, item, language)
            key = self._named("states", self.looks, prompt.looking_prefix(language), *parts)
            if key not in self._known:
                state = next(iter(self._model.look(language, question, [item], cancelled)))
                self._keep(key, b64encode(state.astype("<f2").tobytes()).decode("ascii"))
            yield np.frombuffer(b64decode(self._known[key]), dtype="<f2").astype(np.float32)

    def judge(
        self, language: Language, question: str, sentence: Evidence, cancelled: threading.Event | None
    ) -> Verdict:
        """Whether a sentence answers."""
        key = self._key("judge", language, question, sentence)
        if key not in self._known:
            self._keep(key, asdict(self._model.judge(language, question, sentence, cancelled)))
        return Verdict(**self._known[key])

    def write(
        self, language: Language, question: str, sentence: Evidence, limit: int, cancelled: threading.Event | None
    ) -> Generator[Token, None, None]:
        """The reply to a sentence that answers."""
        key = self._key(f"write {limit}", language, question, sentence)
        yield from self._tokens(key, lambda: self._model.write(language, question, sentence, limit, cancelled))

    def decide(self, language: Language, question: str, sentence: Evidence, cancelled: threading.Event | None) -> float:
        """The log-odds that yes and not no follows from the sentence."""
        key = self._named("decide", polarity.prefix(language), *prompt.parts(question, sentence, language))
        if key not in self._known:
            self._keep(key, self._model.decide(language, question, sentence, cancelled))
        return float(self._known[key])

    def reword(
        self, language: Language, question: str, before: Turn, cancelled: threading.Event | None
    ) -> Iterator[Token]:
        """A follow-up question as one that stands alone."""
        key = self._named("reword", rewording.prefix(language), rewording.part(question, before, language))
        yield from self._tokens(key, lambda: self._model.reword(language, question, before, cancelled))

    def close(self) -> None:
        """Free the model."""
        self._model.close()

    def _tokens(self, key: str, ask: Callable[[], Iterable[Token]]) -> Iterator[Token]:
        if key not in self._known:
            self._keep(key, [[token.piece.hex(), token.log_probability] for token in ask()])
        for piece, log_probability in self._known[key]:
            yield Token(bytes.fromhex(piece), log_probability)

    def _key(self, what: str, language: Language, question: str, item: Evidence) -> str:
        asked = (*prompt.parts(question, item, language), prompt.grammar(question, language))
        return self._named(what, self.writes, prompt.prefix(language), *asked)

    def _named(self, what: str, *read: str) -> str:
        """The key of what the model says after what it has read."""
        read = (what, self.fingerprint, *read)
        return hashlib.sha256(json.dumps(read).encode()).hexdigest()

    def _keep(self, key: str, said: Any) -> None:
        self._known[key] = said
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as lines:
            lines.write(self._ends + json.dumps({"key": key, "said": said}) + "\n")
        self._ends = ""


def _entry(line: str) -> dict[str, Any] | None:
    """A line of the file; None for the last one of a run that was killed while writing it."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and {"key", "said"} <= entry.keys() else None
