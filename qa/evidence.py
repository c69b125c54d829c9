"""Chooses the few sentences that the language model gets to see, best first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from index.context import context
from index.letterhead import in_letterhead
from index.search import SentenceHit
from index.types import Document
from qa.contact import is_asked_contact
from qa.figures import find_figures
from qa.persons import surnames
from qa.question import Asked
from qa.subject import lacking, named, names
from qa.twins import translated
from qa.types import Evidence
from qa.unsaid import noun_missing, words_missing

FITS = 0.06
FITS_NOT = -0.06
STATEMENT = 0.04
NO_HEADING = 0.07
LACKS = {"names": -0.02, "years": -0.1, "ordinals": -0.06, "rate": -0.05, "boundary": -0.035}
NOUN_MISSING = -0.04
WORDS_MISSING = -0.055
"""What makes a sentence likelier or less likely to answer than its search score says, rounded from a fit on pairs of
right and wrong sentences of `eval/sets/train.jsonl`."""

_LONGEST = 600
"""Characters before a sentence in which names and years of a question are looked for, too."""

FIGURES_OF: dict[str, set[str]] = {
    "amount": {"amount"},
    "count": {"count"},
    "percentage": {"percentage"},
    "date": {"date", "period"},
    "period": {"period"},
    "duration": {"duration", "period"},
    "contact": {"reference"},
}
"""The kinds of figures that answer a kind of question."""
_STATEMENT = re.compile(r"[.!][“”\"’)]*$")


def choose(
    asked: Asked, hits: Sequence[SentenceHit], document_of: Callable[[str], Document], *, limit: int
) -> tuple[Evidence, ...]:
    """At most `limit` of the hits, ranked by how likely they answer.

    A text that repeats is taken once; of a sentence and its translation the one in the question's language
    is taken, at the better of their ranks, unless a name of the question stands only in the other.
    """
    scored = [_scored(asked, hit, document_of) for hit in _answers_like_their_questions(hits, document_of)]
    scored.sort(key=lambda item: (-item.score, item.document, item.start))
    chosen: list[Evidence] = []
    for item in scored:
        twin = next((at for at, other in enumerate(chosen) if _same(item, other)), None)
        if twin is None and len(chosen) < limit:
            chosen.append(item)
        elif twin is not None and _is_preferred(asked, item, chosen[twin]):
            chosen[twin] = replace(item, score=chosen[twin].score)
    return numbered(chosen)


def numbered(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Evidence in this order, numbered from 1."""
    return tuple(replace(item, number=number) for number, item in enumerate(items, start=1))


def _is_preferred(asked: Asked, item: Evidence, twin: Evidence) -> bool:
    """Whether a sentence is in the question's language and its better ranked twin is not, nor names more of it."""
    named_here, named_there = ([named(asked, name, one.quote) for name in names(asked)] for one in (item, twin))
    return twin.language != asked.language == item.language and sum(named_here) >= sum(named_there)


def _same(item: Evidence, other: Evidence) -> bool:
    """Whether two sentences say the same in the same words, or one is the other's translation."""
    if item.language != other.language:
        return translated(item.quote, other.quote)
    return " ".join(item.quote.casefold().split()) == " ".join(other.quote.casefold().split())


def fits(asked: Asked, text: str, language: str | None, published: str | None) -> bool | None:
    """Whether a text holds the kind of thing that was asked for; None where code cannot tell."""
    kind = asked.kind
    if kind in FIGURES_OF:
        found = [figure.kind for figure in find_figures(text, language, published)]
        both_ends = kind == "period" and found.count("date") > 1
        has_it = both_ends or any(figure in FIGURES_OF[kind] for figure in found)
        return has_it and (kind != "contact" or is_asked_contact(asked.text, text))
    return bool(surnames(text)) if kind == "person" else None


def _answers_like_their_questions(
    hits: Sequence[SentenceHit], document_of: Callable[[str], Document]
) -> list[SentenceHit]:
    """The hits; a sentence that stands right behind a question which the document puts is found as well as that."""
    asked = {(hit.document_id, hit.sentence.end): hit.score for hit in hits}
    found = []
    for hit in hits:
        before = document_of(hit.document_id).text[: hit.sentence.start].rstrip()
        score = asked.get((hit.document_id, len(before)), 0.0) if before.endswith("?") else 0.0
        found.append(replace(hit, score=max(hit.score, score)))
    return found


def _scored(asked: Asked, hit: SentenceHit, document_of: Callable[[str], Document]) -> Evidence:
    item = sentence_of(document_of(hit.document_id), hit.sentence.start, hit.sentence.end, hit.score)
    fit = fits(asked, item.quote, item.language, item.published)
    likelier = FITS if fit else FITS_NOT if fit is False else 0.0
    likelier += STATEMENT if _STATEMENT.search(item.quote) else 0.0
    likelier += 0.0 if hit.sentence.heading else NO_HEADING
    likelier += sum(LACKS[name] * share for name, share in asdict(lacking(asked, item)).items())
    likelier += NOUN_MISSING * noun_missing(asked, item) + WORDS_MISSING * words_missing(asked, item)
    return replace(item, score=hit.score + likelier)


def _context(document: Document, start: int, end: int) -> str:
    """What a sentence speaks of without naming it: the sentence before, or the publisher, whose letterhead it is."""
    if document.publisher and in_letterhead(document.text, start, end):
        return document.publisher
    return context(document.text, start, end)


def sentence_of(document: Document, start: int, end: int, score: float) -> Evidence:
    """A sentence of a document as evidence, not numbered yet."""
    return Evidence(
        number=0,
        document_id=document.id,
        document=document.path,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        page=document.page_at(start),
        start=start,
        end=end,
        quote=document.text[start:end],
        context=_context(document, start, end),
        score=score,
        around=document.text[max(0, start - _LONGEST) : start],
    )
