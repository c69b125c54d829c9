"""The parts of an English main clause: an opening phrase, the subject, the verbs, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass

from eval.propose.tokens import COMMA, Token, Tokens, word_set
from index.lemmas import is_english_past

AUXILIARIES = word_set("is are was were has have had will would can could should must may might does do did")
DETERMINERS = word_set(
    """the a an this that these those each every all both its their his her our my no any some another"""
)
PREPOSITIONS = word_set(
    """of in on at by for from to with into over under through about between among across during after before
    within without against towards toward near around until since as per via along"""
)
_PRESENT = word_set(
    """receives covers includes comprises employs pays funds lasts begins ends starts costs connects supports gives
    gets has belongs consists spends takes brings involves runs holds operates owns offers treats serves earns
    links provides contains reaches produces amounts invests"""
)
_ADVERBS = word_set("also now currently then still already only not never together first finally later")
_CUTS = frozenset(("which", "who", "whose", "where", "while", "although", "because", "but", "so", "when", "whereas"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause. `verbs` are an auxiliary with the verbs and adverbs behind it, or one verb of its own."""

    opening: Tokens
    subject: Tokens
    verbs: Tokens
    rest: Tokens


def clauses_of(tokens: Tokens) -> Iterator[Clause]:
    """The first main clause, and a second one that shares its subject; nothing if no verb is found."""
    opening = _opening(tokens)
    body = tokens[len(opening) :]
    if body and body[0].text == COMMA:
        body = body[1:]
    at = _verb_at(body)
    if not at:
        return
    rest = main_part(body[at + 1 :])
    second = next((i for i in range(1, len(rest)) if rest[i - 1].low == "and" and _is_verb(rest, i)), None)
    first_rest = rest[: second - 1] if second else rest
    yield _clause(opening, body[:at], body[at], first_rest)
    if second:
        yield _clause((), body[:at], rest[second], rest[second + 1 :])


def _clause(opening: Tokens, subject: Tokens, verb: Token, rest: Tokens) -> Clause:
    taken = 0
    if verb.low in AUXILIARIES:
        while taken < len(rest) and (rest[taken].low in _ADVERBS | {"be", "been"} or _is_participle(rest[taken])):
            taken += 1
    return Clause(opening, subject, (verb, *rest[:taken]), rest[taken:])


def _is_participle(token: Token) -> bool:
    return token.figure is None and token.low.isalpha() and is_english_past(token.low) and not token.capital


def _opening(tokens: Tokens) -> Tokens:
    """A prepositional phrase before the subject: up to its comma, or of a date alone."""
    if not tokens or tokens[0].low not in PREPOSITIONS:
        return ()
    if len(tokens) > 1 and tokens[1].figure and tokens[1].figure.kind in ("date", "period"):
        end = 3 if len(tokens) > 2 and tokens[2].low in ("onwards", "onward") else 2
        return tokens[:end]
    comma = next((at for at, token in enumerate(tokens) if token.text == COMMA), None)
    return tokens[:comma] if comma is not None and comma <= 8 else ()


def _verb_at(body: Tokens) -> int | None:
    """The place of the first finite verb; None if a comma makes the subject too long to be sure of it."""
    at = 0
    while at < len(body):
        if body[at].text == COMMA:
            closing = next((i for i in range(at + 1, len(body)) if body[i].text == COMMA), None)
            if closing is None or closing - at > 10:
                return None
            at = closing
        elif body[at].low in _CUTS or body[at].low == "that":
            return None
        elif at and _is_verb(body, at):
            return at
        at += 1
    return None


def _is_verb(body: Tokens, at: int) -> bool:
    """Whether a word is a finite verb where it stands: no participle before a noun or a preposition of its own."""
    word, before = body[at], body[at - 1]
    if word.figure or word.capital:
        return False
    if word.low in AUXILIARIES:
        return True
    if before.low in DETERMINERS | PREPOSITIONS or before.low.endswith(("'s", "’s", "ly")):
        return False
    if word.low in _PRESENT:
        return True
    if not is_english_past(word.low):
        return False
    after = body[at + 1] if at + 1 < len(body) else None
    own_past = not word.low.endswith("ed")
    return own_past or after is None or after.low != "by"


def main_part(rest: Tokens) -> Tokens:
    """Up to the clause that a comma or a subordinating word begins; enumerations stay."""
    for at, token in enumerate(rest):
        if token.low in _CUTS:
            return rest[: at - 1 if at and rest[at - 1].text == COMMA else at]
        if token.text == COMMA and not _enumerates(rest, at):
            return rest[:at]
    return rest


def _enumerates(rest: Tokens, comma: int) -> bool:
    """Whether a comma stands between names or nouns, of which an "and" joins the last."""
    end = comma + 1
    while end < len(rest) and (rest[end].capital or rest[end].text == COMMA):
        end += 1
    return end > comma + 1 and end < len(rest) and rest[end].low == "and"
