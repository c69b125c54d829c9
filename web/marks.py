"""Ranges to be marked in a text, and the text cut along them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.lexical import LANGUAGES, is_stop_word
from qa.figures import find_figures, supports
from qa.types import Answer, Citation, Claim

Range = tuple[int, int]
"""A half-open range of a text."""

Backed = tuple[int, int, Citation]
"""A half-open range of a text, and the citation that backs what stands there."""

_CAPITALISED = r"[A-ZÄÖÜ][\w’-]+"
_NAME = re.compile(rf"\b{_CAPITALISED}(?:\s(?:(?:von|van|de)\s|[A-ZÄÖÜ]\.\s)?{_CAPITALISED})+\b")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text with the names of all marks that cover it, space-separated."""

    text: str
    marks: str


def cut(text: str, marks: Sequence[tuple[int, int, str]], start: int = 0) -> tuple[Fragment, ...]:
    """`text`, cut wherever one of `marks` (start, end, name) begins or ends.

    The marks count from `start` characters before the text; what lies outside it is left out.
    """
    inside = [(max(a - start, 0), min(b - start, len(text)), name) for a, b, name in marks]
    inside = [(a, b, name) for a, b, name in inside if a < b]
    edges = sorted({0, len(text), *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    return tuple(
        Fragment(text[a:b], " ".join(sorted({name for low, high, name in inside if low <= a and b <= high})))
        for a, b in pairwise(edges)
    )


def key_ranges(answer: Answer, citation: Citation) -> tuple[Range, ...]:
    """What to mark within a quote, in offsets of its document: the key spans of the claims that cite it,
    and where there are none the figures that back a figure of theirs."""
    claims = [claim for claim in answer.claims if _cites(claim, citation)]
    spans = {
        (span.start, span.end)
        for claim in claims
        for span in claim.answer_spans
        if span.document == citation.document and citation.start <= span.start and span.end <= citation.end
    }
    return tuple(sorted(spans or set(_backing_figures(answer, claims, citation))))


def _cites(claim: Claim, citation: Citation) -> bool:
    place = (citation.document, citation.start, citation.end)
    return any((other.document, other.start, other.end) == place for other in claim.citations)


def _backing_figures(answer: Answer, claims: Iterable[Claim], citation: Citation) -> Iterable[Range]:
    claimed = [figure for claim in claims for figure in find_figures(claim.text, answer.language)]
    for figure in find_figures(citation.quote, None, citation.published):
        if any(supports(figure, other) for other in claimed):
            yield citation.start + figure.start, citation.start + figure.end


def backed_figures(text: str, language: str, citations: Sequence[Citation]) -> tuple[Backed, ...]:
    """The figures of a text that a citation backs, each with the first citation that does."""
    quoted = [(one, find_figures(one.quote, None, one.published)) for one in citations]
    backed = []
    for figure in find_figures(text, language):
        for citation, figures in quoted:
            if any(supports(other, figure) for other in figures):
                backed.append((figure.start, figure.end, citation))
                break
    return tuple(backed)


def backed_names(text: str, citations: Sequence[Citation]) -> tuple[Backed, ...]:
    """The names of a text that stand in a citation word for word, each with the first citation that has it."""
    quotes = [(one, " ".join(one.quote.split())) for one in citations]
    return tuple(found for match in _NAME.finditer(text) if (found := _backed_name(text, match.span(), quotes)))


def _backed_name(text: str, words: Range, quotes: Sequence[tuple[Citation, str]]) -> Backed | None:
    """The longest end of neighbouring words with a capital that a quote has, of two words at least."""
    for start in _name_starts(text, words):
        name = re.compile(rf"\b{re.escape(' '.join(text[start : words[1]].split()))}\b")
        for citation, quote in quotes:
            if name.search(quote):
                return start, words[1], citation
    return None


def _name_starts(text: str, words: Range) -> Iterator[int]:
    """Where a name may begin: before any word but the last, if it has a capital and is no article or the like."""
    for word in list(_WORD.finditer(text, *words))[:-1]:
        if word[0][0].isupper() and not any(is_stop_word(word[0], language) for language in LANGUAGES):
            yield word.start()
