"""What an answer is worth that is nothing but text: the same comparison for every pipeline, Beleg's included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.judge import judge
from eval.report.texts import LANGUAGES
from eval.types import Item, Verdict
from index.query_language import Language
from qa.types import Answer, Claim, Timings

REFUSALS: Mapping[Language, tuple[str, ...]] = {
    "de": (
        "nicht in den dokumenten", "nicht in den informationen", "nicht in den texten", "nicht im dokument",
        "nicht im kontext", "nicht im text", "nicht erwähnt", "nicht genannt", "nicht angegeben", "nicht enthalten",
        "nicht aufgeführt", "nicht beschrieben", "nicht bekannt", "nicht hervor", "nicht ersichtlich",
        "nicht verfügbar", "nicht beantworte", "nicht bestimm", "nicht finden", "nicht spezifi", "weiß nicht",
        "weiß ich nicht", "weiß es nicht", "keine antwort", "keine information", "keine angabe", "keine daten",
        "keine details", "keine erwähnung", "keinen hinweis", "keine hinweise", "keine direkte", "keine genaue",
        "keine konkrete", "keine spezifische", "enthält keine", "enthalten keine", "gibt keine", "noch keine dokumente",
    ),
    "en": (
        "documents do not say", "no documents to search", "not mention", "not provide", "not specif", "not state",
        "not given", "not known", "not available", "not include", "not indicate", "not contain", "not listed",
        "not explicitly", "not disclosed", "n't mention", "n't provide", "n't specif", "n't state", "n't say",
        "n't include", "n't contain", "no information", "no mention", "no answer", "no data", "no details",
        "no specific", "no direct", "cannot be determined", "cannot determine", "cannot be answered", "cannot answer",
        "can't answer", "cannot provide", "can't provide", "cannot find", "can't find", "unable to", "unclear",
        "do not know", "don't know", "empty response",
    ),
}  # fmt: skip
"""Words of which some in an answer make it a refusal, capitals aside, whatever stands beside them.

Those of both languages are looked for in every answer. `empty response` is what LlamaIndex says when it finds
nothing; `documents do not say` and `nicht in den dokumenten` are Beleg's own.
"""

_PHRASES = tuple(phrase for phrases in REFUSALS.values() for phrase in phrases)
_BEST_FIRST: tuple[Verdict, ...] = ("right", "less_precise", "incomplete", "wrong")


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """What a pipeline said to a question, and how long it took.

    `passages` are the texts that the language model was given, `quotes` those that came with the answer, `peak` the
    largest memory of the process so far in bytes.
    """

    text: str
    passages: tuple[str, ...]
    quotes: tuple[str, ...]
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class PeerOutcome:
    """What became of one item; `quoted` of an answer, None of a refusal."""

    item: Item
    verdict: Verdict
    refused: bool
    quoted: bool | None
    seconds: float


def outcome(item: Item, given: PeerAnswer, texts: Sequence[str]) -> PeerOutcome:
    """Of an answer to an item; `texts` are those of all documents."""
    refused = is_refusal(given.text)
    return PeerOutcome(
        item=item,
        verdict=_verdict(item, given.text, refused=refused),
        refused=refused,
        quoted=None if refused else is_quoted(given, texts),
        seconds=given.seconds,
    )


def is_refusal(text: str) -> bool:
    """Whether an answer says that it has none: it is empty, or has one of `REFUSALS`."""
    said = _flat(text).replace("’", "'")
    return not said or any(phrase in said for phrase in _PHRASES)


def is_quoted(given: PeerAnswer, texts: Sequence[str]) -> bool:
    """Whether the answer can be tied to a verbatim sentence.

    Where quotes come with it, each must stand word for word in a document; where none do, the answer itself must
    stand word for word in one of its passages, however spaced and capitalised, the punctuation around it aside.
    """
    if given.quotes:
        return all(any(quote in text for text in texts) for quote in given.quotes)
    said = _flat(given.text).strip(" .,;:!?\"'“”„»«*")
    return bool(said) and any(said in _flat(passage) for passage in given.passages)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _verdict(item: Item, text: str, *, refused: bool) -> Verdict:
    """As `eval.score.judge` compares, of the text alone, read as German and as English, whichever fits better.

    A text cannot say of itself that documents differ: a conflict is right if all its values are named.
    """
    if item.gold is None:
        return "right" if refused else "wrong"
    if refused:
        return "refused"
    verdicts = [judge(item, _plain_answer(item, text, language), {}) for language in LANGUAGES]
    return min(verdicts, key=_BEST_FIRST.index)


def _plain_answer(item: Item, text: str, language: Language) -> Answer:
    claims = (Claim(text, "supported", ()),)
    return Answer(item.question, language, item.status, text, claims, 0.0, (), Timings(0.0, 0.0, 0.0), {})
