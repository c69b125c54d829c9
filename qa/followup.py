"""Completes a question that leans on the one before it."""

import re
from collections.abc import Sequence

from qa.types import Turn

_LEANS = re.compile(
    r"^(?:und|aber|and|but|what about|how about|was ist mit)\b"
    r"|\b(?:er|sie|es|ihn|ihm|ihr|ihre[rmns]?|sein(?:e[rmns]?)?|dessen|deren|diese[rmns]?|dort|davon|dafür|dazu|"
    r"he|she|it|its|they|them|their|his|her|this|that|these|those|there)\b",
    re.IGNORECASE,
)
_SHORT = 8


def complete(question: str, history: Sequence[Turn]) -> str:
    """The question, with the one before it in brackets where it is short and points back at something.

    The completed question is what is searched, shown to the model and given back in the answer.
    """
    if not history or len(question.split()) > _SHORT or not _LEANS.search(question):
        return question
    return f"{question} ({history[-1].question})"
