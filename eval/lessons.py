"""What tuning and calibration learn from: questions over documents, and what would be right to each of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from eval.answers import Probe, all_probes, choose_probes, gold_reached, in_gold_sentence
from eval.gold_words import gold_key, gold_words
from eval.judge import compare
from eval.near_misses import exchanged_items, exchanged_probes, without_answers
from eval.squad import Paragraph
from eval.support import first_support, quotes_support
from eval.types import Item, Place
from index.types import Document
from qa.parts import split
from qa.types import Claim, Evidence

_OWN = "own: "
"""What the groups of the own sets begin with."""

REPLIED_EVERY = 4
"""Of so many invented programmes one is replied to: a reply takes longer than to read, and has less to learn from."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, asked without the `hidden` documents; `group` is what must not be split between folds.

    `answers` says whether a sentence answers it, None where nobody knows; `right` whether a claim does; `key` which
    words of a sentence that answers are the answer itself, as far as that is known.
    """

    question: str
    group: str
    answerable: bool
    hidden: Sequence[str]
    answers: Callable[[Evidence], bool | None]
    right: Callable[[Claim], bool]
    key: Callable[[Evidence], str | None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Questions over documents; from those of `read_only` only the sentences are learned from, not the replies."""

    documents: Sequence[Document]
    cases: Sequence[Case]
    read_only: Sequence[Case] = ()


def squad_lessons(files: Sequence[Sequence[Paragraph]], *, sample: int, seed: int, chance: Random) -> Iterator[Lesson]:
    """A sample of the first file's questions, half with hidden paragraphs; near misses made from them are read only."""
    texts = [paragraph.document for file in files for paragraph in file]
    every = all_probes(files)
    some = choose_probes(files, sample=sample, seed=seed, unanswerable=0.5)
    answerable = tuple(probe for probe in some if probe.answerable)
    ids = {probe.id for probe in answerable}
    exchanged = [probe for probe in exchanged_probes(every, article, texts, chance) if probe.id in ids]
    yield Lesson(texts, _of_probes(some, texts), _of_probes(exchanged, texts))
    fewer, bare = without_answers(texts, answerable)
    yield Lesson(fewer, (), _of_probes(bare, fewer))


def every_question(files: Sequence[Sequence[Paragraph]]) -> Lesson:
    """All questions of the first file, with nothing hidden."""
    texts = [paragraph.document for file in files for paragraph in file]
    return Lesson(texts, _of_probes(all_probes(files), texts))


def hard_lesson(items: Sequence[Item], documents: Sequence[Document]) -> Lesson:
    """A question set on the same paragraphs, whose ids begin with the article.

    Those tagged `cross_language` are asked without the documents in their own language.
    """
    own = {language: [d.path for d in documents if d.language == language] for language in ("de", "en")}

    def hidden(item: Item) -> Sequence[str]:
        return own[item.language] if "cross_language" in item.tags else ()

    return Lesson(documents, _of_items(items, documents, lambda item: f"{_programme(item)}.txt", hidden))


def own_lesson(items: Sequence[Item], documents: Sequence[Document], chance: Random) -> Lesson:
    """Own question sets, and their sentences once more with something of each question exchanged."""
    exchanged = tuple(exchanged_items(items, chance))
    return Lesson(documents, _of_items(items, documents, _fact), _of_items(exchanged, documents, _fact))


def invented_lesson(items: Sequence[Item], documents: Sequence[Document]) -> Lesson:
    """Questions about several programmes, each asked without the documents of the others; one of four is replied to.

    Ids and paths begin with the programme.
    """
    asked = set(sorted({_programme(item) for item in items})[::REPLIED_EVERY])

    def hidden(item: Item) -> Sequence[str]:
        return [document.path for document in documents if not document.path.startswith(f"{_programme(item)}-")]

    cases, read_only = (
        _of_items([item for item in items if (_programme(item) in asked) is replied], documents, _programme, hidden)
        for replied in (True, False)
    )
    return Lesson(documents, cases, read_only)


def tuned_groups(lessons: Sequence[Lesson]) -> frozenset[str]:
    """The groups that the language model's adapters are taught with, and on which nothing else is fitted.

    Every second article, and the invented programmes that are not replied to; no fact of the own sets.
    """
    groups = {case.group for lesson in lessons for case in lesson.cases}
    only_read = {case.group for lesson in lessons for case in lesson.read_only} - groups
    taught = _every_second(group for group in groups if group.endswith(".txt"))
    return taught | {group for group in only_read if not group.startswith(_OWN)}


def untaught(probes: Sequence[Probe]) -> list[Probe]:
    """Those about articles that the language model's adapters are not taught with."""
    taught = _every_second({article(probe) for probe in probes})
    return [probe for probe in probes if article(probe) not in taught]


def without(lesson: Lesson, groups: Collection[str]) -> Lesson:
    """A lesson without the questions of some groups."""
    cases, read_only = (
        [case for case in some if case.group not in groups] for some in (lesson.cases, lesson.read_only)
    )
    return replace(lesson, cases=cases, read_only=read_only)


def article(probe: Probe) -> str:
    """The article of a question's paragraph, the same in every language: the end of the path."""
    return probe.homes[0].split("-", 2)[-1]


def _every_second(articles: Iterable[str]) -> frozenset[str]:
    return frozenset(sorted(articles)[::2])


def _programme(item: Item) -> str:
    return item.id.split("/")[0]


def _fact(item: Item) -> str:
    """What a question of the own sets is about, the same in both languages."""
    return f"{_OWN}{item.near_miss or item.gold}"


def _of_probes(probes: Sequence[Probe], documents: Sequence[Document]) -> list[Case]:
    """The gold sentence or its translation answers, and a claim from it or with the gold's words."""
    known = {document.path: document for document in documents}

    def case(probe: Probe) -> Case:
        return Case(
            probe.question,
            article(probe),
            probe.answerable,
            probe.hidden,
            lambda sentence: probe.answerable and in_gold_sentence(probe, sentence, known),
            lambda claim: probe.answerable and gold_reached(probe, (claim,), known),
            lambda sentence: gold_words(probe, sentence),
        )

    return [case(probe) for probe in probes]


def _of_items(
    items: Sequence[Item],
    documents: Sequence[Document],
    group: Callable[[Item], str],
    hidden: Callable[[Item], Sequence[str]] = lambda _: (),
) -> list[Case]:
    """A supporting sentence answers, and a claim that quotes one and says what the gold says.

    Left out are those that lean on others, and those asked in parts: no sentence is known to support just one part.
    """
    known = {document.path: document for document in documents}

    def case(item: Item) -> Case:
        return Case(
            item.question,
            group(item),
            item.answerable,
            hidden(item),
            lambda sentence: _answers(item, sentence, known),
            lambda claim: _is_right(item, claim, known),
            lambda sentence: gold_key(item, sentence),
        )

    return [case(item) for item in items if not item.history and len(split(item.question)) == 1]


def _answers(item: Item, sentence: Evidence, documents: Mapping[str, Document]) -> bool | None:
    """Whether a sentence answers.

    Of a question with something exchanged only the sentence that supported it is sure not to answer any more.
    """
    place = Place(sentence.document, sentence.start, sentence.end)
    supports = first_support(item, [place], documents) > 0
    sure = supports or item.answerable or not item.support
    return supports and item.answerable if sure else None


def _is_right(item: Item, claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether a claim quotes a supporting sentence and says what the gold says; of values that differ, one of them."""
    if item.gold is None or not item.answerable or not quotes_support(item, (claim,), documents):
        return False
    verdict = compare(item.gold, claim.text, (claim,), item.language, documents)
    return verdict == "right" or (item.status == "conflicting" and verdict == "incomplete")
