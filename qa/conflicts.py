"""Finds where documents give another figure for the same question, and says so with dates."""

from collections.abc import Mapping, Sequence, Set
from datetime import date

import babel.dates

from index.query_language import Language
from qa.figures import find_figures, format_figure
from qa.key import Key, key_of
from qa.ordinals import ordinals
from qa.question import Asked, Kind
from qa.same_count import Counted, are_kin, asked_of, count_alike, counted_by
from qa.texts import text
from qa.types import Claim, Evidence, Figure

NEAR = 0.12
"""A sentence whose score is further than this below the answer's does not speak of the same thing: of those that
answer otherwise 85 % are nearer, of the others 41 % (own, practice and training set)."""

NEARLY = 1.1
"""How far apart two counts may be that are taken for two states of one thing."""


def rivals(claim: Claim, evidence: Sequence[Evidence], kind: Kind) -> tuple[Evidence, ...]:
    """The sentences of other documents that hold a figure or a name which the claim's key excludes.

    Those whose figure counts the same come first (36 sites, 37 sites), the nearest of them before the others.
    """
    source = cited(claim, evidence)
    key = key_of(claim, source, kind)
    own = _counted(claim, evidence)
    found = [
        (not any(count_alike(own, counted_by(item, other)) for other in key.contradicting(item)), at, item)
        for at, item in enumerate(evidence)
        if item.document != source.document and key.excluded_in(item)
    ]
    return tuple(item for _, _, item in sorted(found, key=lambda each: each[:2]))


def near(claim: Claim, item: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence ranks so closely behind the claim's that it may speak of the same thing."""
    return item.score >= cited(claim, evidence).score - NEAR


def counts_the_same(one: Claim, other: Claim, evidence: Sequence[Evidence]) -> bool:
    """Whether two claims count the same thing: 36 sites, 37 Standorte, or nearly as many of some other name."""
    return count_alike(_counted(one, evidence), _counted(other, evidence)) or nearly_equal(one, other, evidence)


def may_count_the_same(claim: Claim, item: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence holds a figure that contradicts the claim's and counts the same thing, or nearly as many."""
    key, own = _key(claim, evidence), _counted(claim, evidence)
    return any(
        count_alike(own, counted_by(item, other)) or (key.figure is not None and _close(key.figure, other))
        for other in key.contradicting(item)
    )


def asked_by_name(asked: Asked, claim: Claim, item: Evidence, evidence: Sequence[Evidence]) -> str | None:
    """The question by the name that a sentence has for what is counted, if it counts nearly as many of something alike.

    None if it doesn't, or has the name that the question has.
    """
    key, own = _key(claim, evidence), _counted(claim, evidence)
    for other in key.contradicting(item):
        theirs = counted_by(item, other)
        if own and theirs and key.figure and _close(key.figure, other) and are_kin(own, theirs):
            return asked_of(asked, theirs)
    return None


def nearly_equal(one: Claim, other: Claim, evidence: Sequence[Evidence]) -> bool:
    """Whether the key figures are counts so close that they may be two states of one thing."""
    first, second = (_key(claim, evidence).figure for claim in (one, other))
    return first is not None and second is not None and _close(first, second)


def _close(one: Figure, other: Figure) -> bool:
    values = [float(figure.value) for figure in (one, other) if figure.kind == "count" and "/" not in figure.value]
    return len(values) == 2 and max(values) <= NEARLY * min(values)


def cited(claim: Claim, evidence: Sequence[Evidence]) -> Evidence:
    """The sentence that a claim rests on. Raises StopIteration if it is not among these."""
    first = claim.citations[0]
    return next(e for e in evidence if (e.document, e.start) == (first.document, first.start))


def _key(claim: Claim, evidence: Sequence[Evidence], kind: Kind = "other") -> Key:
    return key_of(claim, cited(claim, evidence), kind)


def _counted(claim: Claim, evidence: Sequence[Evidence]) -> Counted | None:
    """What a claim's key figure counts."""
    figure, source = _key(claim, evidence).figure, cited(claim, evidence)
    return counted_by(source, figure, claim.answer_spans[0].start - source.start) if figure else None


def differ(first: Claim, second: Claim, evidence: Sequence[Evidence], kind: Kind) -> bool:
    """Whether the keys of two claims exclude each other, of the same thing.

    Sentences that name different periods ("2018 bis 2022", "2023 bis 2026") or different ordinal numbers
    ("first period", "second period") do not speak of the same thing.
    """
    one, other = _key(first, evidence, kind), _key(second, evidence, kind)
    if not one.excludes(other):
        return False
    dated = one.figure is not None and one.figure.kind in ("date", "period")
    if not dated and _apart(_periods(first), _periods(second)):
        return False
    return not _apart(ordinals(first.citations[0].quote), ordinals(second.citations[0].quote))


def _periods(claim: Claim) -> frozenset[str]:
    figures = find_figures(claim.citations[0].quote, None)
    return frozenset(figure.value for figure in figures if figure.kind == "period")


def _apart(one: Set[object], other: Set[object]) -> bool:
    """Whether both say something and share nothing of it."""
    return bool(one and other) and not one & other


def newest_first(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims by the date of their document, the undated last."""
    return tuple(sorted(claims, key=lambda claim: claim.citations[0].published or "", reverse=True))


def sentence(
    claims: Sequence[Claim], evidence: Sequence[Evidence], language: Language, mentioned: Mapping[str, str | None]
) -> str:
    """One sentence with every value and the date of its document, in the order given.

    `mentioned` has, by the path of an undated document, the latest day that it names.
    """
    values = [f"{_value(claim, evidence, language)} ({_date(claim, language, mentioned)})" for claim in claims]
    return text("conflict", language, values=", ".join(values))


def _value(claim: Claim, evidence: Sequence[Evidence], language: Language) -> str:
    figure = _key(claim, evidence).figure
    words = claim.answer_spans[0].text
    return words if figure is None or figure.kind == "reference" else format_figure(figure, language)


def _date(claim: Claim, language: Language, mentioned: Mapping[str, str | None]) -> str:
    published, day = claim.citations[0].published, mentioned.get(claim.citations[0].document)
    if published:
        return localised_date(published, language)
    return text("undated_mentions", language, date=localised_date(day, language)) if day else text("undated", language)


def localised_date(published: str, language: Language) -> str:
    """An ISO date of any precision as people write it: 2026, Februar 2026, 19. Februar 2026."""
    parts = [int(part) for part in published.split("-")]
    pattern = {1: "yyyy", 2: "LLLL yyyy", 3: "d. MMMM yyyy" if language == "de" else "d MMMM yyyy"}[len(parts)]
    year, month, day = (*parts, 1, 1)[:3]
    return babel.dates.format_date(date(year, month, day), pattern, locale=language)
