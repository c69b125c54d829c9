"""Ranges to be marked in a text, and the text cut along them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.figures import find_figures, supports
from qa.types import Answer, Citation, Claim

Range = tuple[int, int]
"""A half-open range of a text."""


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


def backed_figures(text: str, language: str, citations: Sequence[Citation]) -> tuple[tuple[int, int, Citation], ...]:
    """The figures of a text that a citation backs, each as start, end and the first citation that does."""
    quoted = [(one, find_figures(one.quote, None, one.published)) for one in citations]
    backed = []
    for figure in find_figures(text, language):
        for citation, figures in quoted:
            if any(supports(other, figure) for other in figures):
                backed.append((figure.start, figure.end, citation))
                break
    return tuple(backed)
