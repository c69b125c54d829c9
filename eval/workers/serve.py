"""The worker's side. Stands on the standard library alone: other environments run it too."""

import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Handler = Callable[..., Any]
"""Takes the values of a request by name, and returns what JSON can say."""


def serve(handlers: Mapping[str, Handler]) -> None:
    """Answer requests until standard input ends; no handler can open a network connection.

    A request is `{"do", "with"}`, a reply `{"result", "seconds", "peak"}`: how long the handler took, and the
    largest memory of this process so far in bytes.
    """
    sys.addaudithook(_refuse_network)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as replies:
        os.dup2(2, 1)  # what libraries print must not come between the replies
        for line in sys.stdin:
            request = json.loads(line)
            began = time.perf_counter()
            result = handlers[request["do"]](**request["with"])
            seconds = time.perf_counter() - began
            replies.write(json.dumps({"result": result, "seconds": seconds, "peak": peak_memory()}) + "\n")
            replies.flush()


def peak_memory() -> int:
    """The most memory that this process had resident, in bytes."""
    try:
        # Unlike the resource usage, this does not begin with what the parent process had.
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE)
    except OSError:
        found = None
    if found:
        return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname") or (
        event == "socket.connect" and isinstance(arguments[1], tuple)
    ):
        raise PermissionError(f"No network here: {arguments[1:]}")
