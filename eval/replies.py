"""Collects what calibration learns: signals of searches, sentences and replies, and whether they were right."""

from collections.abc import Callable, Iterator, Sequence

from eval.answers import Probe
from eval.calibrate import Found, Replied, Seen
from eval.lessons import Case, article
from qa import Assistant
from qa.abstain import Calibration

For = Callable[[str], Calibration]
"""The calibration for a group of questions, fitted without them."""


def searched(assistant: Assistant, probes: Sequence[Probe]) -> Iterator[Found]:
    """Every question twice: with its paragraphs, and with them and their translations hidden."""
    for probe in probes:
        for hidden in ((), (*probe.homes, *probe.twins)):
            found = assistant.search_signals(probe.question, exclude=hidden)
            if found is not None:
                yield Found(article(probe), found.values(), not hidden)


def seen(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Seen]:
    """The sentences that the model sees of each question."""
    for case in cases:
        for sentence in assistant.judged(case.question, exclude=case.hidden):
            right = case.answers(sentence.evidence)
            if right is not None:
                yield Seen(case.group, sentence.signals.values(), sentence.state, right)


def replied(assistant: Assistant, cases: Sequence[Case], calibration: For) -> Iterator[Replied]:
    """What the model says to each question, once."""
    for case in cases:
        attempt = assistant.attempt(case.question, exclude=case.hidden, calibration=calibration(case.group))
        if attempt is not None:
            right = case.right(attempt.claim)
            yield Replied(case.group, attempt.found.values(), attempt.written.values(), right, case.answerable)
