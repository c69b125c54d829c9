"""Collects what calibration needs: signals of searches, sentences and replies, and whether they were right."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from eval.answers import Probe, gold_reached, in_gold_sentence
from eval.calibrate import Found, Replied, Seen
from eval.support import first_support, quotes_support
from eval.types import Item, Place
from index.types import Document
from qa import Assistant
from qa.abstain import Calibration
from qa.inquiry import Attempt
from qa.parts import split

For = Callable[[str], Calibration]
"""The calibration for a group of questions, fitted without them."""


def searched(assistant: Assistant, probes: Sequence[Probe]) -> Iterator[Found]:
    """Every question twice: with its paragraphs, and with them and their translations hidden."""
    for probe in probes:
        for hidden in ((), (*probe.homes, *probe.twins)):
            found = assistant.search_signals(probe.question, exclude=hidden)
            if found is not None:
                yield Found(article(probe), found.values(), not hidden)


def seen(assistant: Assistant, probes: Sequence[Probe]) -> Iterator[Seen]:
    """The sentences that the model sees of each question; right is the gold sentence or its translation."""
    documents = {document.path: document for document in assistant.documents()}
    for probe in probes:
        for sentence in assistant.judged(probe.question, exclude=probe.hidden):
            right = probe.answerable and in_gold_sentence(probe, sentence.evidence, documents)
            yield Seen(article(probe), sentence.signals.values(), sentence.state, right)


def seen_of_items(assistant: Assistant, items: Sequence[Item]) -> Iterator[Seen]:
    """The same for a question set; right is a supporting sentence.

    Of a question with something exchanged only the sentence that supported it is sure not to answer any more.
    """
    documents: Mapping[str, Document] = {document.path: document for document in assistant.documents()}
    for item in _whole(items):
        for sentence in assistant.judged(item.question):
            place = Place(sentence.evidence.document, sentence.evidence.start, sentence.evidence.end)
            supports = first_support(item, [place], documents) > 0
            if supports or item.answerable or not item.support:
                yield Seen(_fact(item), sentence.signals.values(), sentence.state, supports and item.answerable)


def replied(assistant: Assistant, probes: Sequence[Probe], calibration: For) -> Iterator[Replied]:
    """Each question once; right is an answer from the gold sentence or its translation, or with its words."""
    documents = {document.path: document for document in assistant.documents()}
    for probe in probes:
        attempt = assistant.attempt(probe.question, exclude=probe.hidden, calibration=calibration(article(probe)))
        if attempt is not None:
            right = probe.answerable and gold_reached(probe, (attempt.claim,), documents)
            yield _example(article(probe), attempt, right, probe.answerable)


def replied_to_items(assistant: Assistant, items: Sequence[Item], calibration: For) -> Iterator[Replied]:
    """The same for a question set; right is an answer that quotes a supporting sentence."""
    documents: Mapping[str, Document] = {document.path: document for document in assistant.documents()}
    for item in _whole(items):
        attempt = assistant.attempt(item.question, calibration=calibration(_fact(item)))
        if attempt is not None:
            right = item.answerable and quotes_support(item, (attempt.claim,), documents)
            yield _example(_fact(item), attempt, right, item.answerable)


def article(probe: Probe) -> str:
    """The article of a question's paragraph, the same in every language: the end of the path."""
    return probe.homes[0].split("-", 2)[-1]


def _fact(item: Item) -> str:
    """What a question of the set is about, the same in both languages."""
    return f"own: {item.near_miss or item.gold}"


def _whole(items: Sequence[Item]) -> Iterator[Item]:
    """Without those that lean on others, and those asked in parts: no sentence is known to support just one part."""
    return (item for item in items if not item.history and len(split(item.question)) == 1)


def _example(group: str, attempt: Attempt, right: bool, answerable: bool) -> Replied:
    return Replied(group, attempt.found.values(), attempt.written.values(), right, answerable)
