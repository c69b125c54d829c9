"""Questions from English sentences: the asked part moves to the front, and the verb gets its auxiliary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.propose.asking import figure_gold
from eval.propose.english_clause import AUXILIARIES, DETERMINERS, PREPOSITIONS, Clause, clauses_of, main_part
from eval.propose.tokens import Token, Tokens, lows, spoken, word_set
from eval.propose.types import Draft
from index.lemmas import is_english_past, lemma
from qa.types import Figure

_WHEN = {
    "on": "When", "in": "When", "at": "When", "": "When",
    "since": "Since when", "from": "From when", "until": "Until when", "till": "Until when", "by": "By when",
}  # fmt: skip
_TIME_WORDS = word_set("""the year years month autumn spring summer winter end beginning early late mid of start""")
_BOUNDS = word_set("""around about over some nearly almost at least most up to than more less roughly total only all""")
_MEASURES = re.compile(r"\b(?:amount|come|came|add|rise|rose|grow|grew)\b")
_HAVE = ("have", "has", "had")
_TOTAL = re.compile(r" (?:in all|in total|altogether|overall)(?=\?)")
_AIM = re.compile(r" (?:to (?!be\b)[a-z]+|in order|with the aim|in response|as part|as an?)\b.*(?=\?)")


@dataclass(frozen=True, slots=True)
class _Phrase:
    start: int
    end: int
    word: str
    time: bool = False


def english_questions(tokens: Tokens) -> Iterator[Draft]:
    """Questions about the figures of a part of an English sentence; none where its clauses are not understood."""
    yield from _counted_subject(tokens)
    for clause in clauses_of(tokens):
        for part in (clause.opening, clause.subject, clause.rest):
            for at, token in enumerate(part):
                gold = figure_gold(token.figure, token.text, "en") if token.figure else None
                question = _question(clause, part, at)
                if gold and question and token.figure:
                    yield Draft("en", _TOTAL.sub("", question), token.figure.kind.replace("duration", "period"), gold)


def _counted_subject(tokens: Tokens) -> Iterator[Draft]:
    """ "Ten hospitals belong to it": the number gives way to "How many", whatever the verb is."""
    at = next((i for i, token in enumerate(tokens) if token.low not in _BOUNDS), 0)
    figure = tokens[at].figure if tokens else None
    rest = main_part(tokens[at + 1 :])
    if figure and figure.kind == "count" and len(rest) >= 4 and "and" not in lows(rest):
        gold = figure_gold(figure, tokens[at].text, "en")
        if gold:
            yield Draft("en", f"How many {spoken(rest)}?", "count", gold)


def _question(clause: Clause, part: Tokens, at: int) -> str:
    """The clause as a question about its figure at `part[at]`; empty where that would be none."""
    phrase = _phrase(part, at)
    if phrase is None:
        return ""
    before, after = part[: phrase.start], part[phrase.end :]
    if _joined(before, after) or (not phrase.time and "and" in lows(before)):
        return ""
    opening = (Token(clause.opening[0].low), *clause.opening[1:]) if clause.opening else ()
    if part is clause.subject:
        return _about_subject(clause, phrase, before, (*clause.rest, *opening), after)
    if part is clause.opening:
        rest, fits = clause.rest, phrase.time and not before and not after
    else:
        rest, fits = (*before, *after, *opening), not phrase.time or _modifies_verb(before, phrase.word)
    question = f"{_fronted(phrase.word, clause, rest)}?" if fits else ""
    purpose = phrase.time and clause.rest and clause.rest[0].low != "to"
    return _trimmed(question) if purpose else question


def _about_subject(clause: Clause, phrase: _Phrase, before: Tokens, rest: Tokens, after: Tokens) -> str:
    """The subject's figure asked for: no auxiliary is needed. Counts have a rule of their own."""
    if phrase.time or before or phrase.word.startswith("How many"):
        return ""
    return f"{spoken((Token(phrase.word), *after, *clause.verbs, *rest))}?"


def _joined(before: Tokens, after: Tokens) -> bool:
    """Whether a phrase is one of several that "and" or a comma joins."""
    return bool((before and before[-1].low in ("and", "or", ",")) or (after and after[0].low in ("and", "or")))


def _trimmed(question: str) -> str:
    """A question about a time without the purpose that the sentence goes on to tell."""
    short = _AIM.sub("", question)
    return short if len(short.split()) >= 5 else question


def _modifies_verb(before: Tokens, word: str) -> bool:
    """Whether a time phrase belongs to the verb: at most a short object stands before it, unless it is "since"."""
    return word in ("Since when", "Until when") or (
        len(before) <= 4 and not any(token.low in ("of", "from", "to", "between") for token in before)
    )


def _fronted(word: str, clause: Clause, rest: Tokens) -> str:
    """The question word, an auxiliary, the subject, and the rest with the verb in its plain form."""
    first = clause.subject[0]
    subject = clause.subject
    if first.low in DETERMINERS | PREPOSITIONS or (_common(first)):
        subject = (Token(first.low), *subject[1:])
    if clause.verbs[0].low in AUXILIARIES and (len(clause.verbs) > 1 or clause.verbs[0].low not in _HAVE):
        return spoken((Token(word), clause.verbs[0], *subject, *clause.verbs[1:], *rest))
    verb = clause.verbs[0].low
    support = "did" if is_english_past(verb) else "does" if verb.endswith("s") else "do"
    return spoken((Token(word), Token(support), *subject, Token(lemma(verb, "en")), *rest))


def _common(word: Token) -> bool:
    """Whether a capital at the start of a sentence is due to its place."""
    return word.figure is not None or word.low in ("most", "many", "several")


def _phrase(part: Tokens, at: int) -> _Phrase | None:
    """The phrase around the figure `part[at]`, and what asks for it; None where nothing can."""
    figure = part[at].figure
    if figure is None:
        return None
    match figure.kind:
        case "date" | "period":
            return _time(part, at, figure)
        case "count":
            return _counted(part, at)
    return _measure(part, at, figure)


def _time(part: Tokens, at: int, figure: Figure) -> _Phrase | None:
    start = at
    while start and part[start - 1].low in _TIME_WORDS:
        start -= 1
    preposition = ""
    if start and part[start - 1].low in PREPOSITIONS | {"since", "until", "till"}:
        start -= 1
        preposition = part[start].low
    end = at + 1
    if end < len(part) and part[end].low in ("onwards", "onward", "on") and preposition == "from":
        return _Phrase(start, end + 1, "From when", time=True)
    if figure.kind == "period":
        ranged = preposition in ("from", "between", "") or part[at].low.startswith(("from", "between"))
        return _Phrase(start, end, "From when to when", time=True) if ranged and preposition else None
    word = _WHEN.get(preposition, "")
    return _Phrase(start, end, word, time=True) if word and preposition != "" else None


def _counted(part: Tokens, at: int) -> _Phrase | None:
    """A counted noun: "How many" and the words up to the next preposition or mark."""
    start, end = _with_bounds(part, at), at + 1
    while end < len(part) and _belongs_to_noun(part[end]):
        end += 1
    if end == at + 1 or not part[end - 1].low.endswith(("s", "ia", "people", "ren")):
        return None
    noun = spoken(part[at + 1 : end])
    if start < at and part[start].low == "over":
        return None
    before = part[start - 1].low if start else ""
    if before in PREPOSITIONS - {"of", "by"}:
        return _Phrase(start - 1, end, f"{before.capitalize()} how many {noun}")
    return None if before in DETERMINERS | PREPOSITIONS else _Phrase(start, end, f"How many {noun}")


def _belongs_to_noun(token: Token) -> bool:
    ends = DETERMINERS | PREPOSITIONS | AUXILIARIES | {"and", "or", ",", "that", "who", "which", "together", "to"}
    return token.figure is None and token.low not in ends


def _measure(part: Tokens, at: int, figure: Figure) -> _Phrase | None:
    """An amount, a share or a duration."""
    start, end = _with_bounds(part, at), at + 1
    before = part[start - 1].low if start else ""
    if figure.kind == "duration":
        after = part[end].low if end < len(part) else ""
        if before in PREPOSITIONS - {"for"} | DETERMINERS or after in ("ago", "before", "later", "old", "after"):
            return None
        return _Phrase(start - (before == "for"), end, "For how long" if before == "for" else "How long")
    if figure.kind == "percentage":
        asked = "What percentage"
    elif figure.kind == "amount":
        asked = "How much money"
    else:
        return None
    if before == "to":
        return _Phrase(start, end, "How much") if _MEASURES.search(spoken(part)) else None
    if before == "with":
        return _Phrase(start - 1, end, f"With {asked[0].lower()}{asked[1:]}")
    return None if before in PREPOSITIONS | DETERMINERS | {"each"} else _Phrase(start, end, asked)


def _with_bounds(part: Tokens, at: int) -> int:
    """The start of a figure with "around", "a total of" and the like before it."""
    start = at
    if start >= 3 and [token.low for token in part[start - 3 : start]] == ["a", "total", "of"]:
        return start - 3
    while start and part[start - 1].low in _BOUNDS - ({"to"} if part[start - 2].low != "up" else set()):
        start -= 1
    return start
