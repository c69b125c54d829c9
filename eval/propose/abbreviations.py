"""Questions about what an abbreviation stands for (Schwartz and Hearst, 2003, on texts of one sentence)."""

import re
from collections.abc import Iterator

from eval.propose.types import Draft
from eval.types import TextGold
from index.query_language import Language

_DEFINED = re.compile(r"(?P<before>[^().;:]+) \((?P<short>[A-ZÄÖÜ]{2,8})\)")
_ASK: dict[Language, str] = {
    "de": "Wofür steht die Abkürzung {short}?",
    "en": "What does the abbreviation {short} stand for?",
}


def abbreviation_questions(sentence: str, language: Language) -> Iterator[Draft]:
    """A question for each abbreviation in brackets behind its long form."""
    for match in _DEFINED.finditer(" ".join(sentence.split())):
        if form := _long_form(match["short"], match["before"]):
            yield Draft(language, _ASK[language].format(short=match["short"]), "other", TextGold("text", (form,)))


def _long_form(short: str, before: str) -> str:
    """The shortest end of a text that has the letters in order, the first at the start of a word; or nothing."""
    at = len(before)
    for place, letter in enumerate(reversed(short.casefold()), start=1):
        first = place == len(short)
        at = before.casefold().rfind(letter, 0, at)
        while first and at > 0 and before[at - 1].isalnum():
            at = before.casefold().rfind(letter, 0, at)
        if at < 0:
            return ""
    form = before[at:].strip()
    return form if form[:1].isupper() and len(form.split()) <= len(short) + 5 else ""
