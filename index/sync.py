"""Brings the store up to date with a folder; only what has changed is read and embedded."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.errors import SettingsError
from index.folder import Reading, document_files, must_be_read, read_file
from index.reasons import Reason
from index.segment import passages, sentences
from index.segments import Segments, inner_spans
from index.store import EncodedText, FileState, Store
from index.types import Document, Encoder

READER_VERSION = "2"
"""Grows when reading or segmenting gives other text, offsets or facts of a document; all are then read anew."""

_CHARACTERS_PER_COMMIT = 128 * 900
"""Seconds of embedding: little to lose when interrupted, and enough to sort the texts by length."""

Progress = Callable[[str, int, int], None]
"""Called with the path of the file that comes next, its number from 1, and how many there are."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: numbers of documents, files that gave none, and totals of the index afterwards."""

    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    documents: int
    passages: int
    seconds: float


def sync(
    store: Store,
    folder: Path,
    encoder: Encoder,
    *,
    passage_size: int,
    max_bytes: int,
    progress: Progress | None = None,
    removed: Callable[[], None] | None = None,
) -> SyncReport:
    """Read what is new or changed, forget what is gone, keep the rest. Raises SettingsError.

    An interrupted sync keeps what it had committed, and the next one goes on from there. `removed` is
    called when documents were forgotten, before others are read, which may take a while.
    """
    began = time.perf_counter()
    if not folder.is_dir():
        raise SettingsError(f"The documents folder {str(folder)!r} does not exist. Make it, or name another.")
    _forget_if_settings_changed(store, encoder, passage_size)
    known = store.files()
    present = document_files(folder)
    gone = [path for path in known if path not in present]
    if _forget(store, gone) and removed:
        removed()

    todo = {path: file for path, file in present.items() if must_be_read(file, known.get(path))}
    read = partial(read_file, folder=folder, max_bytes=max_bytes)
    reads = (read(file, path, known.get(path)) for path, file in _announced(todo, progress))
    fresh: list[str] = []
    for batch in _batches(reads):
        _store_batch(store, batch, encoder, passage_size)
        fresh += [read.state.path for read in batch if read.document]

    states = store.files()
    failed = tuple(Failure(state.path, state.failure) for state in states.values() if state.failure)
    added = sum(path not in known or known[path].failure is not None for path in fresh)
    return SyncReport(
        added=added,
        changed=len(fresh) - added,
        removed=sum(known[path].failure is None for path in gone),
        unchanged=len(states) - len(failed) - len(fresh),
        failed=failed,
        documents=len(states) - len(failed),
        passages=store.passage_count(),
        seconds=time.perf_counter() - began,
    )


def put_documents(store: Store, documents: Iterable[Document], encoder: Encoder, *, passage_size: int) -> None:
    """Store documents that come from elsewhere than a folder."""
    batch = [Reading(FileState(document.path, 0, 0, "", None), document) for document in documents]
    _forget_if_settings_changed(store, encoder, passage_size)
    _store_batch(store, batch, encoder, passage_size)


def _forget_if_settings_changed(store: Store, encoder: Encoder, passage_size: int) -> None:
    wanted = {"encoder": encoder.fingerprint, "passage_size": str(passage_size), "reader": READER_VERSION}
    if all(store.meta(key) == value for key, value in wanted.items()):
        return
    with store.transaction():
        store.clear()
        store.bump_revision()
        for key, value in wanted.items():
            store.set_meta(key, value)


def _forget(store: Store, paths: list[str]) -> bool:
    """Forget files that are gone; whether any of them was a document."""
    with store.transaction():
        removed = [store.remove_file(path) for path in paths]
        if any(removed):
            store.bump_revision()
    return any(removed)


def _announced(todo: dict[str, Path], progress: Progress | None) -> Iterator[tuple[str, Path]]:
    for number, (path, file) in enumerate(todo.items(), start=1):
        if progress:
            progress(path, number, len(todo))
        yield path, file


def _batches(reads: Iterator[Reading]) -> Iterator[list[Reading]]:
    """Groups of about as much text as is embedded well in one go."""
    batch: list[Reading] = []
    characters = 0
    for read in reads:
        batch.append(read)
        characters += len(read.document.text) if read.document else 0
        if characters >= _CHARACTERS_PER_COMMIT:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _store_batch(store: Store, batch: list[Reading], encoder: Encoder, passage_size: int) -> None:
    documents = [read.document for read in batch if read.document]
    segments = _segment_and_embed(store, documents, encoder, passage_size)
    with store.transaction():
        lost = [store.remove_document(read.state.path) for read in batch if read.state.failure]
        for read in batch:
            store.put_file(read.state)
        for document, parts in zip(documents, segments, strict=True):
            store.put_document(document, parts)
        if documents or any(lost):
            store.bump_revision()


def _segment_and_embed(store: Store, documents: list[Document], encoder: Encoder, passage_size: int) -> list[Segments]:
    """Segments of each document; a passage that the document held before keeps its vectors."""
    cut = []
    for document in documents:
        parts = sentences(document.text, document.language)
        windows = passages(document.id, document.text, parts, size=passage_size)
        cut.append((parts, windows, [(window.text, inner_spans(window, parts)) for window in windows]))
    encoded = store.encoded_texts(documents)
    wanted = dict.fromkeys(key for *_, keys in cut for key in keys)
    missing: list[EncodedText] = [key for key in wanted if key not in encoded]
    results = encoder.embed_documents([text for text, _ in missing], [spans for _, spans in missing])
    encoded.update(zip(missing, results, strict=True))
    return [Segments(parts, windows, tuple(encoded[key] for key in keys)) for parts, windows, keys in cut]
