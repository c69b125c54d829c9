"""The folder of documents as the page changes it: files are added, taken away and brought back."""

import filecmp
import re
import secrets
import shutil
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from index.folder import document_files, read_file
from index.read import SUFFIXES
from index.reasons import Reason
from web.shelf import Shelf

_UNWANTED = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST_NAME = 120
_STEPS = 10
"""Into how many parts files that are added together are divided at most: each can be asked as soon as it is read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: `path` is where it stands now, or its twin; `reason` is why it could not be read."""

    name: str
    state: Literal["added", "duplicate", "type", "failed"]
    path: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that was taken away and can be brought back by its `token`."""

    token: str
    path: str
    kept: Path


class Library:
    """Changes one folder, one change at a time; questions go on meanwhile over what was there before."""

    def __init__(self, shelf: Shelf, folder: Path, removed: Path, *, max_bytes: int) -> None:
        """`removed` is where files that are taken away are kept: each at its path in a folder that its token names.

        `reading` names what is being read.
        """
        self._shelf = shelf
        self._folder = folder
        self._bin = removed
        self._max_bytes = max_bytes
        self._removed = {one.token: one for one in _kept(removed)}
        self._changing = threading.Lock()
        self.reading: tuple[str, ...] = ()

    def add(self, files: Sequence[tuple[str, Path]]) -> tuple[Outcome, ...]:
        """Copies files, each given by its name and where it lies, and reads them. None is ever overwritten.

        While it goes on, `reading` names those that are not done.
        """
        outcomes: list[Outcome] = []
        step = -(-len(files) // _STEPS) or 1
        with self._changing:
            try:
                for start in range(0, len(files), step):
                    later = self.waiting([name for name, _ in files[start + step :]])
                    part = files[start : start + step]
                    self.reading = (*self.waiting([name for name, _ in part]), *later)
                    added = [self._add(name, file) for name, file in part]
                    if any(one.state == "added" for one in added):
                        self._sync(later)
                    outcomes += added
            finally:
                self.reading = ()
        return tuple(outcomes)

    def remove(self, path: str) -> Removed | None:
        """Takes the file of a document, or one that could not be read, out of the folder; None if there is none."""
        with self._changing:
            file = document_files(self._folder).get(path)
            if file is None:
                return None
            token = f"{datetime.now():%Y-%m-%d-%H%M%S-%f}-{secrets.token_hex(4)}"
            kept = self._bin / token / path
            kept.parent.mkdir(parents=True)
            shutil.move(file, kept)
            self._removed[token] = Removed(token, path, kept)
            self._sync()
        return self._removed[token]

    def removed(self) -> tuple[Removed, ...]:
        """What was taken away and not brought back, the latest first."""
        return tuple(self._removed.values())[::-1]

    def undo(self, token: str) -> str | None:
        """Brings a file back to where it was; its path now, None if that cannot be."""
        with self._changing:
            removed = self._removed.pop(token, None)
            if removed is None or not removed.kept.is_file():
                return None
            target = _free(self._folder / removed.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(removed.kept, target)
            shutil.rmtree(self._bin / token)
            self._sync()
        return target.relative_to(self._folder).as_posix()

    def waiting(self, names: Collection[str] | None = None) -> tuple[str, ...]:
        """The files that are about to be read: those with these names, else what is new in the folder."""
        if names is not None:
            known = document_files(self._folder)
            clean = map(_clean, names)
            return tuple(name for name in clean if Path(name).suffix.lower() in SUFFIXES and name not in known)
        return self._shelf.assistant.waiting() if self._shelf.assistant else ()

    def refresh(self) -> None:
        """Reads what has changed in the folder."""
        with self._changing:
            self._sync()

    def _add(self, name: str, file: Path) -> Outcome:
        name = _clean(name)
        if Path(name).suffix.lower() not in SUFFIXES:
            return Outcome(name, "type")
        twin = self._twin(file)
        if twin is not None:
            return Outcome(name, "duplicate", twin)
        # Read once before it is let in, so that a file that cannot be read never lies in the folder.
        reading = read_file(file, file.name, None, folder=file.parent, max_bytes=self._max_bytes)
        if reading.state.failure is not None:
            return Outcome(name, "failed", reason=reading.state.failure)
        target = _free(self._folder / name)
        draft = self._folder / f".{secrets.token_hex(8)}"
        shutil.copyfile(file, draft)
        draft.replace(target)
        return Outcome(name, "added", target.name)

    def _twin(self, file: Path) -> str | None:
        size = file.stat().st_size
        for path, present in document_files(self._folder).items():
            if present.stat().st_size == size and filecmp.cmp(present, file, shallow=False):
                return path
        return None

    def _sync(self, later: Collection[str] = ()) -> None:
        """Reads what has changed; `later` are files that will be read after this."""
        if self._shelf.assistant is None:
            return
        self.reading = (*self._shelf.assistant.waiting(), *later)
        try:
            self._shelf.assistant.sync()
        finally:
            self.reading = tuple(later)


def _kept(folder: Path) -> Iterator[Removed]:
    """The files that were taken away before, the latest last."""
    for one in sorted(folder.glob("*")):
        for kept in filter(Path.is_file, one.rglob("*")):
            yield Removed(one.name, kept.relative_to(one).as_posix(), kept)


def _clean(name: str) -> str:
    """A file name without folders and without what a file system or a shell could take amiss."""
    name = _UNWANTED.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip(" .~$")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:_LONGEST_NAME].strip()}{dot}{suffix}" if stem else name[:_LONGEST_NAME]


def _free(target: Path) -> Path:
    """`target`, or the first of `name (2)`, `name (3)` that no file has."""
    number = 2
    free = target
    while free.exists():
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
    return free
