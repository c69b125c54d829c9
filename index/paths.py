"""Where Beleg keeps its files: models in the user's cache folder, indexes in the user's data folder."""

import hashlib
import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """Where what can be fetched again is kept, shared by all clones; `BELEG_CACHE` names another."""
    chosen = os.environ.get("BELEG_CACHE")
    return Path(chosen).expanduser() if chosen else platformdirs.user_cache_path("beleg")


def data_folder() -> Path:
    """Where indexes are kept; `BELEG_DATA` names another folder."""
    chosen = os.environ.get("BELEG_DATA")
    return Path(chosen).expanduser() if chosen else platformdirs.user_data_path("beleg")


def index_folder(documents: Path, data: Path) -> Path:
    """The index of a documents folder: the same however the folder is named, never inside it."""
    resolved = documents.expanduser().resolve()
    key = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    return data / "indexes" / f"{resolved.name or 'root'}-{key}"
