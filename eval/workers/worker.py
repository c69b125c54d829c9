"""The caller's side of a worker."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from eval.errors import RunError

_PROJECT = Path(__file__).resolve().parents[2]
_LEAVING_SECONDS = 10

_LAST_WORDS = 6
"""Lines of what a worker said that stand in the error when it dies."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request came to, the seconds it took, and the worker's largest memory so far in bytes."""

    result: Any
    seconds: float
    peak: int


@contextmanager
def worker(module: str, *, python: Path | None = None) -> Iterator["Worker"]:
    """A module that calls `serve`, as a process that ends with this context.

    It runs in this environment, or in that of another `python`.
    """
    offline = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": str(_PROJECT)}
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(python or sys.executable), "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=os.environ | offline,
            encoding="utf-8",
        )
        try:
            yield Worker(module, process, errors)
        finally:
            _end(process)


class Worker:
    """A process that answers one request at a time; see `worker`."""

    def __init__(self, module: str, process: "subprocess.Popen[str]", errors: IO[bytes]) -> None:
        self._module = module
        self._process = process
        self._errors = errors

    def ask(self, do: str, **values: Any) -> Reply:
        """What the handler of this name returns. Raises RunError with the worker's last words if it dies."""
        assert self._process.stdin and self._process.stdout, "both are pipes"
        try:
            self._process.stdin.write(json.dumps({"do": do, "with": values}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # what it died of is said below
        line = self._process.stdout.readline()
        if not line:
            raise RunError(f"{self._module} ended while it was to {do}: {self._last_words()}")
        return Reply(**json.loads(line))

    def _last_words(self) -> str:
        self._process.wait()
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", errors="replace").strip()
        return "\n".join(said.splitlines()[-_LAST_WORDS:]) or f"exit code {self._process.returncode}"


def _end(process: "subprocess.Popen[str]") -> None:
    """Let it free what it holds, but not for long."""
    try:
        process.communicate(timeout=_LEAVING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
