"""Makes `.venv` with the pinned requirements in it; does nothing when it is already up to date.

Runs before anything is installed, hence on the standard library alone. What was installed is noted in
`.venv/beleg-setup`, as the last step, so that an interrupted run is begun anew.
"""

import hashlib
import importlib.util
import platform
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from build_llama import SetupError, chosen_build, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "beleg-setup"
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


def wanted() -> str:
    """What an up-to-date environment has in its stamp: Python, build, hash of the requirements."""
    digest = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in REQUIREMENTS)).hexdigest()
    python = ".".join(platform.python_version_tuple()[:2])
    return f"python {python}\nllama {chosen_build()}\nrequirements {digest}\n"


def make_environment(folder: Path) -> None:
    """An empty environment with pip, in the place of whatever was there."""
    if importlib.util.find_spec("ensurepip") is None:
        version = ".".join(platform.python_version_tuple()[:2])
        raise SetupError(
            "This Python cannot make virtual environments: its module ensurepip is missing. "
            f"On Debian or Ubuntu: apt-get install python{version}-venv (or python3-venv)."
        )
    say(f"Making {folder.name} with Python {platform.python_version()}.")
    _run(sys.executable, "-m", "venv", "--clear", str(folder))


def install_requirements(python: Path, files: Iterable[Path]) -> None:
    """The wheel of llama-cpp-python first, so that pip finds it there and builds none of its own."""
    _run(str(python), str(ROOT / "scripts" / "build_llama.py"))
    requirements = [f"--requirement={file}" for file in files]
    _run(str(python), "-m", "pip", "install", "--disable-pip-version-check", *requirements)
    _run(str(python), str(ROOT / "scripts" / "build_llama.py"), "--check")


def _run(*command: str) -> None:
    if subprocess.run(command, check=False).returncode:
        raise SetupError("The set-up did not finish. The reason stands above; run it again when it is mended.")


def main() -> int:
    try:
        goal = wanted()
        found = STAMP.read_text() if STAMP.is_file() else ""
        if found == goal:
            return 0
        if found.partition("\n")[0] != goal.partition("\n")[0]:
            make_environment(VENV)
        STAMP.unlink(missing_ok=True)
        install_requirements(PYTHON, [ROOT / name for name in REQUIREMENTS])
        STAMP.write_text(goal)
    except (SetupError, OSError) as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
