"""What an answer is worth: its figures and words against the gold, its citations against the support."""

from collections.abc import Callable, Mapping, Sequence

from eval.failures import failure
from eval.judge import judge
from eval.metrics import exact_match, token_f1
from eval.ranking import values
from eval.spoken import spoken_language
from eval.support import first_support, quoted_parts, quotes_support, ranked_support, supporting_citations
from eval.types import Item, Outcome, Place, TextGold
from eval.verified import verified_claims
from index.types import Document
from qa.figures import find_figures, supports
from qa.types import Answer, Claim


def score(
    item: Item, answer: Answer, documents: Mapping[str, Document], evidence: Sequence[Place] | None = None
) -> Outcome:
    """What became of an item; `documents` by path are those that the answer was found in.

    `evidence` are the sentences that the language model saw, best first; None if they are not known.
    """
    verdict = judge(item, answer, documents)
    known = bool(item.support) or not item.answerable
    quoted = quotes_support(item, answer.claims, documents) if known else None
    seen = evidence if item.support else None
    ranking = None if seen is None else values(ranked_support(item, seen, documents))
    rank = None if seen is None else first_support(item, seen, documents)
    near = [Place(citation.document, citation.start, citation.end) for citation in answer.nearest]
    found = first_support(item, near if evidence is None else evidence, documents) > 0
    return Outcome(
        id=item.id,
        language=item.language,
        kind=item.kind,
        cluster=item.cluster,
        answerable=item.answerable,
        given=answer.status,
        verdict=verdict,
        quoted=quoted,
        citations=sum(len(claim.citations) for claim in answer.claims),
        verbatim=verbatim_quotes(answer, documents),
        claims=len(answer.claims),
        backed=sum(is_backed(claim, answer.language, documents) for claim in answer.claims),
        rank=rank,
        failure=failure(item, answer.status, verdict, quoted=quoted, found=found, searched=rank is not None),
        confidence=answer.confidence,
        seconds=answer.seconds,
        verified=verified_claims(answer, documents),
        supporting=supporting_citations(item, answer.claims, documents) if item.support else None,
        spoken=spoken_language(answer),
        wanted=item.status,
        quoted_parts=quoted_parts(item, answer.claims, documents) if item.support else None,
        exact_match=_matched(exact_match, item, answer),
        token_f1=_matched(token_f1, item, answer),
        ndcg=ranking["ndcg@10"] if ranking else None,
        recall=ranking["recall@10"] if ranking else None,
    )


def is_backed(claim: Claim, language: str, documents: Mapping[str, Document]) -> bool:
    """Whether every figure of a claim stands in one of its own quotes; a derived one stands nowhere."""
    quoted = [
        figure
        for citation in claim.citations
        for figure in find_figures(citation.quote, _language(citation.document, documents), citation.published)
    ]
    claimed = () if claim.status == "derived" else find_figures(claim.text, language)
    return all(any(supports(other, figure) for other in quoted) for figure in claimed)


def verbatim_quotes(answer: Answer, documents: Mapping[str, Document]) -> int:
    """How many citations equal the text at their offsets."""
    return sum(
        citation.document in documents
        and documents[citation.document].text[citation.start : citation.end] == citation.quote
        for claim in answer.claims
        for citation in claim.citations
    )


def key_span(answer: Answer) -> str:
    """The key part of the first claim where it is marked, else the whole answer."""
    if answer.claims and answer.claims[0].answer_spans:
        return answer.claims[0].answer_spans[0].text
    return answer.text


def _matched(metric: Callable[[str, Sequence[str]], float], item: Item, answer: Answer) -> float | None:
    """The answer's key part against a gold of words; a refusal matches nothing."""
    if not isinstance(item.gold, TextGold):
        return None
    return 0.0 if answer.status == "not_in_documents" else metric(key_span(answer), item.gold.alternatives)


def _language(path: str, documents: Mapping[str, Document]) -> str | None:
    return documents[path].language if path in documents else None
