"""The one owner of the language model: a thread that takes questions from a bounded queue, in order."""

import queue
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import BelegError, GenerationError
from index.query_language import Language
from qa import prompt
from qa.llm import LocalModel, Token
from qa.receipt import digest

WAITING = 32
"""How many questions may wait at once."""


@dataclass(frozen=True, slots=True)
class _Job:
    language: Language
    data: str
    grammar: str
    limit: int
    watched: Sequence[str]
    cancelled: threading.Event | None
    left: threading.Event = field(default_factory=threading.Event)
    written: "queue.SimpleQueue[Token | Exception | None]" = field(default_factory=queue.SimpleQueue)

    def stop(self) -> bool:
        """Whether its caller has cancelled, or gone."""
        return self.left.is_set() or (self.cancelled is not None and self.cancelled.is_set())


class LocalWriter:
    """Writes one reply at a time; a caller that stops or leaves disturbs no other."""

    def __init__(self, path: Path, states: Path, *, threads: int = 0) -> None:
        """Load the model in `path`; the state of each prompt's beginning is kept in the folder `states`."""
        self._model = LocalModel(path, threads=threads)
        stat = path.stat()
        self.fingerprint = digest(f"{path.name} {stat.st_size} {stat.st_mtime_ns}")
        self._states = states
        self._language: Language | None = None
        self._jobs: queue.Queue[_Job | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._work, name="language model", daemon=True)
        for language in ("en", "de"):
            self._use(language)
        self._thread.start()

    def write(
        self,
        language: Language,
        data: str,
        *,
        grammar: str,
        limit: int,
        watched: Sequence[str] = (),
        cancelled: threading.Event | None = None,
    ) -> Generator[Token, None, None]:
        """The likeliest continuation that the grammar allows. Raises GenerationError, CancelledError."""
        if not self._thread.is_alive():
            raise GenerationError("The language model is closed. Open the documents again.")
        job = _Job(language, data, grammar, limit, watched, cancelled)
        try:
            self._jobs.put_nowait(job)
        except queue.Full as exc:
            raise GenerationError(f"{WAITING} questions are waiting already. Ask again in a minute.") from exc
        try:
            while (item := job.written.get()) is not None:
                if isinstance(item, Exception):
                    raise item
                yield item
        finally:
            job.left.set()

    def close(self) -> None:
        """Finish what is being written and free the model."""
        self._jobs.put(None)
        self._thread.join()
        self._model.close()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._use(job.language)
                for token in self._model.generate(
                    job.data,
                    prompt.TAIL,
                    grammar=job.grammar,
                    limit=job.limit,
                    watched=job.watched,
                    stop=job.stop,
                ):
                    job.written.put(token)
                job.written.put(None)
            except BelegError as exc:
                job.written.put(exc)
            except Exception as exc:  # the owner must outlive any one question
                job.written.put(GenerationError(f"The language model failed: {exc}"))

    def _use(self, language: Language) -> None:
        if self._language != language:
            beginning = prompt.prefix(language)
            name = f"{self.fingerprint}-{digest(beginning)}.state"
            self._model.read_prefix(beginning, self._states / name)
            self._language = language
