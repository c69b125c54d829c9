"""The documents of a folder as an assistant would read them, without models or an index."""

from collections.abc import Callable, Collection
from pathlib import Path

from index.corrections import NOTHING, corrections_for
from index.folder import document_files, read_file
from index.types import Document


def read_folder(
    folder: Path, *, max_bytes: int, failed: Callable[[str, str], None], only: Collection[str] | None = None
) -> dict[str, Document]:
    """The documents by path, in order, all or `only` these; `failed` gets path and reason of a file that fails."""
    documents = {}
    corrections = corrections_for(folder)
    for path, file in document_files(folder).items():
        if only is not None and path not in only:
            continue
        reading = read_file(file, path, None, folder=folder, max_bytes=max_bytes)
        if reading.document is None:
            failed(path, str(reading.state.failure))
        else:
            documents[path] = corrections.get(path, NOTHING).applied(reading.document)
    return documents
