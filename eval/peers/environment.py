"""Where `make peers` has installed other people's pipelines: a Python environment in the user's cache folder.

Its folder is named by the hash of the requirements, and `ready` in it is written last.
"""

import hashlib
from pathlib import Path

from eval.errors import RunError

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def peer_python(cache: Path) -> Path:
    """The Python that has the pipelines. Raises RunError that says how to install it."""
    folder = cache / "peers" / hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    python = folder / "bin" / "python"
    if not ((folder / "ready").is_file() and python.exists()):
        raise RunError(f"The other pipelines are not installed in {folder}. Install them: make peers")
    return python


def versions() -> dict[str, str]:
    """The pinned versions by the name of the package."""
    lines = [line.split()[0] for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if "==" in line]
    return dict(line.split("==") for line in lines)
