"""Questions from German sentences: the asked part moves before the verb, and nothing else changes its place.

German main clauses have their verb second, so that a question with a question word needs no other form of it.
"""

import re
from collections.abc import Iterator

from eval.propose.asking import figure_gold
from eval.propose.german_clause import (
    ADVERBS,
    DETERMINERS,
    PREPOSITIONS,
    REFLEXIVES,
    Clause,
    clauses_of,
    is_participle,
    noun_phrase_end,
)
from eval.propose.german_phrases import asked_phrase
from eval.propose.tokens import Token, Tokens, spoken, word_set
from eval.propose.types import Draft
from index.lemmas import lemma

_BEGIN_OR_END = word_set(
    """beginnen starten enden auslaufen laufen eröffnen stattfinden öffnen schließen erscheinen folgen"""
)
_SINCE = re.compile(r" (?:jüngst|nun|inzwischen|mittlerweile|bereits)\b")
_STRONG_PAST = ("hielt", "trat", "tat", "bat", "riet", "ritt", "schritt", "stritt", "lud", "bot")
_UNDATED = frozenset(("gilt", "galt", "heißt", "hieß"))
_AIM = re.compile(
    r" (?:mit dem Ziel|mit der Aufgabe|als Teil|als Reaktion)\b[^,?]*?"
    r"(?P<verb> (?:ge|be|ver|er|ent)\w+(?:t|en))?(?:, [^?]*)?(?=\?)"
)
"""A purpose that a question about a time need not tell again, up to the participle that ends the clause."""

_AND = frozenset(("und", "oder", "sowie", ","))


def german_questions(tokens: Tokens) -> Iterator[Draft]:
    """Questions about the figures of a part of a German sentence; none where its clauses are not understood."""
    for clause in clauses_of(tokens):
        for in_prefield, part in ((True, clause.prefield), (False, clause.rest)):
            for at, token in enumerate(part):
                gold = figure_gold(token.figure, token.text, "de") if token.figure else None
                question = _question(clause, part, at, in_prefield=in_prefield)
                if gold and question and token.figure:
                    yield Draft("de", _SINCE.sub("", question), token.figure.kind.replace("duration", "period"), gold)


def _question(clause: Clause, part: Tokens, at: int, *, in_prefield: bool) -> str:
    """The clause as a question about its figure at `part[at]`; empty where that would be none."""
    phrase = asked_phrase(clause, part, at)
    if phrase is None:
        return ""
    before, after = part[: phrase.start], part[phrase.end :]
    if (before and before[-1].low in _AND) or (after and after[0].low in _AND):
        return ""
    if phrase.time and not _happens(clause, phrase.word):
        return ""
    if in_prefield:
        question = ask(phrase.word, clause.verb, (), clause.rest) if _all_adverbs((*before, *after)) else ""
    elif phrase.time and not _modifies_verb(part, phrase.start):
        question = ""
    else:
        question = ask(phrase.word, clause.verb, clause.prefield, (*before, *after))
    return _AIM.sub(lambda match: match["verb"] or "", question) if phrase.time else question


def ask(word: str, verb: Token, prefield: Tokens, rest: Tokens) -> str:
    """The question word, the verb, what stood before it, and the rest."""
    if len(prefield) == 1 and is_participle(prefield[0].low):
        return f"{spoken((Token(word), verb, *rest, Token(prefield[0].low)))}?"
    front = 0
    while front < len(rest) and rest[front].low in REFLEXIVES:
        front += 1
    if prefield and prefield[0].low in PREPOSITIONS | ADVERBS:
        front = noun_phrase_end(rest, front)
    return f"{spoken((Token(word), verb, *rest[:front], *inside(prefield), *rest[front:]))}?"


def inside(words: Tokens) -> Tokens:
    """The words before the verb as they are written inside of a sentence."""
    if not words:
        return ()
    first = words[0]
    base = lemma(first.low, "de")
    adjective = len(words) > 1 and words[1].capital and base.islower() and first.low.endswith(("e", "er", "es", "en"))
    if adjective or first.low in DETERMINERS | PREPOSITIONS | ADVERBS:
        return (Token(first.low), *words[1:])
    return words


def _all_adverbs(words: Tokens) -> bool:
    return all(token.low in ADVERBS for token in words)


def _happens(clause: Clause, word: str) -> bool:
    """Whether the verb tells an event, so that "when" asks for its date and not for the date of a statement."""
    verb = clause.verb.low
    base = lemma(verb, "de")
    if verb in _UNDATED:
        return False
    present = verb in ("ist", "sind", "hat", "haben", base) or (
        verb.endswith("t") and not verb.endswith(_STRONG_PAST) and verb != "wird"
    )
    if verb in ("ist", "sind", "hat", "haben") and clause.rest:
        last = (*clause.prefield, *clause.rest) if len(clause.prefield) == 1 else clause.rest
        present = not any(is_participle(token.low) for token in last)
    return not present or word != "Wann" or base in _BEGIN_OR_END or verb.startswith(("soll", "werden"))


def _modifies_verb(rest: Tokens, start: int) -> bool:
    """Whether a time phrase stands where it belongs to the verb: behind it, adverbs, or the subject alone."""
    at = 0
    while at < start and (rest[at].low in REFLEXIVES or rest[at].low in ADVERBS):
        at += 1
    return at == start or noun_phrase_end(rest, at) == start
