"""Corrections from the command line, which needs the index but no encoder."""

from contextlib import closing
from pathlib import Path

from index.corrections import Corrections
from index.errors import IndexStoreError
from index.paths import data_folder, index_folder
from index.store import Store
from index.types import Document


def edit(
    documents: Path, name: str, *, title: str | None, publisher: str | None, date: str | None, undo: bool
) -> tuple[Document, Document]:
    """Correct one document of a folder, or undo that; the document as it was found, and as it is now.

    `name` is its path in the folder, or any path that leads to it. Raises IndexStoreError, CorrectionError.
    """
    folder = index_folder(documents, data_folder())
    found = _found(folder, documents, name)
    with closing(Corrections(folder)) as corrections:
        if undo:
            return found, corrections.undo(found)
        return found, corrections.correct(found, title=title, publisher=publisher, date=date)


def _found(folder: Path, documents: Path, name: str) -> Document:
    file = folder / "index.sqlite"
    if not file.is_file():
        raise IndexStoreError("The index has not been synced yet. Run: python -m index sync")
    with closing(Store(file)) as store:
        known = {document.path: document for document in store.documents()}
    if name not in known and Path(name).resolve().is_relative_to(documents.resolve()):
        name = Path(name).resolve().relative_to(documents.resolve()).as_posix()
    if name not in known:
        raise IndexStoreError(
            f"The index of {documents} has no document {name!r}. Name its path in the folder; "
            "if the file is new, run first: python -m index sync"
        )
    return known[name]
