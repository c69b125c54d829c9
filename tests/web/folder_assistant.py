"""A fake assistant over real files: it reads its folder, and reads it again when it is told to."""

import threading
from pathlib import Path

from index.folder import document_files, read_file
from index.sync import Failure
from tests.web.fake_assistant import FakeAssistant


class FolderAssistant(FakeAssistant):
    """`pause` holds up a sync until it is set."""

    def __init__(self, folder: Path, *, pause: threading.Event | None = None) -> None:
        self._folder = folder
        self._failures: tuple[Failure, ...] = ()
        self._pause = pause
        self._read()
        super().__init__(tuple(self._documents.values()))

    def sync(self) -> None:
        if self._pause is not None:
            self._pause.wait(10)
        self._read()

    def failures(self) -> tuple[Failure, ...]:
        return self._failures

    def waiting(self) -> tuple[str, ...]:
        known = {*self._documents, *(one.path for one in self._failures)}
        return tuple(path for path in document_files(self._folder) if path not in known)

    def _read(self) -> None:
        readings = [
            read_file(file, path, None, folder=self._folder, max_bytes=10**7)
            for path, file in document_files(self._folder).items()
        ]
        self._documents = {one.document.path: one.document for one in readings if one.document}
        self._failures = tuple(Failure(one.state.path, one.state.failure) for one in readings if one.state.failure)
