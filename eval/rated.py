"""Answers that people rated, as items of a question set."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from eval.check import problems
from eval.support import find_quote
from eval.table import guess_gold
from eval.types import FigureGold, Gold, Item, ListGold, Rating, Support, TextGold
from index.types import Document
from qa.question import question_kind
from qa.types import Answer, Claim

Near = Callable[[str], Sequence[Support]]
"""Sentences of the documents that are near to a text, nearest first."""

_SUPPORTING = 3
"""How many sentences may support a correction."""


def rated_items(ratings: Iterable[Rating], documents: Mapping[str, Document], near: Near) -> tuple[Item, ...]:
    """The items that the ratings make, in order; of several ratings of one question the last counts.

    Left out is what `python -m eval check` would complain of: what nobody corrected, corrections that no
    sentence backs, and quotes that have gone from the documents (`documents` by path).
    """
    last = {(" ".join(one.question.split()).casefold(), one.history): one for one in ratings}
    items = (_item(rating, documents, near) for rating in last.values())
    return tuple(item for item in items if item is not None)


def _item(rating: Rating, documents: Mapping[str, Document], near: Near) -> Item | None:
    refused = rating.answer.status == "not_in_documents"
    if rating.right is None or (rating.right is False and not rating.correction and not rating.nowhere):
        return None
    named = f"{rating.question}\0{[(turn.question, turn.answer) for turn in rating.history]}"
    empty = Item(
        id=f"rated-{hashlib.sha256(named.encode()).hexdigest()[:10]}-{rating.answer.language}",
        language=rating.answer.language,
        question=rating.question,
        kind=question_kind(rating.question),
        status="not_in_documents",
        history=rating.history,
    )
    if rating.nowhere or (rating.right and refused):
        return empty
    candidates = _confirmed(empty, rating.answer) if rating.right else _corrected(empty, rating, near)
    return next((item for item in candidates if not any(problems([item], documents))), None)


def _confirmed(empty: Item, answer: Answer) -> Iterator[Item]:
    """The answer as the gold: its figures if they can be read from the quotes, else its words."""
    claims = [claim for claim in answer.claims if claim.status == "supported" and claim.citations]
    quotes = dict.fromkeys(Support(one.document, one.quote) for claim in claims for one in claim.citations)
    if not claims:
        return
    item = replace(empty, status=answer.status, support=tuple(quotes))
    if figures := _figures(claims, answer):
        yield replace(item, gold=figures)
    wordings = [(*(span.text for span in claim.answer_spans), claim.text) for claim in claims]
    words: Gold = TextGold("text", wordings[0]) if len(wordings) == 1 else ListGold("list", tuple(wordings))
    yield replace(item, gold=words)


def _figures(claims: Sequence[Claim], answer: Answer) -> FigureGold | None:
    """One gold of the key spans' figures, if they are all of one type."""
    golds = [guess_gold(span.text, answer.language) for claim in claims for span in claim.answer_spans]
    figures = [gold for gold in golds if isinstance(gold, FigureGold)]
    if not figures or len(figures) < len(golds) or len({(gold.type, gold.currency) for gold in figures}) > 1:
        return None
    values = dict.fromkeys(value for gold in figures for value in gold.values)
    return replace(figures[0], values=tuple(values))


def _corrected(empty: Item, rating: Rating, near: Near) -> Iterator[Item]:
    """The correction as the gold, with the sentences that say it."""
    status = "answered" if rating.answer.status == "not_in_documents" else rating.answer.status
    item = replace(empty, status=status, gold=guess_gold(rating.correction, rating.answer.language))
    sentences = near(f"{rating.question} {rating.correction}")
    if isinstance(item.gold, FigureGold):
        yield from (replace(item, support=(one,)) for one in sentences)
        item = replace(item, gold=TextGold("text", (rating.correction,)))
    saying = tuple(one for one in sentences if any(find_quote(rating.correction.strip(" ."), one.quote)))
    if saying:
        yield replace(item, support=saying[:_SUPPORTING])
