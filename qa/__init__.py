"""Question to checked answer: `Assistant` is the one door."""

from qa.assistant import Assistant
from qa.types import Answer, Citation, Claim, Found, Turn, Written

__all__ = ["Answer", "Assistant", "Citation", "Claim", "Found", "Turn", "Written"]
