"""What can be relied on, in figures: the models and the state of the index."""

import hashlib
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from qa.settings import Settings
from web.address import LOOPBACK, bracketed


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """`sha256` is that of the weights as they were fetched and checked, or of the user's own file.

    `pending` says that it is not known yet.
    """

    name: str
    sha256: str | None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """`indexed` is when the index last changed, if that is known; `open_to` is the address under which others can
    reach the page, None on this machine alone."""

    language_model: ModelFacts
    encoder: ModelFacts
    documents: int
    indexed: datetime | None
    open_to: str | None


class LanguageModel:
    """The language model that the settings name. A file of the user's own may have gigabytes, so that it is hashed
    once, and only when somebody wants to know."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._hashing = threading.Lock()
        self._hashed: ModelFacts | None = None

    @property
    def facts(self) -> ModelFacts:
        """What is known without reading the file."""
        from qa.gguf import BUNDLED  # noqa: PLC0415 - the page does not wait for what the models need

        if self._name in BUNDLED:
            return ModelFacts(self._name, BUNDLED[self._name].sha256)
        file = Path(self._name).expanduser()
        return self._hashed or ModelFacts(file.name, None, pending=file.is_file())

    def hashed(self) -> ModelFacts:
        """What is known, with the hash; reads the whole file the first time. One that cannot be read has none."""
        with self._hashing:
            if self.facts.pending:
                self._hashed = replace(self.facts, sha256=_sha256(Path(self._name).expanduser()), pending=False)
            return self.facts


def facts(settings: Settings, language_model: ModelFacts, documents: int, indexed: datetime | None) -> Facts:
    """What holds for these settings, with `documents` in the index."""
    return Facts(
        language_model,
        _encoder(settings.encoder),
        documents,
        indexed.astimezone() if indexed else None,
        None if settings.host in LOOPBACK else f"{bracketed(settings.host)}:{settings.port}",
    )


def _sha256(file: Path) -> str | None:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _encoder(name: str) -> ModelFacts:
    from index.e5 import E5, NAME  # noqa: PLC0415 - as above

    return ModelFacts(name, E5.sha256 if name == NAME else None)
