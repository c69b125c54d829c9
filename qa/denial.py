"""Whether a claim denies what its quote says, or the other way round; clause by clause, as far as words show it."""

import re
from collections.abc import Iterable

from index.glossary import translate
from index.lexical import terms
from index.query_language import Language
from qa.types import Evidence

VERDICT = re.compile(r"^(?:(?P<yes>Ja|Yes)|(?P<no>Nein|No))\b[,.:;!]?\s*")
"""A yes or no before the sentence that explains it."""

_WORDS = (
    r"nicht(?! nur\b| zuletzt\b)|nichts|kein\w*|nie|niemals|niemand\w*|weder|ohne|"
    r"not(?! only\b)|cannot|no|none|nobody|nothing|never|neither|without"
)
# "No Child Left Behind" is a name: a capital counts only where a clause begins.
_NEGATION = re.compile(rf"\b(?:{_WORDS})\b|n[’']t\b|^(?i:{_WORDS})\b(?! [A-Z])")
_CLAUSE = re.compile(r"[;:()–—]|,(?![0-9])|(?<=[.!?])\s|\b(?:und|and|aber|but|sondern|while|während)\b")
_NOT_ONLY = re.compile(r"\b(?:nicht (?:nur|zuletzt)|not only)\b", re.IGNORECASE)
_TOUCHED, _REPEATED = 1 / 3, 0.7


def denies(text: str, evidence: Evidence, language: Language) -> bool:
    """Whether text and quote differ in what they deny.

    Clauses of the quote that the text does not speak of are left aside: "not a, but b" supports b. Within a
    language the denials are counted, and have to stand in the same clauses; beside a translation there has
    to be one in both or in neither.
    """
    quote = VERDICT.sub("", evidence.quote)
    if evidence.language != language:
        return (_count([text]) > 0) != (_count(_spoken_of_abroad(text, quote, evidence.language, language)) > 0)
    if len(_NOT_ONLY.findall(text)) > len(_NOT_ONLY.findall(quote)):  # "not only" need not be repeated, but said
        return True
    return _count(_clauses(text)) != _count(_spoken_of(text, quote, language)) or _moved(text, quote, language)


def contradicts_itself(text: str, question: str, language: Language) -> bool:
    """Whether the yes or no before a sentence is not what the sentence says of the question."""
    verdict = VERDICT.match(text)
    if verdict is None or _count([question]):
        return False
    rest = text[verdict.end() :]
    if verdict["yes"]:
        return _count(_clauses(rest)[:1]) > 0
    asked = set(terms(question, language))
    return bool(asked) and not _count([rest]) and _share(asked, terms(rest, language)) == 1


def opposes(text: str, quote: str) -> bool:
    """Whether both begin with a yes or no, and not with the same."""
    one, other = VERDICT.match(text), VERDICT.match(quote)
    return bool(one and other) and bool(one and one["yes"]) != bool(other and other["yes"])


def _count(clauses: Iterable[str]) -> int:
    return sum(len(_NEGATION.findall(clause)) for clause in clauses)


def _clauses(text: str) -> list[str]:
    return [clause for part in _CLAUSE.split(text) if (clause := part.strip())]


def _spoken_of(text: str, quote: str, language: Language) -> list[str]:
    """The clauses of the quote that the text touches: a third of their words, or more than of the others."""
    said = _stems(text, language)
    shares = [(_share(_stems(clause, language), said), clause) for clause in _clauses(quote)]
    most = max((share for share, _ in shares), default=0.0)
    return [clause for share, clause in shares if share >= min(_TOUCHED, most)]


def _spoken_of_abroad(text: str, quote: str, source: str | None, language: Language) -> list[str]:
    """The clauses that share a figure, a name or a word of the glossary with the text; all if none does."""
    said = _stems(text, language)
    clauses = _clauses(quote)
    touched = [c for c in clauses if _stems(f"{c} {translate(c, source or language, language)}", language) & said]
    return touched or clauses


def _moved(text: str, quote: str, language: Language) -> bool:
    """Whether a clause that the text repeats is denied in one of the two only."""
    quoted = [(frozenset(terms(clause, language)), clause) for clause in _clauses(quote)]
    for clause in _clauses(text):
        said = terms(clause, language)
        share, twin = max(((_share(said, stems), other) for stems, other in quoted), default=(0.0, ""))
        if len(said) > 1 and share >= _REPEATED and bool(_count([clause])) != bool(_count([twin])):
            return True
    return False


def _stems(text: str, language: Language) -> frozenset[str]:
    """The stems of the content words; of a text without any, its words."""
    return frozenset(terms(text, language) or (word for word in text.casefold().split() if not _count([word])))


def _share(part: Iterable[str], whole: Iterable[str]) -> float:
    """How much of `part` is in `whole`; 0 for nothing."""
    stems = set(part)
    return len(stems & set(whole)) / len(stems) if stems else 0.0
