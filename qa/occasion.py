"""Whether a sentence speaks of the occasion that a question names: the event it dates, or the moment it asks about."""

import re
from dataclasses import replace

from qa.question import Asked
from qa.types import Evidence
from qa.unsaid import words_missing
from qa.verify import generic_words

_MOMENT = re.compile(
    r"(?<=\w[ ,])(?<!since )(?<!from )(?<!until )\bwhen (?P<english>.+)"
    r"|, (?:als|nachdem|bevor|während) (?P<german>.+)"
    r"|\b(?:in|während|during) (?:der|the) (?P<phase>(?:[\w-]+ ){0,4}?[\w-]*(?:phase|periode|period))\b",
    re.IGNORECASE,
)
"""A clause that says of which moment something is asked, behind what is asked, or in which phase."""


def on_another_occasion(asked: Asked, answer: Evidence, other: Evidence) -> bool:
    """Whether a sentence lacks the question's event or moment, which the sentence that answers has.

    When the first phase began is no other date of the initiative's founding; how many members there are now does
    not contradict how many there were "when it was founded". In another language than the question's only what
    the glossary knows can be looked for.
    """
    occasion = asked.text if asked.kind == "date" else _moment(asked.text)
    if not occasion:
        return False
    # A date says which year it is without the word "year".
    words = [word for word in occasion.split() if word.casefold() not in generic_words()]
    about = replace(asked, text=" ".join(words))
    return words_missing(about, other) > words_missing(about, answer)


def _moment(question: str) -> str:
    """The part of a question that says of which moment or phase it asks; empty if it has none."""
    found = _MOMENT.search(question)
    return found[found.lastgroup or 0] if found else ""
