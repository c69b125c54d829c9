"""Why a claim or a saved answer does not hold: every such sentence, in both languages."""

import re
from ast import literal_eval
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import PlainSerializer, PlainValidator

Language = Literal["de", "en"]

CLAIM_REASONS: dict[str, dict[Language, str]] = {
    "no_sentence": {"en": "no sentence was written", "de": "es wurde kein Satz geschrieben"},
    "other_language": {
        "en": "it is in another language than the question",
        "de": "sie ist in einer anderen Sprache als die Frage",
    },
    "leaves_out_figure": {
        "en": "it leaves out the figure that answers",
        "de": "in ihr fehlt die Angabe, die die Frage beantwortet",
    },
    "leaves_out_answer": {
        "en": "it leaves out the words that answer",
        "de": "in ihr fehlen die Wörter, die die Frage beantworten",
    },
    "repeats_question": {
        "en": "it only repeats the question",
        "de": "sie wiederholt nur die Frage",
    },
    "yes_or_no": {
        "en": "its yes or no is not what it says",
        "de": "ihr Ja oder Nein passt nicht zu dem, was sie sagt",
    },
    "figure_not_in_quote": {
        "en": "the figure {0!r} is not in the quote",
        "de": "die Angabe „{0}“ steht nicht im Zitat",
    },
    "figure_not_in_quotes": {
        "en": "the figure {0!r} is not in the quotes",
        "de": "die Angabe „{0}“ steht in keinem der Zitate",
    },
    "other_figure": {
        "en": "the quote has another figure where the claim has {0!r}",
        "de": "im Zitat steht eine andere Zahl, wo die Aussage „{0}“ hat",
    },
    "word_not_in_quote": {
        "en": "{0!r} is neither in the quote nor in the question",
        "de": "„{0}“ steht weder im Zitat noch in der Frage",
    },
    "word_not_in_quotes": {
        "en": "{0!r} is neither in the quotes nor in the question",
        "de": "„{0}“ steht weder in den Zitaten noch in der Frage",
    },
    "other_subject": {"en": "the quote speaks of {0}", "de": "das Zitat spricht von {0}"},
    "denial": {
        "en": "it denies what the quote says, or the other way round",
        "de": "sie verneint, was das Zitat sagt, oder umgekehrt",
    },
    "unknown": {"en": "{0}", "de": "auf Englisch: {0}"},
}
"""What a claim can be repaired for. The last is any other sentence, as another version of Beleg may have saved it."""

REASONS: dict[str, dict[Language, str]] = CLAIM_REASONS | {
    "not_answered": {
        "en": "the question was not answered: {0}",
        "de": "die Frage wurde nicht beantwortet: {0}",
    },
    "not_an_answer": {"en": "{0}", "de": "keine gespeicherte Antwort ({0})"},
    "changed": {
        "en": "{0} has changed since the answer was given",
        "de": "{0} hat sich geändert, seit die Antwort gegeben wurde",
    },
    "missing": {
        "en": "{0}: there is no such document in the folder",
        "de": "{0}: Dieses Dokument gibt es im Ordner nicht",
    },
    "unreadable": {"en": "{0}: {1}", "de": "{0} lässt sich nicht lesen ({1})"},
    "unsupported": {"en": "it is marked as unsupported", "de": "sie ist als nicht belegt gekennzeichnet"},
    "no_quote": {"en": "it has no quote", "de": "sie hat kein Zitat"},
    "misplaced": {
        "en": "the quote {0} does not stand at its place in {1}",
        "de": "das Zitat {0} steht in {1} nicht an seiner Stelle",
    },
    "elsewhere": {
        "en": "the quote {0} does not stand at its place in {1}; it stands elsewhere in it",
        "de": "das Zitat {0} steht in {1} nicht an seiner Stelle, sondern an einer anderen",
    },
    "page": {"en": "the quote stands on page {0}, not {1}", "de": "das Zitat steht auf Seite {0}, nicht {1}"},
    "date": {"en": "{0} is dated {1}, not {2}", "de": "{0} ist vom {1}, nicht vom {2}"},
    "title": {"en": "{0} has the title {1!r}, not {2!r}", "de": "{0} hat den Titel „{1}“, nicht „{2}“"},
    "key_words": {
        "en": "its key words {0!r} do not stand at their place in its quotes",
        "de": "ihre Kernwörter „{0}“ stehen in ihren Zitaten nicht an ihrer Stelle",
    },
    "refusal_with_claims": {"en": "a refusal has claims", "de": "eine Absage enthält Aussagen"},
    "answer_without_claims": {"en": "an answer has no claims", "de": "eine Antwort enthält keine Aussage"},
    "claim_left_out": {
        "en": "the answer leaves out what claim {0} says",
        "de": "in der Antwort fehlt, was Aussage {0} sagt",
    },
    "answer_figure": {
        "en": "the answer's figure {0!r} is in none of its claims",
        "de": "die Angabe „{0}“ der Antwort steht in keiner ihrer Aussagen",
    },
    "answer_word": {
        "en": "{0!r} stands in the answer, and neither in its quotes nor in the question",
        "de": "„{0}“ steht in der Antwort, aber weder in ihren Zitaten noch in der Frage",
    },
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One of `REASONS` by its name, with the values that belong into it."""

    name: str
    values: tuple[str, ...] = ()

    def said(self, language: Language) -> str:
        """The sentence. Raises KeyError for a name that is not there."""
        return REASONS[self.name][language].format(*self.values)


def written(reason: Reason | None) -> str:
    """The English sentence, by which JSON has a claim's reason; empty for none."""
    return reason.said("en") if reason else ""


def read(sentence: object) -> Reason | None:
    """The reason of a claim that was written as this sentence. Raises ValueError if it is no text."""
    if not isinstance(sentence, str):
        raise ValueError("a reason is a text")
    found = (Reason(name, values) for name in CLAIM_REASONS for values in _values(name, sentence))
    return next(found, None)


WrittenReason = Annotated[Reason | None, PlainValidator(read), PlainSerializer(written)]
"""The reason of a claim, as pydantic reads and writes it."""

_QUOTED = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
"""What `repr` makes of a text."""


def _values(name: str, sentence: str) -> Iterator[tuple[str, ...]]:
    """The values, at most one, with which the reason of this name is said in English by this sentence."""
    template = CLAIM_REASONS[name]["en"]
    pattern = re.escape(template).replace(re.escape("{0!r}"), _QUOTED).replace(re.escape("{0}"), "(.+)")
    if match := re.fullmatch(pattern, sentence, re.DOTALL):
        with suppress(SyntaxError, ValueError):  # quoted, but not by `repr`
            yield tuple(literal_eval(value) if "{0!r}" in template else value for value in match.groups())
