"""What speaks for an answer being right, as numbers; code weighs them in `qa.abstain`."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from index.search import SentenceHit
from qa.claims import Source
from qa.draft import Draft
from qa.evidence import fits
from qa.question import Asked
from qa.reply import Reply
from qa.types import Evidence


@dataclass(frozen=True, slots=True)
class Signals:
    """Numbers of comparable size; a missing draft has the values of a poor one."""

    best_dense: float
    best_lexical: float
    source_dense: float
    source_lexical: float
    margin_second: float
    margin_fifth: float
    source_rank: float
    none: float
    key_likelihood: float
    text_likelihood: float
    verbatim: float
    fits_kind: float
    misfits_kind: float
    sentence_checked: float
    numbers_agree: float
    key_in_question: float

    def values(self) -> Mapping[str, float]:
        """By name, in a fixed order."""
        return asdict(self)


def signals(
    asked: Asked,
    hits: Mapping[tuple[str, int], SentenceHit],
    evidence: Sequence[Evidence],
    reply: Reply,
    first: tuple[Draft, Source] | None,
    reason: str,
) -> Signals:
    """The signals of one reply and its first draft; `reason` is what checking its sentence said."""
    draft, source = first or (None, None)
    best = _parts(hits, evidence[0])
    own = _parts(hits, source.evidence) if source else {"dense": best["dense"] - 0.1, "lexical": 0.0}
    scores = [item.score for item in evidence]
    key = source.evidence.quote[slice(*source.span)] if source and source.span else (draft.key if draft else "")
    language = source.evidence.language if source and source.span else asked.language
    fit = fits(asked.kind, key, language, source.evidence.published if source else None) if draft else None
    key_tokens, text_tokens = _split(reply, draft)
    return Signals(
        best_dense=best["dense"],
        best_lexical=best["lexical"],
        source_dense=own["dense"],
        source_lexical=own["lexical"],
        margin_second=scores[0] - scores[min(1, len(scores) - 1)],
        margin_fifth=scores[0] - scores[min(4, len(scores) - 1)],
        source_rank=float(source.evidence.number if source else len(evidence) + 1),
        none=max(reply.none, -12.0),
        key_likelihood=_mean(key_tokens),
        text_likelihood=_mean(text_tokens),
        verbatim=float(bool(source and source.span)),
        fits_kind=float(fit is True),
        misfits_kind=float(fit is False),
        sentence_checked=float(bool(draft) and not reason),
        numbers_agree=float(bool(draft and source and draft.number == source.evidence.number)),
        key_in_question=float(bool(key) and key.casefold() in asked.text.casefold()),
    )


def _parts(hits: Mapping[tuple[str, int], SentenceHit], item: Evidence) -> Mapping[str, float]:
    return hits[item.document_id, item.start].parts


def _split(reply: Reply, draft: Draft | None) -> tuple[Sequence[float], Sequence[float]]:
    """Log-probabilities of the key words and of the rest, split where the text has the share of the key."""
    if not draft or not reply.text:
        return (), ()
    cut = math.ceil(len(reply.log_probabilities) * len(draft.key) / len(reply.text))
    return reply.log_probabilities[:cut], reply.log_probabilities[cut:]


def _mean(values: Sequence[float]) -> float:
    return max(sum(values) / len(values), -4.0) if values else -4.0
