"""A worker for tests: it says things back, prints what nobody asked for, dies, and tries to reach the network."""

import socket
import sys

from eval.workers.serve import serve


def say(*, text: str) -> dict[str, str]:
    print("a library says hello")  # noqa: T201
    return {"said": text}


def die(*, reason: str) -> None:
    sys.exit(f"{reason}, sadly")


def reach(*, host: str) -> str:
    try:
        socket.create_connection((host, 80), timeout=1)
    except PermissionError as exc:
        return str(exc)
    return "reached"


if __name__ == "__main__":
    serve({"say": say, "die": die, "reach": reach})
