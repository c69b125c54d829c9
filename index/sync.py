"""Brings the store up to date with a folder; only what has changed is read and embedded."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError, SettingsError
from index.read import read_document
from index.segment import passages, sentences
from index.store import FileState, Segments, Store, inner_sentences
from index.types import Document, Encoder

READER_VERSION = "1"
"""Grows when reading or segmenting gives other text or other offsets; everything is then read anew."""

_PASSAGES_PER_COMMIT = 256

Progress = Callable[[str, int, int], None]
"""Called with the path of the file that comes next, its number from 1, and how many there are."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: numbers of files, then totals of the index afterwards."""

    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    documents: int
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Read:
    state: FileState
    document: Document | None


def sync(
    store: Store,
    folder: Path,
    encoder: Encoder,
    *,
    passage_size: int,
    max_bytes: int,
    progress: Progress | None = None,
) -> SyncReport:
    """Read what is new or changed, forget what is gone, keep the rest. Raises SettingsError.

    An interrupted sync keeps what it had committed and goes on from there.
    """
    began = time.perf_counter()
    if not folder.is_dir():
        raise SettingsError(f"The documents folder {str(folder)!r} does not exist. Make it, or name another.")
    _forget_if_settings_changed(store, encoder, passage_size)
    known = store.files()
    present = {path.relative_to(folder).as_posix(): path for path in _document_files(folder)}
    gone = [path for path in known if path not in present]
    if gone:
        with store.transaction():
            for path in gone:
                store.remove_file(path)
            store.bump_revision()

    todo = [path for path in present if _stat_differs(present[path], known.get(path))]
    reads = _read_files(todo, present, known, folder, max_bytes, progress)
    fresh: list[str] = []
    for batch in _batches(reads):
        fresh += [read.state.path for read in batch if read.document]
        _store_batch(store, batch, encoder, passage_size)

    states = store.files()
    failed = tuple(Failure(state.path, state.failure) for state in states.values() if state.failure)
    added = sum(path not in known for path in fresh)
    return SyncReport(
        added=added,
        changed=len(fresh) - added,
        removed=len([path for path in gone if not known[path].failure]),
        unchanged=len(states) - len(failed) - len(fresh),
        failed=failed,
        documents=len(states) - len(failed),
        passages=store.passage_count(),
        seconds=time.perf_counter() - began,
    )


def put_documents(
    store: Store, documents: Iterable[Document], encoder: Encoder, *, passage_size: int
) -> None:
    """Store documents that come from elsewhere than a folder."""
    batch = [_Read(FileState(document.path, 0, 0, "", None), document) for document in documents]
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


def _document_files(folder: Path) -> Iterator[Path]:
    """Files below a folder that look like documents, in a fixed order; hidden ones are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _stat_differs(path: Path, state: FileState | None) -> bool:
    stat = path.stat()
    return state is None or (stat.st_size, stat.st_mtime_ns) != (state.size, state.mtime_ns)


def _read_files(
    todo: list[str],
    present: dict[str, Path],
    known: dict[str, FileState],
    folder: Path,
    max_bytes: int,
    progress: Progress | None,
) -> Iterator[_Read]:
    for number, path in enumerate(todo, start=1):
        if progress:
            progress(path, number, len(todo))
        yield _read_file(present[path], path, known.get(path), folder, max_bytes)


def _read_file(file: Path, path: str, known: FileState | None, folder: Path, max_bytes: int) -> _Read:
    failure: str | None = None
    document: Document | None = None
    digest = ""
    size = mtime_ns = 0
    try:
        stat = file.stat()
        size, mtime_ns = stat.st_size, stat.st_mtime_ns
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if known is not None and digest == known.sha256:
            return _Read(FileState(path, size, mtime_ns, digest, known.failure), None)
        document = read_document(file, folder, max_bytes=max_bytes)
    except ReadError as exc:
        failure = str(exc)
    except OSError as exc:
        failure = f"the file cannot be opened: {exc.strerror or exc}"
    return _Read(FileState(path, size, mtime_ns, digest, failure), document)


def _batches(reads: Iterator[_Read]) -> Iterator[list[_Read]]:
    """Groups of about as much text as is embedded well in one go."""
    batch: list[_Read] = []
    characters = 0
    for read in reads:
        batch.append(read)
        characters += len(read.document.text) if read.document else 0
        if characters >= _PASSAGES_PER_COMMIT * 900:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _store_batch(store: Store, batch: list[_Read], encoder: Encoder, passage_size: int) -> None:
    documents = [read.document for read in batch if read.document]
    segments = _segment_and_embed(store, documents, encoder, passage_size)
    with store.transaction():
        for read in batch:
            if read.state.failure:
                store.remove_document(read.state.path)
            store.put_file(read.state)
        for document, parts in zip(documents, segments, strict=True):
            store.put_document(document, parts)
        if documents or any(read.state.failure for read in batch):
            store.bump_revision()


def _segment_and_embed(
    store: Store, documents: list[Document], encoder: Encoder, passage_size: int
) -> list[Segments]:
    """Segments of each document; a passage whose text the document held before keeps its vectors."""
    encoded = store.encoded_texts(documents)
    cut = []
    missing: dict[str, list[tuple[int, int]]] = {}
    for document in documents:
        parts = sentences(document.text, document.language)
        windows = passages(document.id, document.text, parts, size=passage_size)
        cut.append((parts, windows))
        for window in windows:
            inner = inner_sentences(window, parts)
            known = encoded.get(window.text)
            if known is None or len(known.span_vectors) != len(inner):
                missing[window.text] = [(s.start - window.start, s.end - window.start) for s in inner]
    results = encoder.embed_documents(list(missing), list(missing.values()))
    encoded.update(zip(missing, results, strict=True))
    return [Segments(parts, windows, tuple(encoded[w.text] for w in windows)) for parts, windows in cut]
