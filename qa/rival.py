"""Looks for other documents that answer the same question otherwise."""

from collections.abc import Sequence

from qa import conflicts
from qa.claims import quoted
from qa.inquiry import Attempt, Inquiry, finished, judge, write
from qa.occasion import on_another_occasion
from qa.reply import Judged
from qa.subject import lacking
from qa.types import Claim, Evidence

NEW = 4
"""How many sentences are judged only because their figure contradicts the answer; each costs half a second."""

BEHIND = 5.0
"""A sentence whose log-odds of answering are further than this below the answer's is not asked for its figure."""

MAY_ANSWER = -0.6
"""The log-odds from which on a sentence may answer beside the best one; below, only if it counts the same."""

ALIKE = 0.38
"""What a rival with nearly the same count as a trusted answer needs of the threshold: the answer speaks for it.

Half of what the default threshold was when this was set (0.35), and as much of today's (0.45).
"""

ASKED = 4
"""How many sentences are asked what they say instead; each costs as long as an answer."""


def with_rivals(inquiry: Inquiry, first: Attempt) -> tuple[Claim, ...]:
    """The claim, and those that contradict it if other documents answer otherwise, then all as quoted."""
    others = _rivals(inquiry, first)
    claims = [first.claim, *(_others(inquiry, first, others) or _under_another_name(inquiry, first, others))]
    if len(claims) == 1:
        return (first.claim,)
    near, asked = inquiry.near, inquiry.asked
    return conflicts.newest_first([quoted(one, conflicts.cited(one, near), asked) for one in claims])


def _others(inquiry: Inquiry, first: Attempt, others: Sequence[Evidence]) -> list[Claim]:
    """What other documents answer to the same question, each of them otherwise.

    A sentence that lacks something that the question names and the answer's sentence has speaks of something else.
    """
    asked = inquiry.asked
    lacks = lacking(asked, first.judged[0].evidence)
    about_it = [item for item in others if not lacking(asked, item).exceeds(lacks)]
    told: list[Claim] = []
    for one in _judged(inquiry, first, about_it)[:ASKED]:
        if one.evidence.document in {claim.citations[0].document for claim in told}:
            continue
        second = finished(write(inquiry, (one,)))  # alone, since rivals do not compete with each other
        likely = one.answers > MAY_ANSWER or conflicts.counts_the_same(first.claim, second.claim, inquiry.near)
        new = all(conflicts.differ(claim, second.claim, inquiry.near, asked.kind) for claim in told)
        if likely and new and _stands_against(inquiry, first, second):
            told.append(second.claim)
    return told


def _under_another_name(inquiry: Inquiry, first: Attempt, others: Sequence[Evidence]) -> list[Claim]:
    """What another document says that counts nearly as many of something alike, asked with the name it has there."""
    for item in others:
        question = conflicts.asked_by_name(inquiry.asked, first.claim, item, inquiry.near)
        again = inquiry.anew(question) if question else None
        found = [other for other in again.near if _place(other) == _place(item)] if again else []
        if again and found:
            second = finished(write(again, judge(again, found)))
            return [second.claim] if _stands_against(inquiry, first, second) else []
    return []


def _stands_against(inquiry: Inquiry, first: Attempt, second: Attempt) -> bool:
    """Whether what was written is probable enough, and differs."""
    engine, near = inquiry.engine, inquiry.near
    if second.claim.reason or not conflicts.differ(first.claim, second.claim, near, inquiry.asked.kind):
        return False
    needed = engine.threshold * (ALIKE if conflicts.nearly_equal(first.claim, second.claim, near) else 1)
    return second.probability(engine.calibration) >= needed


def _judged(inquiry: Inquiry, first: Attempt, others: Sequence[Evidence]) -> tuple[Judged, ...]:
    """Those of the contradicting sentences that may answer, those that count the same first.

    A few that were not judged yet are now.
    """
    known = {_place(each.evidence): each for each in first.judged}
    old = [known[_place(item)] for item in others if _place(item) in known]
    new = [item for item in others if _place(item) not in known and conflicts.near(first.claim, item, inquiry.near)]
    judged = [*old, *judge(inquiry, new[:NEW])]
    places = [_place(item) for item in others]
    likely = [one for one in judged if _may_answer(inquiry, first, one)]
    if inquiry.asked.kind == "person":  # that another name stands there says nothing yet
        return tuple(sorted(likely, key=Judged.order))
    return tuple(sorted(likely, key=lambda one: places.index(_place(one.evidence))))


def _rivals(inquiry: Inquiry, first: Attempt) -> Sequence[Evidence]:
    """The sentences that contradict the answer and speak of the same occasion."""
    answer = first.judged[0].evidence
    others = conflicts.rivals(first.claim, inquiry.near, inquiry.asked.kind)
    return [item for item in others if not on_another_occasion(inquiry.asked, answer, item)]


def _may_answer(inquiry: Inquiry, first: Attempt, one: Judged) -> bool:
    """Whether it is worth asking what a sentence says: it likely answers, or counts the same."""
    if one.answers < first.judged[0].answers - BEHIND:
        return False
    return one.answers > MAY_ANSWER or conflicts.may_count_the_same(first.claim, one.evidence, inquiry.near)


def _place(item: Evidence) -> tuple[str, int]:
    return item.document, item.start
