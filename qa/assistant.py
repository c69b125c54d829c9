"""The one door to Beleg for Python programs: opens a folder, answers questions about it."""

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import SettingsError
from index.index import Index
from index.paths import cache_folder, data_folder, index_folder
from index.sync import Failure, Progress, SyncReport
from index.types import Document, Hit
from qa.abstain import READING, WRITING, Calibration, fitted
from qa.answer import answer, attempt, judged, searched, to_read
from qa.gguf import model_path
from qa.inquiry import Attempt, Engine, Model
from qa.loading import without_garbage_collection
from qa.question import Asked
from qa.reply import Judged
from qa.settings import Settings
from qa.signals import SearchSignals
from qa.types import Answer, Evidence, Piece, Turn
from qa.writer import LocalWriter

if TYPE_CHECKING:
    from index.embed import SentenceEncoder


class OwnedModel(Model, Protocol):
    """A language model that is freed with its assistant."""

    @property
    def looks(self) -> str:
        """Names the layer and the adapter that it looks with; empty if it cannot be looked into."""

    @property
    def writes(self) -> str:
        """Names the adapter that it writes with; empty without one."""

    def close(self) -> None:
        """Free the weights."""


class Assistant:
    """Answers questions about documents. Safe to share between threads; one question is written at a time."""

    def __init__(self, index: Index, model: OwnedModel, settings: Settings) -> None:
        """From parts that are already open; see `open` and `over`."""
        self._index = index
        self._model = model
        self._settings = settings
        at_most = max(settings.evidence, settings.evidence_most)
        self._engine = Engine(index, model, fitted(), settings.evidence, at_most, settings.threshold)

    @classmethod
    def open(
        cls,
        documents: str | Path | None = None,
        *,
        settings: Settings | None = None,
        progress: Progress | None = None,
    ) -> "Assistant":
        """Bring the index of a folder up to date and load the models. Raises BelegError."""
        settings = settings or Settings.load()
        folder = Path(documents) if documents is not None else settings.documents
        settings = settings.model_copy(update={"documents": folder})
        encoder, model = _open_both(settings)
        index = Index(index_folder(folder, data_folder()), encoder, passage_size=settings.passage_size)
        assistant = cls(index, model, settings)
        assistant.sync(progress)
        return assistant

    @classmethod
    def over(
        cls, documents: Sequence[Document], *, settings: Settings | None = None, model: OwnedModel | None = None
    ) -> "Assistant":
        """The same over documents that are already read; their index is temporary."""
        settings = settings or Settings.load()
        index = Index.over(documents, _open_encoder(settings), passage_size=settings.passage_size)
        return cls(index, model or open_model(settings), settings)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        exclude: Collection[str] = (),
        threshold: float | None = None,
    ) -> Answer:
        """The checked answer. `exclude` names paths of documents that must not be used.

        `threshold`, between 0 and 1, stands for the setting of that name in this question. Raises BelegError.
        """
        for piece in self.stream(question, history=history, exclude=exclude, threshold=threshold):
            if isinstance(piece, Answer):
                return piece
        raise AssertionError("a stream ends with an answer")

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        exclude: Collection[str] = (),
        cancelled: threading.Event | None = None,
        threshold: float | None = None,
    ) -> Iterator[Piece]:
        """The evidence, the text as it is written, and the checked answer; see `ask`."""
        engine = self._engine if threshold is None else replace(self._engine, threshold=_share(threshold))
        return answer(engine, question, history=history, exclude=exclude, cancelled=cancelled)

    def attempt(
        self, question: str, *, exclude: Collection[str] = (), calibration: Calibration | None = None
    ) -> Attempt | None:
        """What an answer would be decided by, whatever the threshold: for calibration."""
        return attempt(replace(self._engine, calibration=calibration or fitted()), question, exclude=exclude)

    def judged(self, question: str, *, exclude: Collection[str] = ()) -> tuple[Judged, ...]:
        """The sentences that the model sees of a question, the likeliest to answer first: for calibration."""
        return judged(self._engine, question, exclude=exclude)

    def to_read(self, question: str, *, exclude: Collection[str] = ()) -> tuple[tuple[Asked, Evidence], ...]:
        """The sentences that the model would see of a question, each with what is asked of it: to tune the model."""
        return to_read(self._engine, question, exclude=exclude)

    def search_signals(self, question: str, *, exclude: Collection[str] = ()) -> SearchSignals | None:
        """What the search alone says of a question, None where it finds nothing: for calibration."""
        return searched(self._engine, question, exclude=exclude)

    def search(self, query: str, k: int = 10, exclude: Collection[str] = ()) -> list[Hit]:
        """The k best passages, best first."""
        return self._index.search(query, k, exclude=exclude)

    def sync(self, progress: Progress | None = None) -> SyncReport:
        """Bring the index up to date with the folder."""
        return self._index.sync(self._settings.documents, max_bytes=self._settings.max_bytes, progress=progress)

    def models(self) -> Mapping[str, str]:
        """The fingerprints of the `encoder` and the `language_model`, as receipts have them."""
        return self._engine.models

    def content_hash(self) -> str:
        """Names the content of the index, as receipts do: the same for the same documents."""
        return self._index.generation.content_hash

    def documents(self) -> tuple[Document, ...]:
        """All documents, by path."""
        return self._index.documents()

    def document(self, path: str) -> Document:
        """The document at a path below the folder. Raises KeyError."""
        return self._index.document_at(path)

    def passage_counts(self) -> Mapping[str, int]:
        """How many passages each document has, by path."""
        return self._index.passage_counts()

    def changed(self) -> datetime | None:
        """When a sync last changed the index; None if that was before this time was kept."""
        return self._index.changed()

    def waiting(self) -> tuple[str, ...]:
        """The paths of the files that the next `sync` would read or try to read."""
        return self._index.waiting(self._settings.documents)

    def corrected(self) -> frozenset[str]:
        """The paths of the documents of which something was corrected by hand."""
        return self._index.corrected()

    def found(self, path: str) -> Document:
        """A document as it was read, without what was corrected by hand. Raises KeyError."""
        return self._index.found(path)

    def correct(
        self, path: str, *, title: str | None = None, publisher: str | None = None, date: str | None = None
    ) -> Document:
        """Correct what is given, None for what stays as it is. An empty publisher or date is unknown.

        Dates are German, English or ISO 8601, of any precision. Raises KeyError, CorrectionError.
        """
        return self._index.correct(path, title=title, publisher=publisher, date=date)

    def undo_correction(self, path: str) -> Document:
        """Go back to what was found in the document. Raises KeyError."""
        return self._index.undo_correction(path)

    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be read, with their reasons."""
        return self._index.failures()

    def close(self) -> None:
        """Free the models and close the index."""
        self._model.close()
        self._index.close()


def _share(threshold: float) -> float:
    """The threshold, if it is one. Raises SettingsError."""
    if not 0 <= threshold <= 1:
        raise SettingsError(f"threshold = {threshold!r} cannot be used: give a number from 0 to 1, such as 0.5.")
    return threshold


def _open_both(settings: Settings) -> tuple["SentenceEncoder", LocalWriter]:
    """The models. One is read from its file while the libraries of the other, which take longer, are imported."""
    with without_garbage_collection(), ThreadPoolExecutor(1) as beside:
        model = beside.submit(open_model, settings)
        try:
            encoder = _open_encoder(settings)
        except BaseException:
            if model.exception() is None:
                model.result().close()
            raise
        return encoder, model.result()


def _open_encoder(settings: Settings) -> "SentenceEncoder":
    """The sentence encoder that the settings name. Raises BelegError."""
    from index.embed import open_encoder  # noqa: PLC0415 - PyTorch takes seconds, in which the language model is read

    return open_encoder(settings)


def open_model(settings: Settings) -> LocalWriter:
    """The language model that the settings name. Raises BelegError."""
    cache = cache_folder()
    support = fitted().support
    known = settings.model == support.model
    return LocalWriter(
        model_path(settings.model, cache),
        cache / "prompts",
        threads=settings.threads,
        layer=support.layer if known else None,
        reading=READING if known else None,
        writing=WRITING if known else None,
    )
