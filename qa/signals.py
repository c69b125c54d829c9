"""What speaks for an answer being right, as numbers; `qa.abstain` weighs them.

Those of the search are known before the language model is asked and can be fitted on many questions in
little time; those of the reply need the model.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from qa.denial import VERDICT
from qa.draft import Draft
from qa.evidence import fits
from qa.kind import of_another_kind
from qa.question import Asked
from qa.reply import Hits, Judged, Reply
from qa.source import Source
from qa.subject import named, names, years
from qa.types import Claim, Evidence

_FEW = 5


@dataclass(frozen=True, slots=True)
class SearchSignals:
    """How well the best sentences match the question, and how clearly better they are than the next."""

    best_dense: float
    best_lexical: float
    best_passage: float
    most_lexical: float
    margin_second: float
    margin_fifth: float
    margin_twentieth: float
    fits_kind: float
    misfits_kind: float
    few_fit: float
    names_missing: float
    years_missing: float

    def values(self) -> Mapping[str, float]:
        """By name, in a fixed order."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ReplySignals:
    """How sure the model was, and how well what it wrote agrees with the sentence it rests on."""

    support: float
    support_margin: float
    answers: float
    question_likelihood: float
    key_likelihood: float
    text_likelihood: float
    verbatim: float
    fits_kind: float
    misfits_kind: float
    sentence_checked: float
    key_in_question: float
    source_rank: float
    source_behind: float
    source_lexical: float
    names_missing: float
    years_missing: float
    ordinals_missing: float
    rate_missing: float
    kind_missing: float
    words_missing: float
    name_likeness: float
    asks_yes_no: float
    decided: float

    def values(self) -> Mapping[str, float]:
        """By name, in a fixed order."""
        return asdict(self)


def search_signals(asked: Asked, hits: Hits, near: Sequence[Evidence]) -> SearchSignals:
    """Signals of the sentences that were found, at least one, best first."""
    few = near[:_FEW]
    best = _parts(hits, near[0])
    scores = [item.score for item in near]
    fit = [fits(asked, item.quote, item.language, item.published) for item in few]
    return SearchSignals(
        best_dense=best["dense"],
        best_lexical=best["lexical"],
        best_passage=best["passage"],
        most_lexical=max(_parts(hits, item)["lexical"] for item in few),
        margin_second=scores[0] - scores[min(1, len(scores) - 1)],
        margin_fifth=scores[0] - scores[min(4, len(scores) - 1)],
        margin_twentieth=scores[0] - scores[min(19, len(scores) - 1)],
        fits_kind=float(fit[0] is True),
        misfits_kind=float(fit[0] is False),
        few_fit=sum(found is True for found in fit) / _FEW,
        names_missing=_missing(asked, names(asked), few[:3]),
        years_missing=_missing(asked, years(asked.text), few[:3]),
    )


def reply_signals(
    asked: Asked,
    hits: Hits,
    judged: Sequence[Judged],
    reply: Reply,
    *,
    draft: Draft,
    source: Source,
    claim: Claim,
) -> ReplySignals:
    """Signals of the sentences as judged, best first, of the reply to the first, and of the claim it became."""
    item = source.evidence
    key = item.quote[slice(*source.span)] if source.span else draft.key
    fit = fits(asked, key, item.language if source.span else asked.language, item.published)
    if asked.kind == "period" and source.span and not fit:  # its two ends may stand apart in the quote
        fit = fits(asked, draft.key, asked.language, item.published)
    opening = len(reply.text) - len(reply.text.partition(": ")[2]) + len(draft.key)
    cut = math.ceil(len(reply.log_probabilities) * opening / max(len(reply.text), 1))
    second = judged[min(1, len(judged) - 1)]
    lacks = judged[0].signals
    return ReplySignals(
        support=judged[0].answers,
        support_margin=judged[0].answers - second.answers,
        answers=reply.verdict.answers,
        question_likelihood=reply.verdict.question_likelihood,
        key_likelihood=_mean(reply.log_probabilities[:cut]),
        text_likelihood=_mean(reply.log_probabilities[cut:]),
        verbatim=float(source.span is not None),
        fits_kind=float(fit is True),
        misfits_kind=float(fit is False),
        sentence_checked=float(not claim.reason),
        key_in_question=float(not key or key.casefold() in asked.text.casefold()),
        source_rank=float(item.number),
        source_behind=max(other.evidence.score for other in judged) - item.score,
        source_lexical=_parts(hits, item)["lexical"],
        names_missing=lacks.names_missing,
        years_missing=lacks.years_missing,
        ordinals_missing=lacks.ordinals_missing,
        rate_missing=lacks.rate_missing,
        kind_missing=float(of_another_kind(asked, source, fit, draft.text)),
        words_missing=lacks.words_missing,
        name_likeness=lacks.name_likeness,
        asks_yes_no=lacks.asks_yes_no,
        decided=lacks.asks_yes_no * bool(VERDICT.match(claim.text)),
    )


def _parts(hits: Hits, item: Evidence) -> Mapping[str, float]:
    return hits[item.document_id, item.start].parts


def _missing(asked: Asked, words: Sequence[str], items: Sequence[Evidence]) -> float:
    """The share of words that stand in none of the sentences, nor before them, nor in their titles and dates."""
    around = " ".join(f"{e.quote} {e.around} {e.title} {e.published or ''}" for e in items)
    return sum(not named(asked, word, around) for word in words) / len(words) if words else 0.0


def _mean(values: Sequence[float]) -> float:
    return max(sum(values) / len(values), -4.0) if values else -4.0
