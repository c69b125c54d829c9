"""How well checking catches errors: right claims with one planted error each, and the right ones themselves.

Every claim is held against the sentence that it was made from, as `qa.verify` does for an answer's; the
question names nothing, so that no planted name can come from it.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from scipy.stats import binomtest

from eval import bootstrap
from eval.planted_errors import Source, capitalised, plant
from eval.planted_right import right_claims
from eval.types import Interval
from index.query_language import Language
from index.segment import sentences
from index.types import Document
from qa.evidence import sentence_of
from qa.reasons import Reason
from qa.types import Evidence

Check = Callable[[str, Evidence, str, Language], Reason | None]
"""Why a claim may not be shown beside a quote, as `qa.verify.problem`; None if it may."""

_QUESTION: Mapping[Language, str] = {"de": "Was steht dazu darin?", "en": "What is said about it?"}
_WORDS = range(5, 45)


@dataclass(frozen=True, slots=True)
class Case:
    """A claim beside its sentence; `error` is the kind that was planted, empty for a right claim."""

    claim: str
    language: Language
    evidence: Evidence
    form: str
    error: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking said of a case, and how many seconds that took."""

    case: Case
    problem: Reason | None
    seconds: float

    @property
    def right(self) -> bool:
        """Whether a planted error was caught, or a right claim let through."""
        return bool(self.problem) == bool(self.case.error)


def make_cases(documents: Sequence[Document], *, limit: int, seed: int) -> list[Case]:
    """Right claims of every form and planted ones of every kind, at most `limit` of each in each language."""
    chance = random.Random(seed)
    names = _names(documents)
    drawn: dict[tuple[str, str, str], list[Case]] = defaultdict(list)
    for document in documents:
        for evidence in _quotes(document):
            for case in _of_sentence(evidence, document, names, chance):
                drawn[case.error, "" if case.error else case.form, case.language].append(case)
    chosen: list[Case] = []
    for key in sorted(drawn):
        cases = drawn[key]
        chosen += chance.sample(cases, min(limit, len(cases)))
    return chosen


def _names(documents: Sequence[Document]) -> frozenset[str]:
    """Words with a capital in both languages, which tells names from German nouns."""
    german, english = (
        capitalised(document.text for document in documents if document.language == language)
        for language in ("de", "en")
    )
    return german & english


def _of_sentence(
    evidence: Evidence, document: Document, names: frozenset[str], chance: random.Random
) -> Iterator[Case]:
    language = cast(Language, document.language)
    wordings = list(right_claims(evidence.quote, language))
    for wording in wordings:
        yield Case(wording.text, wording.language, evidence, wording.form, "")
    wording = chance.choice(wordings)
    for planted in plant(wording.text, wording.language, Source(document.text, names), chance):
        if all(planted.text != right.text for right in wordings):
            yield Case(planted.text, wording.language, evidence, wording.form, planted.kind)


def _quotes(document: Document) -> Iterator[Evidence]:
    """The statements of a document in German or English, without headings, fragments and rows of tables."""
    if document.language not in _QUESTION:
        return
    for sentence in sentences(document.text, document.language):
        quote = document.text[sentence.start : sentence.end]
        if sentence.heading or not quote.endswith((".", "!")) or " | " in quote or len(quote.split()) not in _WORDS:
            continue
        yield replace(sentence_of(document, sentence.start, sentence.end, 1.0), context="")


def judge(cases: Sequence[Case], check: Check) -> list[Verdict]:
    """Each case with what `check` says of it."""
    verdicts = []
    for case in cases:
        began = time.perf_counter()
        problem = check(case.claim, case.evidence, _QUESTION[case.language], case.language)
        verdicts.append(Verdict(case, problem, time.perf_counter() - began))
    return verdicts


def figures(verdicts: Sequence[Verdict]) -> dict[str, int | Interval]:
    """How many, and what share came out right: all, by kind of error, by form of the right claim, by language.

    Shares have exact 95 % intervals (Clopper & Pearson 1934); the time of a check is its median.
    """
    planted = [verdict for verdict in verdicts if verdict.case.error]
    right = [verdict for verdict in verdicts if not verdict.case.error]
    times = [1000 * verdict.seconds for verdict in verdicts]
    each = [str(number) for number in range(len(times))]
    return {
        "planted": len(planted),
        "caught": _share(planted),
        "right": len(right),
        "let_through": _share(right),
        "milliseconds": bootstrap.interval(bootstrap.median(times), each, resamples=1000),
        **_by("caught", planted, lambda case: case.error),
        **_by("caught", planted, lambda case: case.language),
        **_by("let_through", right, lambda case: case.form),
        **_by("let_through", right, lambda case: case.language),
    }


def _by(name: str, verdicts: Sequence[Verdict], group: Callable[[Case], str]) -> dict[str, int | Interval]:
    shown: dict[str, int | Interval] = {}
    for label in sorted({group(verdict.case) for verdict in verdicts}):
        members = [verdict for verdict in verdicts if group(verdict.case) == label]
        shown[f"{name}: {label} (of {len(members)})"] = _share(members)
    return shown


def _share(verdicts: Sequence[Verdict]) -> Interval:
    if not verdicts:
        return Interval(None, None, None)
    well = sum(verdict.right for verdict in verdicts)
    bounds = binomtest(well, len(verdicts)).proportion_ci(0.95, method="exact")
    return Interval(well / len(verdicts), float(bounds.low), float(bounds.high))
