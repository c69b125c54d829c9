"""Where in a sentence the key words of a draft stand: the part of the quote that answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.glossary import translate
from index.lexical import stemmed_language
from index.query_language import Language
from qa.bare import bare
from qa.draft import Draft
from qa.evidence import FIGURES_OF
from qa.figures import find_figures, supports
from qa.figures.changes import asks_for_step, is_step
from qa.question import Asked
from qa.runs import longest_run, novel
from qa.same_count import counts_what_is_asked
from qa.types import Evidence, Figure

_HEAD = re.compile(r"\b(?P<word>[A-ZÄÖÜ][\w-]+) (?:für|for|of)(?: (?:the|die|das|den))? $")
"""The word before a preposition, at the end of what stands before key words."""


@dataclass(frozen=True, slots=True)
class Source:
    """The sentence that a claim rests on, and where in its quote the key words stand (None if nowhere)."""

    evidence: Evidence
    span: tuple[int, int] | None


def source_of(draft: Draft, item: Evidence, asked: Asked) -> Source:
    """Where a sentence has the key words of a draft: verbatim, or else as the same figure.

    Key words that cut a figure short ("37 million" of "EUR 37 million") get all of it; where they hold no figure
    of the kind that was asked for and the sentence has just one, that one answers; so does the only one that counts
    what was asked for. By how much something grew is not how much it is.
    """
    span = _key_words(draft, item, asked)
    figures = find_figures(item.quote, item.language, item.published)
    if span:
        span = _uncut(_with_head(span, item.quote, asked.text), figures)
    steps = (
        ()
        if asks_for_step(asked.text)
        else [figure for figure in figures if is_step(item.quote, figure.start, figure.end)]
    )
    fitting = [f for f in figures if f.kind in FIGURES_OF.get(asked.kind, ()) and f not in steps]
    if span is None:  # key words of another figure than the sentence below them
        said = find_figures(draft.text, asked.language, item.published)
        fitting = [figure for figure in fitting if any(supports(figure, other) for other in said)][:1] or fitting
    if asked.kind == "count":
        fitting = [figure for figure in fitting if counts_what_is_asked(asked, item, figure)] or fitting
    if len(fitting) == 1 and not (span and span[0] <= fitting[0].start and fitting[0].end <= span[1]):
        span = fitting[0].start, fitting[0].end
    return Source(item, span and bare(span, item, asked))


def _key_words(draft: Draft, item: Evidence, asked: Asked) -> tuple[int, int] | None:
    """Where the quote has the key words.

    Those that are only the question's own, in either language, give way to what the draft's sentence took from the
    quote beside them.
    """
    span = (
        _verbatim_span(draft.key, item.quote)
        or _figure_span(draft.key, item, asked.language)
        or _run(draft.key, item, asked.language)
    )
    key, language = (item.quote[slice(*span)], item.language) if span else (draft.key, asked.language)
    said_before = f"{asked.text} {translate(asked.text, asked.language, stemmed_language(language))}"
    if asked.offers_answers or novel(key, language, said_before):
        return span
    wordless = None if novel(key, language, "") else span
    return longest_run(draft.text, item.quote, item.language, without=said_before) or wordless


def _uncut(span: tuple[int, int], figures: Sequence[Figure]) -> tuple[int, int]:
    """The range, with the whole of each figure that it has a part of."""
    for figure in figures:
        if figure.start < span[1] and span[0] < figure.end:
            span = min(span[0], figure.start), max(span[1], figure.end)
    return span


def _verbatim_span(key: str, quote: str) -> tuple[int, int] | None:
    """Where the quote has the key words, as whole words, in any spacing, and in any case if not in their own."""
    spaced = r"\s+".join(map(re.escape, key.split()))
    words = rf"(?<!\w){spaced}(?!\w)"
    match = (re.search(words, quote) or re.search(words, quote, re.IGNORECASE)) if spaced else None
    return match.span() if match else None


def _run(key: str, item: Evidence, language: Language) -> tuple[int, int] | None:
    """What the key words took from the quote; nothing where they hold a figure, which must be the quote's."""
    return None if find_figures(key, language, item.published) else longest_run(key, item.quote, item.language)


def _with_head(span: tuple[int, int], quote: str, question: str) -> tuple[int, int]:
    """The range, with the word it belongs to: of "Minister for Science" not "Science", unless the question has it."""
    head = _HEAD.search(quote[: span[0]])
    if head is None or re.search(rf"\b{re.escape(head['word'])}\b", question, re.IGNORECASE):
        return span
    return head.start(), span[1]


def _figure_span(key: str, evidence: Evidence, language: Language) -> tuple[int, int] | None:
    """Where the quote has the figure that the key words hold."""
    wanted = find_figures(key, language, evidence.published)
    if not wanted:
        return None
    for figure in find_figures(evidence.quote, evidence.language, evidence.published):
        if supports(figure, wanted[0]):
            return figure.start, figure.end
    return None
