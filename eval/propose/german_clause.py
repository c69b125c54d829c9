"""The parts of a German main clause: what stands before its finite verb, the verb, and what follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from eval.propose.tokens import COMMA, Token, Tokens, lows, word_set
from index.lemmas import is_german_verb

DETERMINERS = word_set(
    """der die das den dem des ein eine einen einem einer eines jede jeder jedes jeden jedem alle aller allen
    mehrere mehrerer mehreren einige einiger einigen viele vieler vielen sein seine seinen seinem seiner seines
    ihr ihre ihren ihrem ihrer ihres kein keine keinen"""
)
PREPOSITIONS = word_set(
    """in im am an auf aus bei beim mit von vom zu zum zur für durch über um unter nach seit bis ab vor während
    wegen trotz gegen ohne zwischen neben laut gemäß innerhalb außerhalb aufgrund dank statt hinter ins ans"""
)
ADVERBS = word_set(
    """inzwischen zuletzt bereits schon erst noch nur auch rund etwa insgesamt zusammen bisher bislang künftig
    zunächst anfangs damals jetzt heute später zudem außerdem jüngst zusätzlich ebenfalls weiterhin dann allein
    mittlerweile derzeit aktuell ursprünglich offiziell endgültig schließlich gemeinsam knapp gut fast mehr als
    weniger mindestens höchstens nun wieder erstmals ungefähr circa"""
)
AUXILIARIES = word_set(
    """wurde wurden wird werden ist sind war waren hat haben hatte hatten soll sollen sollte sollten kann können
    konnte konnten muss müssen musste mussten darf dürfen will wollen wollte wollten"""
)
REFLEXIVES = frozenset(("sich", "es", "er", "sie"))
_AND = frozenset(("und", "oder", "sowie"))
_GENITIVE = frozenset(("der", "des", "eines", "einer", "von", "für", "–"))
_LEADS_ON = re.compile(r"(?:zu \w+en|\w{2,}zu\w+en)$")
_PARTICIPLE = re.compile(r"(?:ge|\w+ge|be|ver|er|ent|zer|unter|über|wieder)\w+(?:t|en)$|\w+iert$")
_INFINITIVE = re.compile(r"\w+(?:en|ern|eln)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause; with verb and prefield exchanged it would be a question."""

    prefield: Tokens
    verb: Token
    rest: Tokens


def clauses_of(tokens: Tokens) -> Iterator[Clause]:
    """The first main clause, and a second one that shares its subject ("begann 2020 und endete 2021").

    Nothing if the verb is not found, or what belongs to it is not whole.
    """
    at = _verb_at(tokens)
    if not at:
        return
    prefield, rest = tokens[:at], _before_clauses(tokens[at + 1 :])
    second = _second_verb(rest)
    yield from _whole(Clause(prefield, tokens[at], rest[: second - 1] if second else rest))
    if second and prefield[0].low not in PREPOSITIONS | ADVERBS and not prefield[0].figure:
        yield from _whole(Clause(prefield, rest[second], rest[second + 1 :]))


def _whole(clause: Clause) -> Iterator[Clause]:
    if clause.verb.low not in AUXILIARIES or _ends_bracket(clause.rest, clause.verb, clause.prefield):
        yield clause


def noun_phrase_end(tokens: Sequence[Token], start: int) -> int:
    """Where the noun phrase from `start` ends, with its genitives and what is joined by "und"; `start` if none."""
    at = start
    while at < len(tokens) and not tokens[at].capital and _may_precede_noun(tokens[at]):
        at += 1
    nouns = sum(1 for _ in takewhile(lambda token: token.capital, tokens[at:]))
    if not nouns:
        return start
    at += nouns
    if at < len(tokens) and tokens[at].low in _GENITIVE | _AND:
        further = noun_phrase_end(tokens, at + 1)
        return further if further > at + 1 else at
    return at


def is_participle(word: str) -> bool:
    """Whether a word in small letters looks like a past participle."""
    return bool(_PARTICIPLE.fullmatch(word))


def _may_precede_noun(token: Token) -> bool:
    if token.figure:
        return token.figure.kind == "count"
    if token.low in DETERMINERS | ADVERBS:
        return True
    return token.low not in PREPOSITIONS | _AND | AUXILIARIES | REFLEXIVES and token.low.endswith(
        ("e", "en", "er", "es", "em")
    )


def _verb_at(tokens: Tokens) -> int | None:
    """The place of the finite verb: the first that is not part of a noun phrase still waiting for its noun."""
    waiting = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.low in AUXILIARIES and at:
            return at
        if token.text == COMMA:
            closing = next((i for i in range(at + 1, len(tokens)) if tokens[i].text == COMMA), None)
            if closing is None:
                return None
            at, waiting = closing, False
        elif token.figure:
            waiting = token.figure.kind == "count"
        elif token.low == "an" and at and tokens[at - 1].figure:
            waiting = False
        elif token.low in DETERMINERS | PREPOSITIONS | _AND:
            waiting = True
        elif token.capital:
            waiting = False
        elif at and not waiting and token.low not in ADVERBS and is_german_verb(token.low):
            return at
        at += 1
    return None


def _before_clauses(rest: Tokens) -> Tokens:
    """Without subordinate clauses, but with enumerations and an infinitive that completes the verb."""
    comma = next((at for at, token in enumerate(rest) if token.text == COMMA and not _enumerates(rest, at)), None)
    if comma is None:
        return rest
    words = " ".join(lows(rest[comma + 1 :]))
    completes = _LEADS_ON.search(words) and COMMA not in words
    return rest if completes and rest[comma + 1].low not in ("um", "ohne", "statt") else rest[:comma]


def _enumerates(rest: Tokens, comma: int) -> bool:
    """Whether a comma stands between nouns, of which an "und" joins the last."""
    if not comma or not rest[comma - 1].capital:
        return False
    end = comma + 1
    while end < len(rest) and (rest[end].capital or rest[end].text == COMMA):
        end += 1
    return end > comma + 1 and end < len(rest) and rest[end].low in _AND


def _second_verb(rest: Tokens) -> int | None:
    """The place of a further finite verb that "und" joins."""
    return next(
        (
            at
            for at in range(1, len(rest))
            if rest[at - 1].low in _AND and not rest[at].capital and _is_finite(rest[at])
        ),
        None,
    )


def _is_finite(token: Token) -> bool:
    if token.figure or token.low in DETERMINERS | PREPOSITIONS | ADVERBS:
        return False
    return token.low in AUXILIARIES or (token.low.endswith(("t", "te", "ten")) and is_german_verb(token.low))


def _ends_bracket(rest: Tokens, verb: Token, prefield: Tokens) -> bool:
    """Whether an auxiliary has its participle, infinitive or predicate in the clause."""
    if len(prefield) == 1 and is_participle(prefield[0].low):
        return True
    if verb.low in ("ist", "sind", "war", "waren"):
        return bool(rest)
    before_comma = list(takewhile(lambda token: token.text != COMMA, rest))
    if not before_comma:
        return False
    last = before_comma[-1]
    if last.figure or last.capital:
        return verb.low in ("hat", "haben", "hatte", "hatten") and not last.figure
    return is_participle(last.low) or bool(_INFINITIVE.fullmatch(last.low))
