"""The same work with plain libraries, as their own documentation shows them; run by a worker.

The only file beside the owners in `index` and `qa` that imports these libraries.
"""
# ruff: noqa: PLC0415  # loading counts as part of the first time

import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from eval.workers.serve import serve

CONTEXT = 3072
FOUND = 40


class Yardsticks:
    """Plain libraries with what they leave to each other."""

    def __init__(self) -> None:
        self._encoder: Any = None
        self._vectors: Any = None
        self._dense: Any = None
        self._lexical: Any = None
        self._model: Any = None

    def read(self, *, folder: str, paths: Sequence[str]) -> None:
        """The files of these paths to their text, by the library of each format; whole pages, paragraphs, files."""
        for path in paths:
            text_of(Path(folder) / path)

    def segment(self, *, texts: Sequence[tuple[str, str]]) -> None:
        """Language and text of each document to sentences by `sentencex`."""
        import sentencex

        for language, text in texts:
            list(sentencex.segment(language, text))

    def embed(self, *, encoder: str, texts: Sequence[str]) -> None:
        """`SentenceTransformer.encode` in float32; `texts` have their prefix."""
        if self._encoder is None:
            from sentence_transformers import SentenceTransformer

            self._encoder = SentenceTransformer(encoder, device="cpu")
        self._vectors = self._encoder.encode(list(texts), prompt="", show_progress_bar=False)

    def index(self, *, texts: Sequence[str]) -> None:
        """A flat index of `faiss` and one of `bm25s`, both written."""
        import bm25s
        import faiss
        import Stemmer

        self._dense = faiss.IndexFlatIP(self._vectors.shape[1])
        self._dense.add(self._vectors)
        self._stemmer = Stemmer.Stemmer("german")
        self._lexical = bm25s.BM25()
        self._lexical.index(self._terms(list(texts)), show_progress=False)
        with tempfile.TemporaryDirectory() as folder:
            faiss.write_index(self._dense, str(Path(folder) / "vectors.faiss"))
            self._lexical.save(folder)

    def search(self, *, question: str, prefix: str) -> None:
        """Encode, search `faiss`, search `bm25s`; nothing is fused."""
        vector = self._encoder.encode([prefix + question], prompt="", show_progress_bar=False)
        limit = min(FOUND, self._dense.ntotal)
        self._dense.search(vector, limit)
        self._lexical.retrieve(self._terms([question]), k=limit, show_progress=False)

    def ask(self, *, model: str, threads: int, prompts: Sequence[str], tokens: int) -> dict[str, float]:
        """Seconds until plain `Llama` has read the prompts and given a token, and until it has given all tokens.

        As it comes, it reads again only what a prompt does not share with the one before.
        """
        began = time.perf_counter()
        if self._model is None:
            from llama_cpp import Llama

            self._model = Llama(model, n_ctx=CONTEXT, n_threads=threads, n_threads_batch=threads, verbose=False)
        for prompt in prompts:
            written = self._model.generate(self._model.tokenize(prompt.encode(), add_bos=False, special=True), temp=0.0)
            next(written)
        first = time.perf_counter() - began
        for _ in range(tokens - 1):
            next(written)
        return {"first_token": first, "answer": time.perf_counter() - began}

    def _terms(self, texts: list[str]) -> Any:
        import bm25s

        return bm25s.tokenize(texts, stopwords="de", stemmer=self._stemmer, show_progress=False)


def text_of(file: Path) -> str:
    """All text that the library of the format gives without further ado."""
    suffix = file.suffix.lower()
    if suffix == ".pdf":
        import pypdfium2

        with closing(pypdfium2.PdfDocument(file)) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if suffix == ".docx":
        import docx

        document = docx.Document(str(file))
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join(part.text for part in (*document.paragraphs, *cells))
    if suffix in (".html", ".htm"):
        import trafilatura

        return trafilatura.extract(file.read_bytes()) or ""
    return file.read_text(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    yardsticks = Yardsticks()
    serve(
        {
            "read": yardsticks.read,
            "segment": yardsticks.segment,
            "embed": yardsticks.embed,
            "index": yardsticks.index,
            "search": yardsticks.search,
            "ask": yardsticks.ask,
        }
    )
