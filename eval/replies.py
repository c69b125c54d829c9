"""Collects what calibration needs: signals of searches and replies, and whether the answers were right."""

from collections.abc import Iterator, Mapping, Sequence

from eval.answers import Probe, gold_reached
from eval.calibrate import Found, Replied
from eval.score import quotes_support
from eval.types import Item
from index.types import Document
from qa import Assistant
from qa.inquiry import Attempt
from qa.parts import split


def searched(assistant: Assistant, probes: Sequence[Probe]) -> Iterator[Found]:
    """Every question twice: with its paragraphs, and with them and their translations hidden."""
    for probe in probes:
        for hidden in ((), (*probe.homes, *probe.twins)):
            found = assistant.search_signals(probe.question, exclude=hidden)
            if found is not None:
                yield Found(article(probe), found.values(), not hidden)


def replied(assistant: Assistant, probes: Sequence[Probe]) -> Iterator[Replied]:
    """Each question once; right is an answer from the gold sentence or its translation, or with its words."""
    documents = {document.path: document for document in assistant.documents()}
    for probe in probes:
        attempt = assistant.attempt(probe.question, exclude=probe.hidden)
        if attempt is not None:
            right = probe.answerable and gold_reached(probe, (attempt.claim,), documents)
            yield _example(article(probe), attempt, right, probe.answerable)


def replied_to_items(assistant: Assistant, items: Sequence[Item]) -> Iterator[Replied]:
    """The same for a question set; right is an answer that quotes a supporting sentence."""
    documents: Mapping[str, Document] = {document.path: document for document in assistant.documents()}
    for item in items:
        if len(split(item.question)) > 1:
            continue  # asked in parts, of which the set does not say which one a sentence supports
        attempt = assistant.attempt(item.question)
        if attempt is not None:
            answerable = item.status != "not_in_documents"
            right = answerable and quotes_support(item, (attempt.claim,), documents)
            yield _example(f"own: {item.near_miss or item.gold}", attempt, right, answerable)


def article(probe: Probe) -> str:
    """The article of a question's paragraph, the same in every language: the end of the path."""
    return probe.homes[0].split("-", 2)[-1]


def _example(group: str, attempt: Attempt, right: bool, answerable: bool) -> Replied:
    return Replied(group, attempt.found.values(), attempt.written.values(), right, answerable)
