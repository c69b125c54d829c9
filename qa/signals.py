"""What speaks for an answer being right, as numbers; `qa.abstain` weighs them.

Those of the search are known before the language model is asked and can be fitted on many questions in
little time; those of the reply need the model.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from index.glossary import phrases
from index.lexical import stemmed_language, terms
from index.search import SentenceHit
from qa.claims import Source
from qa.draft import Draft
from qa.evidence import FIGURES_OF, fits
from qa.question import Asked
from qa.reply import Judged, Reply
from qa.subject import lacking, names, years
from qa.types import Evidence
from qa.verify import is_known

_FEW = 5

Hits = Mapping[tuple[str, int], SentenceHit]
"""The hits of a search by document id and start of the sentence."""


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

    answers: float
    answers_margin: float
    question_likelihood: float
    weight_margin: float
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
    figure_missing: float
    words_missing: float

    def values(self) -> Mapping[str, float]:
        """By name, in a fixed order."""
        return asdict(self)


def search_signals(asked: Asked, hits: Hits, near: Sequence[Evidence]) -> SearchSignals:
    """Signals of the sentences that were found, at least one, best first."""
    few = near[:_FEW]
    best = _parts(hits, near[0])
    scores = [item.score for item in near]
    fit = [fits(asked.kind, item.quote, item.language, item.published) for item in few]
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
        names_missing=_missing(names(asked), few[:3]),
        years_missing=_missing(years(asked.text), few[:3]),
    )


def reply_signals(
    asked: Asked, hits: Hits, judged: Sequence[Judged], reply: Reply, *, draft: Draft, source: Source, reason: str
) -> ReplySignals:
    """Signals of the sentences as judged, best first, of the reply to the first, and of what checking it said."""
    item = source.evidence
    key = item.quote[slice(*source.span)] if source.span else draft.key
    fit = fits(asked.kind, key, item.language if source.span else asked.language, item.published)
    opening = len(reply.text) - len(reply.text.partition(": ")[2]) + len(draft.key)
    cut = math.ceil(len(reply.log_probabilities) * opening / max(len(reply.text), 1))
    second = judged[min(1, len(judged) - 1)]
    lacks = lacking(asked, item)
    return ReplySignals(
        answers=judged[0].answers,
        answers_margin=judged[0].answers - max(other.answers for other in judged),
        question_likelihood=judged[0].verdict.question_likelihood,
        weight_margin=judged[0].weight - second.weight,
        key_likelihood=_mean(reply.log_probabilities[:cut]),
        text_likelihood=_mean(reply.log_probabilities[cut:]),
        verbatim=float(source.span is not None),
        fits_kind=float(fit is True),
        misfits_kind=float(fit is False),
        sentence_checked=float(not reason),
        key_in_question=float(not key or key.casefold() in asked.text.casefold()),
        source_rank=float(item.number),
        source_behind=max(other.evidence.score for other in judged) - item.score,
        source_lexical=_parts(hits, item)["lexical"],
        names_missing=lacks.names,
        years_missing=lacks.years,
        ordinals_missing=lacks.ordinals,
        figure_missing=float(asked.kind in FIGURES_OF and fit is False),
        words_missing=_words_missing(asked, item),
    )


def _parts(hits: Hits, item: Evidence) -> Mapping[str, float]:
    return hits[item.document_id, item.start].parts


def _missing(words: Sequence[str], items: Sequence[Evidence]) -> float:
    """The share of words that stand in none of the sentences, nor before them, nor in their titles and dates."""
    around = " ".join(f"{e.quote} {e.around} {e.title} {e.published or ''}" for e in items).casefold()
    return sum(word.casefold() not in around for word in words) / len(words) if words else 0.0


def _words_missing(asked: Asked, item: Evidence) -> float:
    """The share of what the question says that the sentence and its surroundings do not have.

    In another language only phrases of the glossary, names and numbers can be looked for.
    """
    language = stemmed_language(item.language)
    known = frozenset(terms(f"{item.quote} {item.context} {item.title}", language))
    said = phrases(asked.text, asked.language, language)
    if language != asked.language:
        said = [wordings for wordings in said if len(wordings) > 1 or not _untranslated(wordings[0], asked.text)]
    wanted = [stems for wordings in said if (stems := [terms(wording, language) for wording in wordings])[0]]
    missing = [stems for stems in wanted if not any(all(is_known(s, known) for s in wording) for wording in stems)]
    return len(missing) / len(wanted) if wanted else 0.0


def _untranslated(wording: str, question: str) -> bool:
    """Whether a word is one of the question's that the glossary does not know, and no name or number."""
    return wording in question and wording.islower()


def _mean(values: Sequence[float]) -> float:
    return max(sum(values) / len(values), -4.0) if values else -4.0
