"""Question to checked answer: `Assistant` is the one door."""

from typing import TYPE_CHECKING, Any

from qa.types import Answer, Citation, Claim, Found, Turn, Written

__all__ = ["Answer", "Assistant", "Citation", "Claim", "Found", "Turn", "Written"]

if TYPE_CHECKING:
    from qa.assistant import Assistant


def __getattr__(name: str) -> Any:
    """`Assistant` loads the model libraries, which takes seconds: only when it is asked for."""
    if name != "Assistant":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from qa.assistant import Assistant  # noqa: PLC0415

    return Assistant
