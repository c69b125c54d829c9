"""What is proposed: a draft of a question from one sentence, and the item that a person decides on."""

from dataclasses import dataclass

from eval.types import Gold, Item
from index.query_language import Language


@dataclass(frozen=True, slots=True)
class Draft:
    """A question, what it asks for, and its gold, from the words of one sentence."""

    language: Language
    question: str
    kind: str
    gold: Gold


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that nobody has accepted yet, and where its sentence stands: `[start, end)` of `document`.

    An unanswerable one has the sentence that comes close.
    """

    item: Item
    document: str
    start: int
    end: int
