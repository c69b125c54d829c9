"""All questions that can be made from one sentence."""

import re
from collections.abc import Iterator

from eval.propose.abbreviations import abbreviation_questions
from eval.propose.english import english_questions
from eval.propose.german import german_questions
from eval.propose.people import people_questions
from eval.propose.sound import is_sound
from eval.propose.tokens import clauses
from eval.propose.types import Draft
from index.query_language import Language

_FIGURES = {"de": german_questions, "en": english_questions}
_STATEMENT = re.compile(r"^[„“\"]?[A-ZÄÖÜ0-9].*[.!][”“\"]?$")
_LENGTH = range(4, 60)


def drafts_of(sentence: str, language: Language, published: str | None) -> Iterator[Draft]:
    """The sound questions of a sentence, each once; nothing from what is no statement."""
    text = " ".join(sentence.split())
    if not _STATEMENT.match(text) or len(text.split()) not in _LENGTH:
        return
    seen: set[str] = set()
    for draft in _all(text, language, published):
        if draft.question not in seen and is_sound(draft):
            seen.add(draft.question)
            yield draft


def _all(text: str, language: Language, published: str | None) -> Iterator[Draft]:
    yield from people_questions(text, language)
    yield from abbreviation_questions(text, language)
    for tokens in clauses(text, language, published):
        yield from _FIGURES[language](tokens)
