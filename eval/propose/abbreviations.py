"""Questions about what an abbreviation stands for."""

from collections.abc import Iterator

from eval.propose.types import Draft
from eval.types import TextGold
from index.abbreviations import definitions
from index.query_language import Language

_ASK: dict[Language, str] = {
    "de": "Wofür steht die Abkürzung {short}?",
    "en": "What does the abbreviation {short} stand for?",
}


def abbreviation_questions(sentence: str, language: Language) -> Iterator[Draft]:
    """A question for each abbreviation in brackets behind its long form."""
    for short, forms in definitions([sentence]).items():
        yield Draft(language, _ASK[language].format(short=short), "other", TextGold("text", forms))
