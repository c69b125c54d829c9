"""What can be relied on, in figures: the models, the state of the index, what the threshold costs."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.paths import data_folder, index_folder
from qa.abstain import FITTED
from qa.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost")

_SHOWN = (0.3, 0.5, 0.7)
"""Thresholds whose price is shown beside the one in force: generous, the default, strict."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """`sha256` is that of the weights as they were fetched and checked, or of the user's own file."""

    name: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Price:
    """What a threshold cost on the questions it was measured with, as shares between 0 and 1."""

    threshold: float
    false_answers: float
    false_refusals: float
    wrong_of_answered: float


@dataclass(frozen=True, slots=True)
class Facts:
    """`measured_on` counts the questions that the prices come from.

    `open_to` is the address under which others can reach the page, None on this machine alone.
    """

    language_model: ModelFacts
    encoder: ModelFacts
    documents: int
    indexed: datetime | None
    threshold: float
    prices: tuple[Price, ...]
    measured_on: int
    open_to: str | None


def facts(settings: Settings, documents: int) -> Facts:
    """What holds for these settings; takes seconds the first time for a model file of the user's own."""
    return Facts(
        _language_model(settings.model),
        _encoder(settings.encoder),
        documents,
        _indexed(settings.documents),
        settings.threshold,
        prices(settings.threshold),
        _report()["replies"],
        None if settings.host in LOOPBACK else f"{settings.host}:{settings.port}",
    )


def prices(threshold: float) -> tuple[Price, ...]:
    """The measured price of the threshold in force, or of the nearest that was measured, and of some others."""
    measured = {row["threshold"]: Price(**row) for row in _report()["thresholds"]}
    shown: Sequence[float] = (*_SHOWN, min(measured, key=lambda one: (abs(one - threshold), one)))
    return tuple(measured[one] for one in sorted(set(shown)) if one in measured)


def _report() -> dict[str, Any]:
    report: dict[str, Any] = json.loads(FITTED.read_text("utf-8"))["report"]
    return report


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
