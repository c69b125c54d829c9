"""Whether an answer says what the gold says: figures by value, words as wordings, whatever it quotes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import Stemmer

from eval.metrics import normalise
from eval.types import FigureGold, Gold, Item, ListGold, TextGold, Verdict, YesNoGold
from index.types import Document
from qa.figures import find_figures, supports
from qa.types import Answer, Claim, Figure

_SNOWBALL = {"de": "german", "en": "english"}
_YES_NO = {"ja": "yes", "yes": "yes", "nein": "no", "no": "no"}


def judge(item: Item, answer: Answer, documents: Mapping[str, Document]) -> Verdict:
    """Compare an answer with the gold by type, whatever it quotes; see `Verdict`."""
    if not item.answerable:
        return "right" if answer.status == "not_in_documents" else "wrong"
    if item.gold is None:
        return "unjudged"
    if answer.status == "not_in_documents":
        return "refused"
    verdict = compare(item.gold, answer.text, answer.claims, answer.language, documents)
    return "misjudged" if verdict == "right" and answer.status != item.status else verdict


def compare(
    gold: Gold, text: str, claims: Sequence[Claim], language: str, documents: Mapping[str, Document]
) -> Verdict:
    """Compare claims with the gold by type, and the `text` that they make up with a yes or no."""
    claims = [claim for claim in claims if claim.status != "unsupported"]
    match gold:
        case FigureGold():
            found = [f for claim in claims for f in _figures(claim, language, documents)]
            return _together([compare_figures(figure, found) for figure in gold_figures(gold)])
        case TextGold():
            return "right" if names(gold.alternatives, _texts(claims), language) else "wrong"
        case ListGold():
            named = [names(wordings, _texts(claims), language) for wordings in gold.items]
            return _together(["right" if one else "wrong" for one in named])
        case YesNoGold():
            first = re.match(r"\W*(\w+)", text)
            given = _YES_NO.get(first[1].lower()) if first else None
            return "right" if given == gold.value else "wrong"


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


def names(wordings: Sequence[str], texts: Sequence[str], language: str) -> bool:
    """Whether one of the wordings occurs in one of the texts, inflected or not."""
    exact = [f" {normalise(text)} " for text in texts]
    if any(f" {normalise(wording)} " in text for wording in wordings for text in exact):
        return True
    stems = [_stems(text, language) for text in texts]
    return any(_stems(wording, language) in text for wording in wordings for text in stems)


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
        spoken = (document.language if document else None) or language
        yield from find_figures(span.text, spoken, published=document.published if document else None)


def _texts(claims: Sequence[Claim]) -> list[str]:
    """What claims say, and their key spans."""
    return [text for claim in claims for text in (claim.text, *(span.text for span in claim.answer_spans))]


def _stems(text: str, language: str) -> str:
    """German inflects names: `des Bundesministeriums` names the Bundesministerium."""
    return f" {' '.join(Stemmer.Stemmer(_SNOWBALL[language]).stemWords(normalise(text).split()))} "
