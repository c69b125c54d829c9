"""Example questions that the documents answer: shipped ones, and such as are made from what they say."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from index.types import Document
from qa.figures import find_figures
from web.texts import Texts

OFFERED = 3

_READ = 20_000
"""Characters of each document that are looked through; what a document is about stands at its beginning."""

_DOCUMENTS = 50

_NAME = r"[A-ZÄÖÜ][\w’'-]+"
_PERSON = re.compile(rf"\b(?:Prof\.|Professor|Dr\.)(?:\s(?:Dr\.|h\.\s?c\.|med\.))*\s({_NAME}(?:\s{_NAME}){{1,2}}),")
_ABBREVIATION = re.compile(rf"\b{_NAME}(?:[\s-]{_NAME}){{0,4}}\s\(([A-ZÄÖÜ][A-Za-zÄÖÜäöü]?[A-ZÄÖÜ]{{1,4}})\)")


_SHIPPED_ANSWERS = (
    re.compile(r"200\s(?:Mio\.|Millionen)\sEuro|EUR\s200\smillion"),
    re.compile(r"3[67]\s(?:Standorte|Universitätskliniken|sites|university\shospitals)"),
    re.compile(r"1\.?\sApril\s2020"),
)
"""What answers each of the shipped examples, as the documents say it."""


def example_questions(documents: Sequence[Document], texts: Texts, *, shipped: bool = False) -> tuple[str, ...]:
    """A few questions that the documents answer: the shipped ones first if they are wanted, then made ones."""
    ready = [
        question
        for question, answer in zip(texts.shipped_examples, _SHIPPED_ANSWERS, strict=True)
        if shipped and any(answer.search(document.text) for document in documents)
    ]
    made = _made_questions(documents, texts) if len(ready) < OFFERED else ()
    return (*ready, *made)[:OFFERED]


def _made_questions(documents: Sequence[Document], texts: Texts) -> Sequence[str]:
    """Questions of different kinds, from different documents, those in the language of the texts first."""
    kinds: list[tuple[str, Callable[[Document], Iterable[str]]]] = [
        (texts.example_abbreviation, _abbreviations),
        (texts.example_person, _persons),
        (texts.example_amount, _amounts),
    ]
    made: list[list[str]] = []
    used: set[str] = set()
    for question, find in kinds:
        ordered = sorted(documents[:_DOCUMENTS], key=lambda one: (one.language != texts.language, one.path in used))
        found = [(one.path, words) for one in ordered for words in find(one)]
        used.update(path for path, _ in found[:1])
        made.append(list(dict.fromkeys(question.format(words) for _, words in found)))
    return [one for row in zip_longest(*made) for one in row if one]


def _abbreviations(document: Document) -> Iterator[str]:
    return (match[1] for match in _ABBREVIATION.finditer(document.text, 0, _READ))


def _persons(document: Document) -> Iterator[str]:
    return (" ".join(match[1].split()) for match in _PERSON.finditer(document.text, 0, _READ))


def _amounts(document: Document) -> Iterator[str]:
    text = document.text[:_READ]
    found = find_figures(text, document.language, document.published)
    return (" ".join(text[one.start : one.end].split()) for one in found if one.kind == "amount")
