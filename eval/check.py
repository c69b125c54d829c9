"""What is wrong with a question set: gold that cannot be scored, support that cannot be found."""

from collections.abc import Iterator, Mapping, Sequence

from eval.judge import compare_figures, gold_figures
from eval.support import support_spans
from eval.table import unread_figures
from eval.types import FigureGold, Item, TextGold
from index.types import Document
from qa.figures import find_figures


def problems(items: Sequence[Item], documents: Mapping[str, Document]) -> Iterator[str]:
    """One line for each problem, with the id of its item; `documents` by path."""
    yield from _duplicates(items)
    for item in items:
        for trouble in (*_missing_support(item, documents), *_unread_figures(item, documents)):
            yield f"{item.id}: {trouble}"


def doubts_of_table(items: Sequence[Item]) -> Iterator[str]:
    """What may not be meant in a table of questions and answers; one line for each answer."""
    for item in items:
        if isinstance(item.gold, TextGold) and any(unread_figures(a, item.language) for a in item.gold.alternatives):
            said = " | ".join(item.gold.alternatives)
            yield f"{item.id}: not every figure of {said!r} can be read; the answer is right only in these words"


def doubts_of_set(items: Sequence[Item]) -> Iterator[str]:
    """What a set may leave out and had better not: what comes near, for a question that the documents don't answer."""
    for item in items:
        if not item.answerable and not item.near_miss:
            yield f"{item.id}: near_miss does not say what the documents have that comes close"


def _duplicates(items: Sequence[Item]) -> Iterator[str]:
    ids: set[str] = set()
    asked: dict[object, str] = {}
    for item in items:
        if item.id in ids:
            yield f"{item.id}: the id occurs more than once"
        ids.add(item.id)
        key = (" ".join(item.question.split()).casefold(), item.history)
        if key in asked:
            yield f"{item.id}: the same question as {asked[key]}"
        asked.setdefault(key, item.id)


def _missing_support(item: Item, documents: Mapping[str, Document]) -> Iterator[str]:
    for support in item.support:
        if support.document not in documents:
            yield f"there is no document {support.document!r}"
        elif not any(support_spans(support, documents[support.document].text)):
            yield f"{support.document} does not contain {support.quote!r}"


def _unread_figures(item: Item, documents: Mapping[str, Document]) -> Iterator[str]:
    """A figure must be read from a quote of its support, or no answer can be found right."""
    if not isinstance(item.gold, FigureGold) or not item.support:
        return
    found = [
        figure
        for support in item.support
        if (document := documents.get(support.document))
        for figure in find_figures(support.quote, document.language, published=document.published)
    ]
    for figure in gold_figures(item.gold):
        if compare_figures(figure, found) != "right":
            read = ", ".join(f"{f.kind} {f.value} {f.unit}".strip() for f in found) or "nothing"
            unit = f" {figure.unit}" if figure.unit else ""
            yield f"the support does not say {figure.kind} {figure.value}{unit}; it reads as {read}"
