"""A documents folder to write into, and indexes over it that are closed in the end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.index import Index
from index.store import Store
from index.types import Document

TEXTS = {
    "2022.txt": (
        "MII und NUM vernetzen sich\n\nBerlin, 28. Oktober 2022\n\n"
        "Die Initiative wird mit rund 200 Mio. Euro gefördert. Alle 36 Standorte nehmen teil."
    ),
    "en/phases.md": (
        "# Phases of the initiative\n\nThe networking phase ran from 2018 to 2022. "
        "The ministry provides around 200 million euros for the expansion phase."
    ),
    "gwk/2026.txt": (
        "Das Netzwerk wird verstetigt\n\nSchwerin/Bonn, 19. Februar 2026\n\n"
        "Das hat die GWK beschlossen. Alle 37 Universitätskliniken arbeiten im Netzwerk zusammen. "
        "Den Vorsitz hat Dorothee Bär."
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents in two languages."""
    root = tmp_path / "documents"
    for name, text in TEXTS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def rewrite() -> Callable[[Path, str], None]:
    """Writes a text that is seen to be new, however fast the test is."""

    def write(path: Path, text: str) -> None:
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(before + 10**9, before + 10**9))

    return write


@pytest.fixture
def open_index(tmp_path: Path, fake_encoder) -> Iterator[Callable[..., Index]]:
    """Opens the one index of the test, as often as asked."""
    opened = []

    def open_one(encoder=fake_encoder, **options) -> Index:
        opened.append(Index(tmp_path / "index", encoder, **options))
        return opened[-1]

    yield open_one
    for index in opened:
        index.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "index.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def document() -> Callable[..., Document]:
    """A document of which only what a test cares about has to be said."""

    def make(path: str, text: str, language: str | None = "de", **fields) -> Document:
        known = {"media_type": "text/plain", "title": path, "publisher": None, "published": None, "pages": ()}
        return Document(**{"id": path, "path": path, "text": text, "language": language, **known, **fields})

    return make
