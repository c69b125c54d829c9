"""What every test stands on: no network, folders of its own, and an encoder, real or fake."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from pytest_socket import socket_allow_hosts

from index.types import EncodedPassage, Span

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# Read when the libraries of the models are imported, here and in the processes that tests start.
os.environ["HF_HUB_OFFLINE"] = "1"

_LOOPBACK = ["127.0.0.1", "::1", "localhost"]
_RESOLVED: dict[str, set[str]] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Blocks the network before the fixtures of a test are made; pytest-socket frees it at the end."""
    socket_allow_hosts(_LOOPBACK, allow_unix_socket=True, resolution_cache=_RESOLVED)


@pytest.fixture(scope="session", autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Indexes lie in a temporary folder, and no setting comes from the environment; models are shared."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("BELEG_") and name != "BELEG_CACHE"]:
            patch.delenv(name)
        patch.setenv("BELEG_DATA", str(tmp_path_factory.mktemp("data")))
        yield


class FakeEncoder:
    """Every word has a random direction of its own, so that texts that share words are near.

    `texts` is what it was given to embed; it fails at the text that is in `fails_at`.
    """

    def __init__(self, fingerprint: str = "fake", *, dimension: int = 64, fails_at: str = "") -> None:
        self.fingerprint = fingerprint
        self.texts: list[str] = []
        self.fails_at = fails_at
        self._dimension = dimension

    def embed_documents(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[EncodedPassage]:
        if self.fails_at and any(self.fails_at in text for text in texts):
            raise RuntimeError("the encoder was made to fail")
        self.texts += texts
        return [
            EncodedPassage(self._vector(text), self._rows([text[start:end] for start, end in inner]))
            for text, inner in zip(texts, spans, strict=True)
        ]

    def embed_query(self, text: str) -> np.ndarray:
        return self._rows([text])

    def _rows(self, texts: Sequence[str]) -> np.ndarray:
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self._dimension), np.float32)

    def _vector(self, text: str) -> np.ndarray:
        words = re.findall(r"\w+", text.casefold()) or [""]
        total = sum(_direction(f"{self.fingerprint} {word}", self._dimension) for word in words)
        return (total / np.linalg.norm(total)).astype(np.float32)


@cache
def _direction(word: str, dimension: int) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(word.encode(errors="surrogatepass")).digest()[:8])
    return np.random.default_rng(seed).normal(size=dimension)


@pytest.fixture(scope="session")
def fake_encoder_class() -> type[FakeEncoder]:
    """For tests that count what is embedded, or need encoders of different fingerprints."""
    return FakeEncoder


@pytest.fixture(scope="session")
def fake_encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(scope="session")
def encoder():
    """The bundled encoder; only for tests that are marked slow."""
    from index.embed import open_encoder
    from index.settings import IndexSettings

    return open_encoder(IndexSettings())


@pytest.fixture(scope="session")
def press_releases() -> Path:
    """The folder of the two original press releases, which are no part of the project."""
    return _beside("documents", "the original press releases are")


@pytest.fixture(scope="session")
def xquad() -> Path:
    """The folder of the development part of XQuAD."""
    return _beside("data/xquad-dev", "XQuAD is")


def _beside(name: str, what: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"{what} not beside this checkout")
    return folder
