"""What the language model wrote, parsed: nothing in it is believed yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_KEY = re.compile(r"^(?P<key>[^\[\]\n]+?) ?\[(?P<number>\d)\]$")


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim as written: the words that answer, the number of the sentence, and a sentence."""

    key: str
    number: int
    text: str


def parse(reply: str, numbers: Sequence[int]) -> tuple[Draft, ...]:
    """The claims of a reply; one that names no sentence of the evidence is dropped."""
    drafts: list[Draft] = []
    lines = [line.strip() for line in reply.splitlines() if line.strip()]
    for at, line in enumerate(lines):
        match = _KEY.match(line)
        if match and int(match["number"]) in numbers:
            following = lines[at + 1] if at + 1 < len(lines) else ""
            drafts.append(Draft(match["key"].strip(), int(match["number"]), "" if _KEY.match(following) else following))
    return tuple(drafts)
