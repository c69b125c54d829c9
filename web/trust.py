"""What can be relied on, in figures: the models and the state of the index."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from index.paths import data_folder, index_folder
from qa.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """`sha256` is that of the weights as they were fetched and checked, or of the user's own file."""

    name: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """`open_to` is the address under which others can reach the page, None on this machine alone."""

    language_model: ModelFacts
    encoder: ModelFacts
    documents: int
    indexed: datetime | None
    open_to: str | None


def facts(settings: Settings, documents: int) -> Facts:
    """What holds for these settings; takes seconds the first time for a model file of the user's own."""
    return Facts(
        _language_model(settings.model),
        _encoder(settings.encoder),
        documents,
        _indexed(settings.documents),
        None if settings.host in LOOPBACK else f"{settings.host}:{settings.port}",
    )


def _language_model(name: str) -> ModelFacts:
    from qa.gguf import BUNDLED  # noqa: PLC0415 - the page does not wait for what the models need

    if name in BUNDLED:
        return ModelFacts(name, BUNDLED[name].sha256)
    file = Path(name).expanduser()
    stat = file.stat() if file.is_file() else None
    return ModelFacts(file.name, _sha256(file, stat.st_mtime_ns) if stat else None)


def _encoder(name: str) -> ModelFacts:
    from index.e5 import E5, NAME  # noqa: PLC0415

    return ModelFacts(name, E5.sha256 if name == NAME else None)


@lru_cache(maxsize=4)
def _sha256(file: Path, _changed: int) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _indexed(documents: Path) -> datetime | None:
    """When the index was last written."""
    written = [file.stat().st_mtime for file in index_folder(documents, data_folder()).glob("index.sqlite*")]
    return datetime.fromtimestamp(max(written)).astimezone() if written else None
