"""The proposals of a folder: every question that can be made from its sentences, and a choice of them."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from eval.propose.across import in_other_language
from eval.propose.drafts import drafts_of
from eval.propose.types import Draft, Proposal
from eval.propose.unanswerable import Known, twins
from eval.types import FigureGold, Gold, Item, ListGold, Support, TextGold
from index.lemmas import lemma
from index.query_language import Language
from index.segment import sentences
from index.types import Document
from qa.types import AnswerStatus

_CELL = " | "
_LANGUAGES: tuple[Language, ...] = ("de", "en")
_UNANSWERABLE = 0.3
"""The share of a choice that the documents do not answer, as far as there are so many."""


def propose(
    documents: Sequence[Document], *, languages: Sequence[Language], count: int, seed: int
) -> tuple[Proposal, ...]:
    """At most `count` proposals, of every language and kind, in the order of the documents.

    The same documents and seed give the same proposals.
    """
    if count < 1:
        raise ValueError(f"count must be at least 1, not {count}")
    chance = Random(seed)
    known = Known(documents)
    answerable = _across(_merged(_answerable(documents, languages, known)), documents)
    unanswerable = _unanswerable(answerable, known, chance)
    wanted = round(count * _UNANSWERABLE)
    some = _choice(unanswerable, max(wanted, count - len(answerable)), chance)
    chosen = [*_choice(answerable, count - len(some), chance), *some]
    return tuple(sorted(chosen, key=lambda p: (p.document, p.start, not p.item.answerable, p.item.id)))


def _answerable(documents: Sequence[Document], languages: Sequence[Language], known: Known) -> Iterator[Proposal]:
    """Every question of every sentence, in its own language and, where that can be done, in the other."""
    for document in documents:
        language: Language | None = next((own for own in _LANGUAGES if own == document.language), None)
        if language is None:
            continue
        for start, end in _statements(document):
            quote = document.text[start:end]
            for draft in drafts_of(quote, language, document.published):
                for asked in (draft, *in_other_language(draft, known.article)):
                    if asked.language in languages:
                        yield Proposal(_item(asked, document.path, quote), document.path, start, end)


def _across(proposals: Sequence[Proposal], documents: Sequence[Document]) -> list[Proposal]:
    """The proposals, with a tag where every supporting document is in the other language."""
    language = {document.path: document.language for document in documents}
    return [
        proposal
        if any(language[support.document] == proposal.item.language for support in proposal.item.support)
        else replace(proposal, item=replace(proposal.item, tags=(*proposal.item.tags, "cross_language")))
        for proposal in proposals
    ]


def _statements(document: Document) -> Iterator[tuple[int, int]]:
    """The ranges of sentences that head nothing; of a line of a table, those of its cells."""
    for sentence in sentences(document.text, document.language):
        if sentence.heading:
            continue
        start = sentence.start
        for cell in document.text[sentence.start : sentence.end].split(_CELL):
            yield start, start + len(cell)
            start += len(cell) + len(_CELL)


def _item(draft: Draft, path: str, quote: str) -> Item:
    words = " ".join(quote.split())
    return Item(
        id=_id(draft.kind, draft.question, draft.language),
        language=draft.language,
        question=draft.question,
        kind=draft.kind,
        status="answered",
        gold=draft.gold,
        support=(Support(path, words),),
    )


def _id(kind: str, question: str, language: Language) -> str:
    """The same for the same question, whatever else is proposed."""
    return f"{kind}-{hashlib.sha256(question.encode()).hexdigest()[:8]}-{language}"


def _merged(proposals: Iterator[Proposal]) -> list[Proposal]:
    """Each question once: with all sentences that give its answer, or as a conflict with all answers."""
    same: defaultdict[object, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        same[_sense(proposal.item)].append(proposal)
    return [merged for group in same.values() if (merged := _together(group))]


def _sense(item: Item) -> object:
    """Equal for questions in the same words, in whatever tense; who was is not who is."""
    if item.kind == "person":
        return item.question
    return item.language, frozenset(lemma(word.casefold(), item.language) for word in re.findall(r"\w+", item.question))


def _together(group: Sequence[Proposal]) -> Proposal | None:
    """One proposal for all of the same question; None where their answers cannot be put together."""
    group = _most_precise(group)
    golds = list(dict.fromkeys(proposal.item.gold for proposal in group if proposal.item.gold))
    support = tuple(dict.fromkeys(quote for proposal in group for quote in proposal.item.support))
    first = group[0]
    if len(golds) == 1:
        return replace(first, item=replace(first.item, support=support))
    gold = _all(golds, first.item.kind)
    if gold is None:
        return None
    status: AnswerStatus = "answered" if isinstance(gold, TextGold) else "conflicting"
    return replace(first, item=replace(first.item, status=status, gold=gold, support=support))


def _most_precise(group: Sequence[Proposal]) -> Sequence[Proposal]:
    """Only those with the whole date, where others give just the year or month of the same date."""
    dates = [p.item.gold.values[0] if isinstance(p.item.gold, FigureGold) else "" for p in group]
    longest = max(dates, key=len)
    if group[0].item.kind != "date" or not all(longest.startswith(date) for date in dates):
        return group
    return [proposal for proposal, date in zip(group, dates, strict=True) if date == longest]


def _all(golds: Sequence[Gold], kind: str) -> Gold | None:
    """Several answers as one gold: the long forms of an abbreviation, figures or persons that differ."""
    texts = [gold for gold in golds if isinstance(gold, TextGold)]
    figures = [gold for gold in golds if isinstance(gold, FigureGold)]
    if len(texts) == len(golds):
        if kind == "other":
            wordings = sorted({wording for gold in texts for wording in gold.alternatives}, key=lambda w: (len(w), w))
            return TextGold("text", tuple(wordings))
        return ListGold("list", tuple(gold.alternatives for gold in texts))
    if len(figures) == len(golds) and len({(gold.type, gold.currency) for gold in figures}) == 1:
        values = tuple(value for gold in figures for value in gold.values)
        return replace(figures[0], values=values)
    return None


def _unanswerable(answerable: Sequence[Proposal], known: Known, chance: Random) -> list[Proposal]:
    """Each question once that no document answers; at most one from each answerable one."""
    found: dict[str, Proposal] = {}
    for proposal in answerable:
        item = proposal.item
        options = list(twins(item.question, item.language, known, chance))
        if not options:
            continue
        twin = chance.choice(options)
        near = replace(
            item,
            id=_id("near-miss", twin.question, item.language),
            question=twin.question,
            status="not_in_documents",
            gold=None,
            support=(),
            near_miss=twin.near_miss,
            tags=("near_miss",),
        )
        found.setdefault(near.id, replace(proposal, item=near))
    return list(found.values())


def _choice(proposals: Sequence[Proposal], count: int, chance: Random) -> list[Proposal]:
    """At most `count`, taken in turn from every language and kind, and from a sentence again only when all had one."""
    groups: defaultdict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for proposal in chance.sample(list(proposals), len(proposals)):
        groups[proposal.item.language, proposal.item.kind].append(proposal)
    chosen: list[Proposal] = []
    taken: defaultdict[tuple[str, int], int] = defaultdict(int)
    while len(chosen) < min(count, len(proposals)):
        for name in sorted(groups):
            if groups[name] and len(chosen) < count:
                best = min(groups[name], key=lambda proposal: taken[proposal.document, proposal.start])
                groups[name].remove(best)
                taken[best.document, best.start] += 1
                chosen.append(best)
    return chosen
