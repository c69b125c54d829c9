"""The most memory that a run took, kept in its folder."""

import json
from pathlib import Path

from eval.workers.serve import peak_memory

_FILE = "memory.json"


def keep_peak_memory(folder: Path) -> None:
    """Write down this process's peak in bytes, unless the run took more before it was stopped."""
    peak = max(peak_memory(), kept_peak_memory(folder) or 0)
    (folder / _FILE).write_text(f'{{"peak": {peak}}}\n', encoding="utf-8")


def kept_peak_memory(folder: Path) -> int | None:
    """The peak in bytes; None where none was kept."""
    try:
        return int(json.loads((folder / _FILE).read_text(encoding="utf-8"))["peak"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
