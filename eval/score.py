"""What an answer is worth: its figures and words against the gold, its citations against the support."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import Stemmer

from eval.failures import failure
from eval.metrics import normalise
from eval.types import FigureGold, Gold, Item, ListGold, Outcome, Place, Support, TextGold, Verdict, YesNoGold
from eval.verified import verified_claims
from index.types import Document
from qa.figures import find_figures, supports
from qa.types import Answer, Citation, Claim, Figure

_SNOWBALL = {"de": "german", "en": "english"}
_YES_NO = {"ja": "yes", "yes": "yes", "nein": "no", "no": "no"}


def score(
    item: Item, answer: Answer, documents: Mapping[str, Document], evidence: Sequence[Place] | None = None
) -> Outcome:
    """What became of an item; `documents` by path are those that the answer was found in.

    `evidence` are the sentences that the language model saw, best first; None if they are not known.
    """
    verdict = judge(item, answer, documents)
    known = bool(item.support) or not item.answerable
    quoted = quotes_support(item, answer.claims, documents) if known else None
    rank = None if evidence is None or not item.support else first_support(item, evidence, documents)
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
        spoken=answer.language,
    )


def quotes_support(item: Item, claims: Sequence[Claim], documents: Mapping[str, Document]) -> bool:
    """Whether one of the quotes overlaps one of the sentences that support the gold."""
    return first_support(item, [c for claim in claims for c in claim.citations], documents) > 0


def supporting_citations(item: Item, claims: Sequence[Claim], documents: Mapping[str, Document]) -> int:
    """How many citations overlap one of the sentences that support the gold."""
    return sum(first_support(item, [citation], documents) for claim in claims for citation in claim.citations)


def first_support(item: Item, places: Sequence[Place | Citation], documents: Mapping[str, Document]) -> int:
    """The number, from 1, of the first place that overlaps a supporting sentence; 0 if none does."""
    hits = (n for n, place in enumerate(places, 1) if any(_overlaps(place, s, documents) for s in item.support))
    return next(hits, 0)


def is_backed(claim: Claim, language: str, documents: Mapping[str, Document]) -> bool:
    """Whether every figure of a claim stands in one of its own quotes; a derived one stands nowhere."""
    quoted = [
        figure
        for citation in claim.citations
        for figure in find_figures(citation.quote, _language(citation.document, documents), citation.published)
    ]
    claimed = () if claim.status == "derived" else find_figures(claim.text, language)
    return all(any(supports(other, figure) for other in quoted) for figure in claimed)


def judge(item: Item, answer: Answer, documents: Mapping[str, Document]) -> Verdict:
    """Compare an answer with the gold by type, whatever it quotes; see `Verdict`."""
    if not item.answerable:
        return "right" if answer.status == "not_in_documents" else "wrong"
    if item.gold is None:
        return "unjudged"
    if answer.status == "not_in_documents":
        return "refused"
    verdict = _compare(item.gold, answer, documents)
    return "misjudged" if verdict == "right" and answer.status != item.status else verdict


def verbatim_quotes(answer: Answer, documents: Mapping[str, Document]) -> int:
    """How many citations equal the text at their offsets."""
    return sum(
        citation.document in documents
        and documents[citation.document].text[citation.start : citation.end] == citation.quote
        for claim in answer.claims
        for citation in claim.citations
    )


def find_quote(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Every `[start, end)` where the words of a quote stand, however they are spaced and broken."""
    words = [re.escape(word) for word in unicodedata.normalize("NFC", quote).split()]
    if words:
        for match in re.finditer(r"\s+".join(words), text):
            yield match.span()


def support_spans(support: Support, text: str) -> Iterator[tuple[int, int]]:
    """Every `[start, end)` of the document's text that supports: where the quote stands, or all without a quote."""
    return find_quote(support.quote, text) if support.quote else iter([(0, len(text))])


def gold_figures(gold: FigureGold) -> tuple[Figure, ...]:
    """The figures that an answer has to name; they stand in no text."""
    unit = "%" if gold.type == "percentage" else gold.currency
    return tuple(Figure(gold.type, value, unit, 0, 0) for value in gold.values)


def compare_figures(gold: Figure, found: Sequence[Figure]) -> Verdict:
    """`right` if one of the figures says as much as the gold or more, `less_precise` if only less.

    What stands beside a number (about, over) is no part of the gold and not looked at.
    """
    plain = [replace(figure, bound="") for figure in found]
    if any(supports(figure, gold) for figure in plain):
        return "right"
    low, _, high = gold.value.partition("/")
    ends = [replace(gold, kind="date", value=low), replace(gold, kind="date", value=high)]
    if gold.kind == "period" and all(any(supports(figure, end) for figure in plain) for end in ends):
        return "right"
    return "less_precise" if any(supports(gold, figure) for figure in plain) else "wrong"


def _compare(gold: Gold, answer: Answer, documents: Mapping[str, Document]) -> Verdict:
    claims = [claim for claim in answer.claims if claim.status != "unsupported"]
    match gold:
        case FigureGold():
            found = [f for claim in claims for f in _figures(claim, answer.language, documents)]
            return _together([compare_figures(figure, found) for figure in gold_figures(gold)])
        case TextGold():
            return "right" if _names(gold.alternatives, claims, answer.language) else "wrong"
        case ListGold():
            named = [_names(wordings, claims, answer.language) for wordings in gold.items]
            return _together(["right" if one else "wrong" for one in named])
        case YesNoGold():
            first = re.match(r"\W*(\w+)", answer.text)
            given = _YES_NO.get(first[1].lower()) if first else None
            return "right" if given == gold.value else "wrong"


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on several values from the verdicts on each."""
    if all(verdict == verdicts[0] for verdict in verdicts):
        return verdicts[0]
    return "less_precise" if "wrong" not in verdicts else "incomplete"


def _figures(claim: Claim, language: str, documents: Mapping[str, Document]) -> Iterator[Figure]:
    """The figures of the key spans where they are marked, else of the claim.

    A derived figure stands in no quote, only in the claim.
    """
    if claim.status == "derived" or not claim.answer_spans:
        yield from find_figures(claim.text, language)
    for span in claim.answer_spans:
        document = documents.get(span.document)
        spoken = _language(span.document, documents) or language
        yield from find_figures(span.text, spoken, published=document.published if document else None)


def _language(path: str, documents: Mapping[str, Document]) -> str | None:
    return documents[path].language if path in documents else None


def _names(wordings: Sequence[str], claims: Sequence[Claim], language: str) -> bool:
    """Whether one of the wordings occurs in the claims or their key spans, inflected or not."""
    texts = [text for claim in claims for text in (claim.text, *(span.text for span in claim.answer_spans))]
    exact = [f" {normalise(text)} " for text in texts]
    if any(f" {normalise(wording)} " in text for wording in wordings for text in exact):
        return True
    stems = [_stems(text, language) for text in texts]
    return any(_stems(wording, language) in text for wording in wordings for text in stems)


def _stems(text: str, language: str) -> str:
    """German inflects names: `des Bundesministeriums` names the Bundesministerium."""
    return f" {' '.join(Stemmer.Stemmer(_SNOWBALL[language]).stemWords(normalise(text).split()))} "


def _overlaps(place: Place | Citation, support: Support, documents: Mapping[str, Document]) -> bool:
    if place.document != support.document or place.document not in documents:
        return False
    spans = support_spans(support, documents[support.document].text)
    return any(start < place.end and place.start < end for start, end in spans)
