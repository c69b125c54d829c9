"""Finds in a quote the words that a text took from it, in any inflection."""

import re
from difflib import SequenceMatcher

from index.lexical import is_stop_word, stem, stemmed_language

_WORD = re.compile(r"\w+(?:-\w+)*")


def longest_run(text: str, quote: str, language: str | None, *, without: str = "") -> tuple[int, int] | None:
    """The range of the quote's longest run of words that the text has too and `without` (the question) has not.

    Function words at either end do not count; a run of nothing else is none.
    """
    known = stemmed_language(language)
    asked = set(_stems(without, known))
    words = list(_WORD.finditer(quote))
    quoted = ["" if word in asked else word for word in _stems(quote, known)]
    said = [None if word in asked else word for word in _stems(text, known)]
    match = SequenceMatcher(None, quoted, said, autojunk=False).find_longest_match()
    run = words[match.a : match.a + match.size]
    while run and is_stop_word(run[0][0], known):
        run = run[1:]
    while run and is_stop_word(run[-1][0], known):
        run = run[:-1]
    return (run[0].start(), run[-1].end()) if run else None


def novel(text: str, language: str | None, question: str) -> bool:
    """Whether a text has a word that the question has not; function words do not count."""
    known = stemmed_language(language)
    asked = set(_stems(question, known))
    words = [match[0] for match in _WORD.finditer(text)]
    return any(stem(word.casefold(), known) not in asked for word in words if not is_stop_word(word, known))


def shared(text: str, key: str, language: str | None, question: str) -> float:
    """The share of the words of `key` that a text has; function words and those of the question do not count."""
    known = stemmed_language(language)
    words = [match[0] for match in _WORD.finditer(key) if not is_stop_word(match[0], known)]
    own = set(_stems(" ".join(words), known)) - set(_stems(question, known))
    return len(own.intersection(_stems(text, known))) / len(own) if own else 1.0


def _stems(text: str, language: str) -> list[str]:
    return [stem(match[0].casefold(), language) for match in _WORD.finditer(text)]
