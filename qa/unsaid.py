"""What a question says, in common words, and a sentence does not."""

import re

from index.glossary import phrases
from index.lexical import stemmed_language, terms
from qa.question import Asked
from qa.types import Evidence
from qa.verify import generic_words, is_known

_NOUN = re.compile(
    r"\b(?:wie ?viele|welche[mnrs]?|how many|which|what)"
    r" (?P<noun>(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b)\w[\w-]+)",
    re.IGNORECASE,
)


def noun_missing(asked: Asked, item: Evidence) -> float:
    """Whether a sentence lacks what is to be counted or named: the word behind "how many" or "which".

    In another language only what the glossary knows can be looked for. A year, a sum or a person is named without
    being called so.
    """
    match = _NOUN.search(asked.text)
    noun = match["noun"] if match and match["noun"].casefold() not in generic_words() else ""
    language = stemmed_language(item.language)
    wordings = phrases(noun, asked.language, language)
    if not wordings or (language != asked.language and wordings == [[noun]]):
        return 0.0
    known = frozenset(terms(f"{item.quote} {item.context}", language))
    return float(not any(is_known(stem, known) for wording in wordings[0] for stem in terms(wording, language)))


def words_missing(asked: Asked, item: Evidence) -> float:
    """The share of what the question says that the sentence and its surroundings do not have.

    In another language only phrases of the glossary, names and numbers can be looked for.
    """
    language = stemmed_language(item.language)
    known = frozenset(terms(f"{item.quote} {item.context} {item.title}", language))
    said = phrases(asked.text, asked.language, language)
    if language != asked.language:
        said = [wordings for wordings in said if len(wordings) > 1 or not _untranslated(wordings[0], asked.text)]
    wanted = [stems for wordings in said if (stems := [terms(wording, language) for wording in wordings])[0]]
    missing = [stems for stems in wanted if not any(all(is_known(s, known) for s in wording) for wording in stems)]
    return len(missing) / len(wanted) if wanted else 0.0


def _untranslated(wording: str, question: str) -> bool:
    """Whether a word is one of the question's that the glossary does not know, and no name or number."""
    return wording in question and wording.islower()
