"""How near the names of a question come to the words of a text, in the encoder's vectors of words in their places.

A question about something else than the text often differs by one name, number or, in German, noun. Words compare
by the mean of their tokens' vectors, which know the words around them, across languages and inflections (each
word's best match, as in BERTScore: Zhang et al., 2020, arXiv:1904.09675).
"""

import re
from collections.abc import Sequence

from index.lexical import is_stop_word
from index.query_language import Language
from index.types import Encoder, Span

_WORD = re.compile(r"\w+(?:[-.,]\w+)*")


def name_likeness(encoder: Encoder, question: str, language: Language, texts: Sequence[str]) -> list[float]:
    """For each text the cosine, at most 1, of the question's most foreign name and the word that is nearest to it.

    Names are words with a capital or a digit in front; all content words if there are none, or simply all words.
    Nothing is nearer than 0 to a text without words.
    """
    asked, spans = _names(question, language), [_words(text) for text in texts]
    if not asked:
        return [0.0] * len(texts)
    names, *read = encoder.embed_documents([question, *texts], [asked, *spans])
    return [
        max(0.0, float((names.span_vectors @ each.span_vectors.T).max(axis=1).min())) if words else 0.0
        for each, words in zip(read, spans, strict=True)
    ]


def _words(text: str) -> list[Span]:
    return [match.span() for match in _WORD.finditer(text)]


def _names(question: str, language: Language) -> list[Span]:
    words = _words(question)
    content = [span for span in words if not is_stop_word(question[slice(*span)], language)] or words
    return [(start, end) for start, end in content if question[start].isupper() or question[start].isdigit()] or content
