"""The one owner of the language model: a thread that takes what is asked from a line, question by question."""

import queue
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar, cast

import numpy as np

from index.errors import BelegError, GenerationError
from index.query_language import Language
from index.reasons import Cause
from qa import polarity, prompt, rewording
from qa.gguf import weights_fingerprint
from qa.line import Line
from qa.llama.hidden import HiddenStates
from qa.llama.model import LocalModel, Token
from qa.llama.reading import CancelledError, Stop
from qa.receipt import digest
from qa.reply import Verdict
from qa.types import Evidence, State, Turn

T = TypeVar("T")
R = TypeVar("R", bound="_Reader")

LANGUAGES: tuple[Language, ...] = ("en", "de")

_LONGEST_QUESTION = 60
"""Tokens of a follow-up question that is worded anew."""

_GLANCE = 0.2
"""Seconds without anything written, after which a caller looks again whether it still waits."""


class _Reader(Protocol):
    """Reads prompts that share a beginning."""

    name: str

    def read_prefix(self, prefix: str, saved: Path) -> None:
        """Read the beginning, or take its state from a file."""


@dataclass(frozen=True, slots=True, eq=False)
class _Job(Generic[T]):
    work: Callable[[Stop], Iterator[T]]
    cancelled: threading.Event | None
    left: threading.Event = field(default_factory=threading.Event)
    done: "queue.SimpleQueue[T | Exception | None]" = field(default_factory=queue.SimpleQueue)

    def stop(self) -> bool:
        """Whether its caller has cancelled, or gone."""
        return self.left.is_set() or (self.cancelled is not None and self.cancelled.is_set())

    def next(self) -> T | None:
        """What comes next, None at the end. Raises what went wrong, and CancelledError."""
        while True:
            with suppress(queue.Empty):
                item = self.done.get(timeout=_GLANCE)
                if isinstance(item, Exception):
                    raise item
                return item
            if self.stop():
                raise CancelledError(Cause.STOPPED)


class LocalWriter:
    """Writes one reply at a time; a caller that stops or leaves disturbs no other."""

    def __init__(
        self,
        path: Path,
        states: Path,
        *,
        threads: int = 0,
        layer: int | None = None,
        reading: Path | None = None,
        writing: Path | None = None,
    ) -> None:
        """Load the model in `path`; the state of each prompt's beginning is kept in the folder `states`.

        `layer` is the layer that `look` looks into, with the adapter `reading`; without one its states are empty.
        Sentences are judged and written about with the adapter `writing`. Raises ModelError.
        """
        self._model = LocalModel(path, threads=threads, adapter=writing)
        self._looker = None if layer is None else HiddenStates(self._model.llama, layer, reading)
        self.fingerprint = weights_fingerprint(path)
        self.looks = self._looker.name if self._looker else ""
        self.writes = weights_fingerprint(writing) if writing else ""
        self._states = states
        self._beginnings: dict[str, str] = {}
        self._line: Line[_Job[object]] = Line()
        self._thread = threading.Thread(target=self._work, name="language model", daemon=True)
        for language in LANGUAGES:
            self._begin(self._model, rewording.prefix(language))
            self._begin(self._model, polarity.prefix(language))
            self._begin(self._model, prompt.prefix(language))
            if self._looker:
                self._begin(self._looker, prompt.looking_prefix(language))
        self._thread.start()

    def place(self, cancelled: threading.Event) -> AbstractContextManager[None]:
        """Within, everything that is asked with `cancelled` is one question: nothing else comes between."""
        return self._line.place(cancelled)

    def look(
        self, language: Language, question: str, sentences: Sequence[Evidence], cancelled: threading.Event | None
    ) -> Generator[State, None, None]:
        """The states at each sentence behind the question. Raises GenerationError, CancelledError."""

        def work(stop: Stop) -> Iterator[State]:
            looker = self._looker
            if looker is None:
                return (np.zeros(0, dtype=np.float32) for _ in sentences)
            self._begin(looker, prompt.looking_prefix(language))
            parts = (prompt.looking_parts(question, item, language) for item in sentences)
            return (looker.look(asked, sentence, stop=stop) for asked, sentence in parts)

        return self._queued(_Job(work, cancelled))

    def judge(
        self, language: Language, question: str, sentence: Evidence, cancelled: threading.Event | None
    ) -> Verdict:
        """Whether a sentence answers. Raises GenerationError, CancelledError."""

        def work(stop: Stop) -> Iterator[Verdict]:
            model = self._begin(self._model, prompt.prefix(language))
            verdicts = (prompt.YES[language], prompt.NO[language])
            asked = prompt.parts(question, sentence, language)
            choice = model.choose(asked, prompt.TAIL, verdicts, adapted=True, stop=stop)
            yes, no = choice.options
            yield Verdict(float(yes - no), choice.expected)

        (verdict,) = self._queued(_Job(work, cancelled))
        return verdict

    def write(
        self, language: Language, question: str, sentence: Evidence, limit: int, cancelled: threading.Event | None
    ) -> Generator[Token, None, None]:
        """The reply to a sentence that answers. Raises GenerationError, CancelledError."""

        def work(stop: Stop) -> Iterator[Token]:
            model = self._begin(self._model, prompt.prefix(language))
            parts = prompt.parts(question, sentence, language)
            grammar = prompt.grammar(question, language)
            return model.generate(parts, prompt.TAIL, grammar=grammar, limit=limit, adapted=True, stop=stop)

        return self._queued(_Job(work, cancelled))

    def decide(self, language: Language, question: str, sentence: Evidence, cancelled: threading.Event | None) -> float:
        """The log-odds that yes and not no follows from the sentence. Raises GenerationError, CancelledError."""

        def work(stop: Stop) -> Iterator[float]:
            model = self._begin(self._model, polarity.prefix(language))
            asked = prompt.parts(question, sentence, language)
            yes, no = model.choose(asked, prompt.TAIL, prompt.VERDICTS[language], stop=stop).options
            yield float(yes - no)

        (log_odds,) = self._queued(_Job(work, cancelled))
        return log_odds

    def reword(
        self, language: Language, question: str, before: Turn, cancelled: threading.Event | None
    ) -> Generator[Token, None, None]:
        """A follow-up question as one that stands alone. Raises GenerationError, CancelledError."""

        def work(stop: Stop) -> Iterator[Token]:
            model = self._begin(self._model, rewording.prefix(language))
            parts = (rewording.part(question, before, language),)
            return model.generate(parts, prompt.TAIL, grammar=rewording.GRAMMAR, limit=_LONGEST_QUESTION, stop=stop)

        return self._queued(_Job(work, cancelled))

    def _queued(self, job: _Job[T]) -> Generator[T, None, None]:
        """What a job yields, as soon as it is its turn."""
        waiting = cast("_Job[object]", job)
        question = job if job.cancelled is None else job.cancelled
        self._line.put(waiting, question)
        try:
            while (item := job.next()) is not None:
                yield item
        finally:
            job.left.set()
            self._line.drop(waiting, question)

    def close(self) -> None:
        """Finish what is being written and free the model."""
        self._line.close()
        self._thread.join()
        if self._looker:
            self._looker.close()
        self._model.close()

    def _work(self) -> None:
        while (job := self._line.take()) is not None:
            try:
                for item in job.work(job.stop):
                    job.done.put(item)
                job.done.put(None)
            except BelegError as exc:
                job.done.put(exc)
            except Exception as exc:  # the owner must outlive any one question
                job.done.put(GenerationError(Cause.MODEL_FAILED, str(exc)))

    def _begin(self, reader: R, beginning: str) -> R:
        """The reader, behind the beginning of its next prompts."""
        if self._beginnings.get(reader.name) != beginning:
            name = f"{self.fingerprint}-{reader.name}-{digest(beginning)}.state"
            self._beginnings.pop(reader.name, None)
            reader.read_prefix(beginning, self._states / name)
            self._beginnings[reader.name] = beginning
        return reader
