"""Which language a text speaks, German or English, and which an answer speaks in its own words."""

import re

from index.query_language import Language, function_words
from index.read.metadata import language_of
from qa.texts import TEXTS
from qa.types import Answer

_QUOTED = re.compile(r"[„“”»«\"].*?[“”»«\"]", re.DOTALL)
_SURE = 2
"""So many more function words of one language tell it alone; with one more, letters must say the same."""


def text_language(text: str) -> Language | None:
    """The language of a text; None if it is too short to tell, or but a name or figures.

    Function words decide, which names lack. One of them may belong to a name (University of Gießen), and the
    statistics of letters that serve for documents err on few words; both together are right.
    """
    german, english = function_words(text, "de"), function_words(text, "en")
    if german == english:
        return None
    language: Language = "de" if german > english else "en"
    sure = abs(german - english) >= _SURE or language_of(text) == language
    return language if sure else None


def spoken_language(answer: Answer) -> Language | None:
    """The language of an answer's own words; None if they don't tell one.

    What is quoted whole has the language of its document, and is left out with the words that introduce it. Key
    words in front of a quote are the answer's own, wherever they were taken from: to "Welches Amt hat er?",
    "Minister of Science – im Dokument steht: ..." answers in English.
    """
    own = " ".join(answer.text.split())
    for claim in answer.claims:
        for citation in claim.citations:
            for quote in (citation.quote, *citation.quote.split(" | ")):
                if quote.strip():
                    own = own.replace(" ".join(quote.split()), '""')
    own = _QUOTED.sub(" ", own)
    for introduction in _INTRODUCTIONS:
        own = own.replace(introduction, " ")
    return text_language(own)


_INTRODUCTIONS = tuple(
    _QUOTED.sub(" ", TEXTS[name][language].format(key="", quote="")).strip()
    for name in ("key_and_quote", "the_document_says")
    for language in ("de", "en")
)
"""The longer ones first: one may be part of another."""
