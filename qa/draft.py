"""What the language model wrote, parsed: nothing in it is believed yet."""

import re
from dataclasses import dataclass

_REPLY = re.compile(r"^\w+: (?P<key>[^\n]+)(?:\n(?P<text>[^\n]*))?")


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim as written: the words that answer, and a sentence."""

    key: str
    text: str


def parse(reply: str) -> Draft | None:
    """The claim of a reply, as far as it was written; None if nothing was."""
    match = _REPLY.match(reply.strip())
    return Draft(match["key"].strip(), (match["text"] or "").strip()) if match else None
