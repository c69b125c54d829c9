"""An evaluation in a process of its own, beside the page."""

import atexit
import os
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

State = Literal["idle", "starting", "running", "stopped", "failed", "finished"]

EVALUATE = (sys.executable, "-m", "eval", "run")

_PROJECT = Path(__file__).parents[1]
_STEP = re.compile(r"(\d+)/(\d+)\s*")
_NICE = 10
"""Questions on the page come first."""

_PATIENCE = 5
"""Seconds that a process has to end before it is killed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` questions; `reason` is the last thing that a failed run said."""

    state: State = "idle"
    done: int = 0
    total: int = 0
    reason: str = ""

    @property
    def active(self) -> bool:
        """Whether there is a process."""
        return self.state in ("starting", "running")


class BackgroundRun:
    """At most one run at a time, for everybody who has the page open."""

    def __init__(self, documents: Path, command: Sequence[str] = EVALUATE) -> None:
        self._documents = documents
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._changing = threading.Lock()
        self.progress = Progress()

    def start(self, question_set: Path, language: str, subset: int | None = None) -> bool:
        """Start a run; False if one is going on. Raises OSError."""
        with self._changing:
            if self.progress.active:
                return False
            some = () if subset is None else ("--subset", str(subset))
            command = (
                *self._command, str(question_set.resolve()), "--documents", str(self._documents.resolve()),
                "--language", language, "--steps", *some,
            )  # fmt: skip
            process = subprocess.Popen(
                command,
                cwd=_PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            assert process.stderr is not None
            self._process = process
            self.progress = Progress("starting")
        os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        atexit.register(process.kill)
        threading.Thread(target=self._follow, args=(process, process.stderr), name="evaluation", daemon=True).start()
        return True

    def stop(self) -> None:
        """End the run, if there is one; what was answered stays, and the next run goes on from there."""
        with self._changing:
            process = self._process
            if process is None or not self.progress.active:
                return
            self.progress = Progress("stopped", self.progress.done, self.progress.total)
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()

    def _follow(self, process: "subprocess.Popen[str]", lines: IO[str]) -> None:
        """Reads how far the process is, until it ends."""
        said = ""
        for line in lines:
            step = _STEP.fullmatch(line)
            if step is None:
                said = line.strip() or said
            elif self.progress.active:
                self.progress = Progress("running", int(step[1]), int(step[2]))
        code = process.wait()
        atexit.unregister(process.kill)
        with self._changing:
            if self.progress.active:
                done, total = self.progress.done, self.progress.total
                self.progress = (
                    Progress("finished", done, total) if code == 0 else Progress("failed", done, total, said)
                )
