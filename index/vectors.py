"""Exact inner-product search over unit vectors; the only file that imports `faiss`."""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexStoreError
from index.types import Vectors

LIBRARY = f"faiss {faiss.__version__}"
"""What files depend on."""


class FaissIndex:
    """A `VectorIndex` that lives in memory and is saved as one file.

    Exact search: below a million passages it takes milliseconds and needs no training.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> "FaissIndex":
        """From (n, d) float32 rows; row numbers become ids."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @property
    def rows(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The rows nearest to a (1, d) query and their cosines: two (min(k, rows),) arrays, best first."""
        if not self.rows:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        scores, rows = self._index.search(query, min(k, self.rows))
        return rows[0], scores[0]

    def vectors(self) -> Vectors:
        """All (n, d) vectors, a copy."""
        return np.asarray(self._index.reconstruct_n(0, self.rows), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the index as one file. Raises IndexStoreError."""
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as exc:
            raise IndexStoreError(f"{path} cannot be written: {exc}") from exc

    @classmethod
    def open(cls, path: Path) -> "FaissIndex":
        """Read what `save` wrote. Raises IndexStoreError."""
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as exc:
            raise IndexStoreError(f"{path.name} is no FAISS index: {exc}") from exc
