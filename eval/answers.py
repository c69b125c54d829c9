"""Question answering over SQuAD-format data, where some questions have lost their paragraph."""

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval import bootstrap
from eval.metrics import exact_match, token_f1
from eval.report.figures import plain_json
from eval.score import key_span, verbatim_quotes
from eval.squad import GoldSpan, Paragraph, gold_sentence
from eval.stored import append_stored, read_stored
from eval.types import Asker, Interval
from index.segment import sentences
from index.types import Document
from qa.serialise import answer_json, answer_of
from qa.types import Answer, Citation, Claim, Evidence


@dataclass(frozen=True, slots=True)
class Probe:
    """One question to ask.

    `homes` are the paths of the paragraphs that it was asked on, `twins` of the same paragraphs in
    other files: translations, whose questions carry the same ids, and copies. `translated` are the answers
    there. `hidden` are not searched.
    """

    id: str
    question: str
    golds: tuple[GoldSpan, ...]
    homes: tuple[str, ...]
    twins: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    translated: tuple[GoldSpan, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the answer can be found."""
        return bool(self.golds) and not self.hidden


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one probe; `source_hit` only says something of the answerable."""

    probe: Probe
    answer: Answer
    exact_match: float
    token_f1: float
    source_hit: bool
    citations: int
    verbatim: int

    @property
    def refused(self) -> bool:
        """Whether the question was not answered."""
        return self.answer.status == "not_in_documents"


def choose_probes(
    files: Sequence[Sequence[Paragraph]],
    *,
    sample: int | None,
    seed: int,
    unanswerable: float,
    among: Callable[[list[Probe]], list[Probe]] = list,
) -> tuple[Probe, ...]:
    """A sample of the questions of the first file, in its order, a share of them made unanswerable.

    Questions that the data themselves call unanswerable count towards the share. `among` says which questions there
    are to choose from.
    """
    probes = among(all_probes(files))
    rng = random.Random(seed)
    if sample is not None and sample < len(probes):
        probes = [probes[i] for i in sorted(rng.sample(range(len(probes)), sample))]
    with_answer = [i for i, probe in enumerate(probes) if probe.golds]
    already = len(probes) - len(with_answer)
    wanted = max(0, round(unanswerable * len(probes)) - already)
    chosen = set(rng.sample(with_answer, min(wanted, len(with_answer))))
    return tuple(
        replace(probe, hidden=probe.homes + probe.twins) if i in chosen else probe for i, probe in enumerate(probes)
    )


def all_probes(files: Sequence[Sequence[Paragraph]]) -> list[Probe]:
    """All questions of the first file, each once, with nothing hidden."""
    by_id: dict[str, list[str]] = defaultdict(list)
    translated: dict[str, list[GoldSpan]] = defaultdict(list)
    by_text: dict[str, list[str]] = defaultdict(list)
    for paragraph in (paragraph for file in files[1:] for paragraph in file):
        by_text[paragraph.document.text].append(paragraph.document.path)
        for question in paragraph.questions:
            by_id[question.id].append(paragraph.document.path)
            translated[question.id] += question.answers

    probes: dict[str, Probe] = {}
    seen_ids: set[str] = set()
    for paragraph in files[0]:
        home = paragraph.document.path
        for question in paragraph.questions:
            key = " ".join(question.text.split()).casefold()
            twins = by_id[question.id] + by_text[paragraph.document.text]
            if key in probes:
                probes[key] = _joined(probes[key], question.answers, home, twins, translated[question.id])
            elif question.id not in seen_ids:
                there = tuple(translated[question.id])
                probes[key] = Probe(
                    question.id, question.text, question.answers, (home,), _once(twins), translated=there
                )
            seen_ids.add(question.id)
    return list(probes.values())


def _joined(
    probe: Probe, golds: tuple[GoldSpan, ...], home: str, twins: Sequence[str], translated: Sequence[GoldSpan]
) -> Probe:
    """The same question asked on another paragraph too: either answer will do."""
    return replace(
        probe,
        golds=tuple(dict.fromkeys(probe.golds + golds)),
        homes=_once([*probe.homes, home]),
        twins=_once([*probe.twins, *twins]),
        translated=tuple(dict.fromkeys([*probe.translated, *translated])),
    )


def _once(paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))


def ask_probes(assistant: Asker, probes: Sequence[Probe], output: Path | None = None) -> Iterator[Result]:
    """Ask one after the other; each result comes as soon as it is there.

    Each is added to `output`, and what that file holds is not asked again. Raises DataError.
    """
    documents = {document.path: document for document in assistant.documents()}
    answers = {} if output is None else read_stored(output, lambda raw: answer_of(raw["answer"]))
    for probe in probes:
        known = answers.get(probe.id)
        # As it is stored, so that a run that was stopped comes to the same figures.
        answer = known or answer_of(answer_json(assistant.ask(probe.question, exclude=probe.hidden)))
        result = judge(probe, answer, documents)
        if output is not None and known is None:
            append_stored(output, plain_json(result_json(result)))
        yield result


def judge(probe: Probe, answer: Answer, documents: Mapping[str, Document]) -> Result:
    """Compare an answer with the gold; a refusal has neither match nor source."""
    refused = answer.status == "not_in_documents"
    golds = [gold.text for gold in probe.golds]
    given = key_span(answer)
    return Result(
        probe=probe,
        answer=answer,
        exact_match=0.0 if refused else exact_match(given, golds),
        token_f1=0.0 if refused else token_f1(given, golds),
        source_hit=not refused and _source_hit(probe, answer.claims, documents),
        citations=sum(len(claim.citations) for claim in answer.claims),
        verbatim=verbatim_quotes(answer, documents),
    )


def gold_reached(probe: Probe, claims: Sequence[Claim], documents: Mapping[str, Document]) -> bool:
    """Whether the first claim is right enough to be shown: from the gold sentence, or with the gold's words."""
    if not claims:
        return False
    spans = claims[0].answer_spans
    words = spans[0].text if spans else claims[0].text
    matches = token_f1(words, [gold.text for gold in probe.golds]) >= 0.5
    return matches or _source_hit(probe, claims, documents)


def in_gold_sentence(probe: Probe, place: Citation | Evidence, documents: Mapping[str, Document]) -> bool:
    """Whether a place lies in the sentence of a gold answer, or of its translation."""
    return any(_lies_in(place, gold, documents[gold.path]) for gold in (*probe.golds, *probe.translated))


def _source_hit(probe: Probe, claims: Sequence[Claim], documents: Mapping[str, Document]) -> bool:
    citation = next((c for claim in claims for c in claim.citations), None)
    if citation is None:
        return False
    return citation.document in probe.twins or in_gold_sentence(probe, citation, documents)


def _lies_in(citation: Citation | Evidence, gold: GoldSpan, document: Document) -> bool:
    """Whether a citation lies in the sentence of the gold."""
    if citation.document != gold.path:
        return False
    start, end = gold_sentence(gold, sentences(document.text, document.language))
    return start <= citation.start and citation.end <= end


def result_json(result: Result) -> dict[str, Any]:
    """What `--output` keeps of a question, on one line."""
    return {
        "id": result.probe.id,
        "answerable": result.probe.answerable,
        "golds": [gold.text for gold in result.probe.golds],
        "hidden": list(result.probe.hidden),
        "given": key_span(result.answer),
        "em": result.exact_match,
        "f1": result.token_f1,
        "source_hit": result.source_hit,
        "answer": answer_json(result.answer),
    }


def summary(results: Sequence[Result], *, seed: int = 0) -> dict[str, int | Interval]:
    """The figures of `eval answers`, each with its interval by bootstrap over paragraphs."""
    answerable = [result for result in results if result.probe.answerable]
    unanswerable = [result for result in results if not result.probe.answerable]

    def interval(statistic: bootstrap.Statistic, of: Collection[Result]) -> Interval:
        return bootstrap.interval(statistic, [result.probe.homes[0] for result in of], seed=seed)

    def mean(values: list[float], of: Collection[Result]) -> Interval:
        return interval(bootstrap.mean(values), of)

    verbatim = bootstrap.ratio([r.verbatim for r in results], [r.citations for r in results])
    confidence = [r.answer.confidence for r in results]
    return {
        "questions": len(results),
        "em": mean([r.exact_match for r in answerable], answerable),
        "f1": mean([r.token_f1 for r in answerable], answerable),
        "source_hit": mean([r.source_hit for r in answerable], answerable),
        "verbatim_quotes": interval(verbatim, results),
        "false_answers": mean([not r.refused for r in unanswerable], unanswerable),
        "false_refusals": mean([r.refused for r in answerable], answerable),
        "auroc": interval(bootstrap.area_under_roc(confidence, [r.probe.answerable for r in results]), results),
        "seconds": interval(bootstrap.median([r.answer.seconds.total for r in results]), results),
    }
