"""Near misses made by code from questions that have an answer, to learn from what comes close and does not answer.

Either a word of the question is exchanged for one that other questions use in its place: a name for a name, a
number for a number of as many digits. What answered the question still stands there, and answers another one. Or
the sentences that answer are taken out of the documents, and what stands around them stays.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from eval.answers import Probe
from eval.types import Item
from index.segment import sentences
from index.types import Document

_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-ZÄÖÜ][\w-]{2,}")
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b|\b\d\b")

_STEM = 4
"""So many first letters tell that two words are forms of one."""


T = TypeVar("T", Probe, Item)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question that can be exchanged; only words of one `sort` can stand for each other."""

    start: int
    text: str

    @property
    def sort(self) -> int:
        """The digits of a number, 0 for a name."""
        return sum(character.isdigit() for character in self.text) if self.text[0].isdigit() else 0

    def occurs_in(self, text: str) -> bool:
        """Whether a text has the number, or a form of the name."""
        return bool(re.search(rf"\b{re.escape(self.text if self.sort else self.text[:_STEM])}", text, re.IGNORECASE))


def exchanged_probes(
    probes: Sequence[Probe], article: Callable[[Probe], str], documents: Iterable[Document], chance: Random
) -> Iterator[Probe]:
    """Of each answerable question one that its paragraph does not answer, with a word of the same article's others."""
    texts = {document.path: document.text for document in documents}
    answerable = [probe for probe in probes if probe.answerable]

    def paragraphs(probe: Probe) -> str:
        return " ".join(texts[path] for path in probe.homes)

    for probe, question in _exchanged(answerable, article, paragraphs, chance):
        yield replace(probe, question=question, golds=(), translated=())


def exchanged_items(items: Sequence[Item], chance: Random) -> Iterator[Item]:
    """The same for a question set; a word must stand in a sentence that answers, its substitute in none."""
    whole = [item for item in items if item.answerable and not item.history]

    def sentences_of(item: Item) -> str:
        return " ".join(support.quote for support in item.support)

    for item, question in _exchanged(whole, lambda _: "", sentences_of, chance):
        yield replace(item, question=question, status="not_in_documents")


def _exchanged(
    questions: Sequence[T], group: Callable[[T], str], around: Callable[[T], str], chance: Random
) -> Iterator[tuple[T, str]]:
    """Each question that has a word to exchange, and what becomes of it."""
    pool: dict[tuple[str, int], list[_Word]] = defaultdict(list)
    for asked in questions:
        for word in _words(asked.question):
            pool[group(asked), word.sort].append(word)
    for asked in questions:
        said, text = asked.question, around(asked)
        pairs = [
            (old, new)
            for old in _words(said)
            if old.occurs_in(text)
            for new in pool[group(asked), old.sort]
            if not new.occurs_in(text) and not new.occurs_in(said)
        ]
        if pairs:
            old, new = chance.choice(pairs)
            yield asked, said[: old.start] + new.text + said[old.start + len(old.text) :]


def _words(question: str) -> list[_Word]:
    return [_Word(m.start(), m[0]) for pattern in (_NAME, _NUMBER) for m in pattern.finditer(question)]


def without_answers(documents: Iterable[Document], probes: Sequence[Probe]) -> tuple[list[Document], tuple[Probe, ...]]:
    """The documents without the sentences that answer, and the questions that nothing answers then.

    A question whose answer's words also stand elsewhere in its paragraph is left out.
    """
    spans = defaultdict(list)
    for probe in probes:
        for gold in (*probe.golds, *probe.translated):
            spans[gold.path].append((gold.start, gold.end))
    left = {document.path: _without(document, spans[document.path]) for document in documents}
    unanswerable = [
        replace(probe, golds=(), translated=(), hidden=())
        for probe in probes
        if not any(gold.text in left[gold.path].text for gold in (*probe.golds, *probe.translated))
    ]
    return [document for document in left.values() if document.text], tuple(unanswerable)


def _without(document: Document, spans: Sequence[tuple[int, int]]) -> Document:
    """A document without the sentences that spans lie in."""
    kept = [
        document.text[sentence.start : sentence.end]
        for sentence in sentences(document.text, document.language)
        if not any(sentence.start < end and start < sentence.end for start, end in spans)
    ]
    return replace(document, text=" ".join(kept)) if spans else document
