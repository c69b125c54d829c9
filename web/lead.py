"""What an answer says besides its claims."""

import re

from qa.types import Answer

_SENTENCE_BEFORE = r"(?:^|(?<=[.!?“”] ))"


def lead(answer: Answer) -> str:
    """The text without the claims that stand in it as sentences of their own: which parts of the question have no
    answer, how sources differ, or the refusal."""
    text = answer.text
    for claim in answer.claims:
        text = re.sub(rf"{_SENTENCE_BEFORE}{re.escape(claim.text)}(?:\s+|$)", "", text, count=1)
    return text.strip()
