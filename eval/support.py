"""Where the sentences that support a gold stand, and which places reach them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from eval.judge import compare_figures, gold_figures, names
from eval.ranking import Ranked
from eval.types import FigureGold, Item, ListGold, Place, Support
from index.lexical import stemmed_language
from index.types import Document
from qa.figures import find_figures
from qa.types import Citation, Claim


def find_quote(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Every `[start, end)` where the words of a quote stand, however they are spaced and broken."""
    words = [re.escape(word) for word in unicodedata.normalize("NFC", quote).split()]
    if words:
        for match in re.finditer(r"\s+".join(words), text):
            yield match.span()


def support_spans(support: Support, text: str) -> Iterator[tuple[int, int]]:
    """Every `[start, end)` of the document's text that supports: where the quote stands, or all without a quote."""
    return find_quote(support.quote, text) if support.quote else iter([(0, len(text))])


def quotes_support(item: Item, claims: Sequence[Claim], documents: Mapping[str, Document]) -> bool:
    """Whether one of the quotes overlaps one of the sentences that support the gold."""
    return first_support(item, _cited(claims), documents) > 0


def supporting_citations(item: Item, claims: Sequence[Claim], documents: Mapping[str, Document]) -> int:
    """How many citations overlap one of the sentences that support the gold."""
    return sum(first_support(item, [citation], documents) for citation in _cited(claims))


def first_support(item: Item, places: Sequence[Place | Citation], documents: Mapping[str, Document]) -> int:
    """The number, from 1, of the first place that overlaps a supporting sentence; 0 if none does."""
    hits = (n for n, place in enumerate(places, 1) if any(_overlaps(place, s, documents) for s in item.support))
    return next(hits, 0)


def quoted_parts(item: Item, claims: Sequence[Claim], documents: Mapping[str, Document]) -> float:
    """Of which share of the gold's parts a supporting sentence is quoted.

    A list has its items for parts, and several figures each of them; any other gold is one part, for which each
    sentence suffices. The sentences of a part are those of the support that name it; where none does (it may say
    "she"), any of them counts.
    """
    cited = _cited(claims)
    reached = {support for support in item.support if any(_overlaps(place, support, documents) for place in cited)}
    parts = _parts(item, documents)
    return sum(not reached.isdisjoint(part) for part in parts) / len(parts)


def ranked_support(item: Item, places: Sequence[Place], documents: Mapping[str, Document]) -> Ranked:
    """The places as a ranking: one is relevant if it overlaps a supporting sentence that none before it does.

    A sentence of the support that no place overlaps is relevant too, and missing from the ranking.
    """
    missing = list(item.support)
    relevant = []
    for at, place in enumerate(places):
        reached = [support for support in missing if _overlaps(place, support, documents)]
        missing = [support for support in missing if support not in reached]
        relevant += [str(at)] * bool(reached)
    return Ranked(tuple(map(str, range(len(places)))), (*relevant, *(f"missing {n}" for n in range(len(missing)))))


def _parts(item: Item, documents: Mapping[str, Document]) -> list[Sequence[Support]]:
    """The supporting sentences of each part of the gold."""
    match item.gold:
        case ListGold():
            naming = [
                [s for s in item.support if names(wordings, [s.quote], stemmed_language(_language(s, documents)))]
                for wordings in item.gold.items
            ]
        case FigureGold() if len(item.gold.values) > 1:
            read = {s: find_figures(s.quote, _language(s, documents), _published(s, documents)) for s in item.support}
            naming = [
                [s for s in item.support if compare_figures(figure, read[s]) == "right"]
                for figure in gold_figures(item.gold)
            ]
        case _:
            return [item.support]
    return [part or item.support for part in naming]


def _language(support: Support, documents: Mapping[str, Document]) -> str | None:
    return documents[support.document].language if support.document in documents else None


def _published(support: Support, documents: Mapping[str, Document]) -> str | None:
    return documents[support.document].published if support.document in documents else None


def _cited(claims: Sequence[Claim]) -> list[Citation]:
    return [citation for claim in claims for citation in claim.citations]


def _overlaps(place: Place | Citation, support: Support, documents: Mapping[str, Document]) -> bool:
    if place.document != support.document or place.document not in documents:
        return False
    spans = support_spans(support, documents[support.document].text)
    return any(start < place.end and place.start < end for start, end in spans)
