"""The files of a documents folder: which there are, which may have changed, and what is in them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError
from index.read import SUFFIXES, read_document
from index.reasons import Cause, Reason, unopened
from index.store import FileState
from index.types import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was looked at; without a document if it failed or turned out to be unchanged."""

    state: FileState
    document: Document | None


def document_files(folder: Path) -> dict[str, Path]:
    """All files below a folder by their path in it, in a fixed order; hidden ones are left out.

    Bytes of a name that are no Unicode text are escaped in the path, so that the file can be reported.
    """
    return {
        file.relative_to(folder).as_posix().encode(errors="backslashreplace").decode(): file
        for file in sorted(folder.rglob("*"))
        if not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts) and _is_file(file)
    }


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:
        return True  # it will be reported as one that cannot be opened


def must_be_read(file: Path, state: FileState | None) -> bool:
    """Whether a file is new, looks changed, or failed for a reason that may lie outside of its content."""
    if state is None or not state.sha256:
        return True
    try:
        stat = file.stat()
    except OSError:
        return True
    return (stat.st_size, stat.st_mtime_ns) != (state.size, state.mtime_ns)


def read_file(file: Path, path: str, known: FileState | None, *, folder: Path, max_bytes: int) -> Reading:
    """What is in a file that is called `path`; never raises for what a file may be.

    Its content is not looked into twice: if it has the known hash, only the new time is noted.
    """
    failure: Reason | None = None
    document: Document | None = None
    digest = ""
    size = mtime_ns = 0
    try:
        stat = file.stat()
        size, mtime_ns = stat.st_size, stat.st_mtime_ns
        if file.relative_to(folder).as_posix() != path:
            raise ReadError(Cause.NAME)
        # A file that will be refused for its type or size is not worth hashing.
        if file.suffix.lower() in SUFFIXES and size <= max_bytes:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if known is not None and digest == known.sha256:
                return Reading(FileState(path, size, mtime_ns, digest, known.failure), None)
        document = read_document(file, folder, max_bytes=max_bytes)
    except ReadError as exc:
        failure = exc.reason
    except OSError as exc:
        failure = unopened(exc)
    except Exception as exc:  # parsers of foreign formats: one file never stops the others
        failure = Reason(Cause.PARSER, (type(exc).__name__, str(exc)))
    return Reading(FileState(path, size, mtime_ns, digest, failure), document)
