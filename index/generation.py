"""FAISS and BM25 files built from the store: written beside the old ones, checked, switched to at once."""

import hashlib
import json
import os
import shutil
import tempfile
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import lexical, vectors
from index.abbreviations import definitions, with_translations
from index.context import context
from index.errors import IndexStoreError
from index.lexical import LexicalIndex, stemmed_language, terms
from index.proper_names import proper_names
from index.segments import Segments
from index.store import Store
from index.types import Document, Passage, Sentence, Vectors
from index.vectors import FaissIndex

_FORMAT = {"layout": 2, "vectors": vectors.LIBRARY, "lexical": lexical.LIBRARY}
"""What the files depend on besides the store; `layout` grows when other terms or files are written."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of the index, complete and unchanging, as readers hold it.

    Row i of `passage_vectors`, `passage_matrix` and `lexical` belongs to `passages[i]`, row i of
    `sentence_matrix` and `sentence_lexical` to `sentences[i]`; both are ordered by path, then place.
    `content_hash` is the same for the same documents, whatever was indexed before.
    `document_matrix[document_rows[i]]` is the mean vector of the document of `passages[i]`. Languages are
    those that texts were stemmed in, one for each row. `abbreviations` are those that the documents define, with
    what they stand for; `names` are words that are names in either language.
    """

    revision: int
    content_hash: str
    documents: Mapping[str, Document]
    ids: Mapping[str, str]
    passages: tuple[Passage, ...]
    passage_vectors: FaissIndex
    passage_matrix: Vectors
    lexical: LexicalIndex
    passage_languages: NDArray[np.str_]
    document_rows: NDArray[np.int64]
    document_matrix: Vectors
    sentences: tuple[tuple[str, Sentence], ...]
    sentence_matrix: Vectors
    sentence_lexical: LexicalIndex
    sentence_languages: NDArray[np.str_]
    first_sentence: Mapping[str, int]
    sentence_starts: Mapping[str, tuple[int, ...]]
    abbreviations: Mapping[str, tuple[str, ...]]
    names: frozenset[str]

    def path(self, document_id: str) -> str:
        """The path of a document below its folder."""
        return self.documents[document_id].path

    def sentence_rows(self, passage: Passage) -> range:
        """The rows of the sentences that a passage holds."""
        starts = self.sentence_starts[passage.document_id]
        first = self.first_sentence[passage.document_id]
        return range(first + bisect_left(starts, passage.start), first + bisect_left(starts, passage.end))


def open_generation(store: Store, folder: Path, fingerprint: str) -> Generation:
    """The generation of the store's present revision; built if its files are missing or do not check out.

    Raises IndexStoreError if files cannot be written.
    """
    documents = store.documents()
    segments = [store.segments(document) for document in documents]
    passages = tuple(passage for part in segments for passage in part.passages)
    sentences = tuple((d.id, s) for d, part in zip(documents, segments, strict=True) for s in part.sentences)
    matrix = _stack([part.passage_vectors() for part in segments if part.passages])
    expected = {
        "format": _FORMAT,
        "revision": store.revision(),
        "encoder": fingerprint,
        "dimension": matrix.shape[1],
        "passages": len(passages),
        "sentences": len(sentences),
    }
    files = _checked_files(folder, expected)
    caches = _Caches.open(files, len(passages), len(sentences)) if files else None
    if caches is None:
        caches = _Caches.build(documents, segments, matrix)
        try:
            _write(folder, expected, caches)
        except OSError as exc:
            raise IndexStoreError(f"The index cannot be written to {folder}: {exc.strerror or exc}.") from exc
    means, rows = _document_means(segments, matrix)
    counts = np.cumsum([0] + [len(part.sentences) for part in segments])
    return Generation(
        revision=store.revision(),
        content_hash=_content_hash(documents),
        ids={document.path: document.id for document in documents},
        documents={document.id: document for document in documents},
        passages=passages,
        passage_vectors=caches.vectors,
        passage_matrix=matrix,
        lexical=caches.lexical,
        passage_languages=_languages(documents, [len(part.passages) for part in segments]),
        document_rows=rows,
        document_matrix=means,
        sentences=sentences,
        sentence_matrix=_stack([part.sentence_vectors() for part in segments if part.passages]),
        sentence_lexical=caches.sentence_lexical,
        sentence_languages=_languages(documents, [len(part.sentences) for part in segments]),
        first_sentence={d.id: int(n) for d, n in zip(documents, counts, strict=False)},
        sentence_starts={
            d.id: tuple(s.start for s in part.sentences) for d, part in zip(documents, segments, strict=True)
        },
        abbreviations=_abbreviations(documents),
        names=proper_names(documents),
    )


@dataclass(frozen=True, slots=True)
class _Caches:
    """What is kept in files: built from the store, never the truth."""

    vectors: FaissIndex
    lexical: LexicalIndex
    sentence_lexical: LexicalIndex

    @classmethod
    def build(cls, documents: list[Document], segments: list[Segments], matrix: Vectors) -> "_Caches":
        both = list(zip(documents, segments, strict=True))
        passages = [terms(p.text, d.language) for d, part in both for p in part.passages]
        sentences = [terms(_in_context(d, s), d.language) for d, part in both for s in part.sentences]
        return cls(FaissIndex.build(matrix), LexicalIndex.build(passages), LexicalIndex.build(sentences))

    @classmethod
    def open(cls, files: Path, passages: int, sentences: int) -> "_Caches | None":
        try:
            vectors = FaissIndex.open(files / "vectors.faiss")
        except IndexStoreError:
            return None
        if vectors.rows != passages:
            return None
        return cls(
            vectors,
            LexicalIndex.open(files / "lexical", passages),
            LexicalIndex.open(files / "sentence_lexical", sentences),
        )

    def save(self, files: Path) -> None:
        self.vectors.save(files / "vectors.faiss")
        self.lexical.save(files / "lexical")
        self.sentence_lexical.save(files / "sentence_lexical")


def _in_context(document: Document, sentence: Sentence) -> str:
    """A sentence, after the one before it if it points back at that."""
    before = context(document.text, sentence.start, sentence.end)
    return f"{before} {document.text[sentence.start : sentence.end]}"


def _content_hash(documents: list[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.path}\0{document.text}\0".encode(errors="surrogatepass"))
    return digest.hexdigest()[:16]


def _stack(parts: list[Vectors]) -> Vectors:
    return np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)


def _abbreviations(documents: list[Document]) -> Mapping[str, tuple[str, ...]]:
    known = definitions(document.text for document in documents)
    return with_translations(known, (document.text for document in documents if document.language == "en"))


def _languages(documents: list[Document], counts: list[int]) -> NDArray[np.str_]:
    return np.repeat(np.array([stemmed_language(d.language) for d in documents], dtype="U2"), counts)


def _document_means(segments: list[Segments], matrix: Vectors) -> tuple[Vectors, NDArray[np.int64]]:
    """The mean of each document's passages, of unit length, and for each passage its document's row."""
    counts = [len(part.passages) for part in segments]
    rows = np.repeat(np.arange(len(segments)), counts)
    sums = np.zeros((len(segments), matrix.shape[1]), dtype=np.float32)
    np.add.at(sums, rows, matrix)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(lengths, 1e-12), dtype=np.float32), rows


def _checked_files(folder: Path, expected: Mapping[str, Any]) -> Path | None:
    """The folder that the manifest names, if it is what is expected and every file is as it was written."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files = folder / str(manifest["folder"])
        if manifest["expected"] != expected:
            return None
        for name, (size, digest) in manifest["files"].items():
            content = (files / name).read_bytes()
            if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return files


def _write(folder: Path, expected: Mapping[str, Any], caches: _Caches) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = Path(tempfile.mkdtemp(prefix=f"{expected['revision']}-", dir=folder))
    caches.save(target)
    files = {}
    for path in sorted(p for p in target.rglob("*") if p.is_file()):
        content = path.read_bytes()
        files[path.relative_to(target).as_posix()] = (len(content), hashlib.sha256(content).hexdigest())
        _flush(path)
    draft = target.with_suffix(".manifest")
    draft.write_text(json.dumps({"folder": target.name, "expected": dict(expected), "files": files}), encoding="utf-8")
    _flush(draft)
    draft.replace(folder / "manifest.json")
    for old in folder.iterdir():
        if old.is_dir() and old != target:
            shutil.rmtree(old, ignore_errors=True)
        elif old.suffix == ".manifest":
            old.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
