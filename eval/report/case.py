"""One question with everything that a report shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.report.context import Excerpt, excerpt
from eval.report.gold import gold_words
from eval.types import Item, Outcome, Result
from eval.verified import doubts
from index.types import Document
from qa.reasons import Reason
from qa.types import Answer, Claim


@dataclass(frozen=True, slots=True)
class Scored:
    """A question, its answer, and what became of it."""

    item: Item
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its quotes in context, and what does not hold of it when it is checked again."""

    claim: Claim
    excerpts: tuple[Excerpt, ...]
    doubts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its gold in words and its quotes in context."""

    scored: Scored
    gold: str
    statements: tuple[Statement, ...]
    nearest: tuple[Excerpt, ...]


def case_of(scored: Scored, documents: Mapping[str, Document]) -> Case:
    """What there is to show; `documents` by path."""
    item, answer, outcome = scored.item, scored.answer, scored.outcome
    sound = outcome.verified == outcome.claims
    doubted = ((),) * len(answer.claims) if sound else doubts(answer, documents)
    return Case(
        scored,
        gold_words(item.gold, item.language) if item.gold else "",
        tuple(
            Statement(
                claim, tuple(excerpt(cited, claim.answer_spans, item, documents) for cited in claim.citations), reasons
            )
            for claim, reasons in zip(answer.claims, doubted, strict=True)
        ),
        tuple(excerpt(cited, (), item, documents) for cited in answer.nearest),
    )


RESULTS: tuple[Result, ...] = (
    "outcome_right",
    "outcome_quoted",
    "outcome_refused",
    "other_sentence",
    "misjudged",
    "misread",
    "not_chosen",
    "wrong",
    "wrongly_refused",
    "not_retrieved",
    "wrongly_accepted",
)
"""Every value of `Outcome.result`, the best first."""
