"""An SQLite file; the only file that imports `sqlite3`."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexStoreError


class Database:
    """SQLite in WAL mode. Every write is one transaction; readers see the state before or after it."""

    def __init__(self, path: Path, schema: str, *, remedy: str) -> None:
        """Open or create. All methods raise IndexStoreError, which ends with the `remedy`, if the file is damaged."""
        self._path = path
        self._remedy = remedy
        with self._translated():
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute("PRAGMA foreign_keys=ON")
            self._db.executescript(schema)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as exc:
            raise IndexStoreError(f"{self._path} cannot be used: {exc}. {self._remedy}") from exc

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows that a statement gives."""
        with self._translated():
            return self._db.execute(statement, values).fetchall()

    def execute_each(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """The statement once for each row of values."""
        with self._translated():
            self._db.executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside become visible together, or not at all."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # SQLite may have rolled back already, as it does when the disk is full.
            if self._db.in_transaction:
                self.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()
