"""What could be asked instead of a refused question, made from its own words and from the nearest sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.lexical import is_stop_word, stem
from index.query_language import Language
from index.types import Document

if TYPE_CHECKING:
    from eval.propose.types import Draft

LANGUAGES: tuple[Language, ...] = ("de", "en")
OFFERED = 2

PASSAGES = 5
"""How much is looked through where the sentences found give no question."""

Statement = tuple[Document, str]
"""A sentence, and the document that it stands in."""

_WORD = re.compile(r"[^\W_][\w’&-]*")
_SHORTEST = 3
_FEWEST = 4
"""Words that a shortened question still needs to ask for something."""

_PREPOSITION = (
    r"(?:ab|am|an|aus|bei|beim|bis|durch|für|im|in|laut|mit|nach|seit|über|um|unter|vom|von|vor|während|zu|zum|zur|zwischen"
    r"|about|after|at|before|between|by|during|for|from|in|of|on|since|to|until|with)"
)
_FROM = r"(?:von|vom|zwischen|from|between)\s+(?:[\w.]+\s+){1,3}(?:bis|und|to|and|until)"


def questions_instead(
    question: str, language: Language, missing: Sequence[str], found: Iterable[Statement]
) -> tuple[str, ...]:
    """A few questions: the same without what no document mentions, then such as the sentences found answer.

    A sentence that was found may be about something else, so a question from it has a name in common at least.
    """
    shortened = without(question, missing) if missing else ""
    offers = dict.fromkeys(filter(None, (shortened, *_answered_by(found, question, language))))
    return tuple(offer for offer in offers if offer != question)[:OFFERED]


def without(question: str, missing: Sequence[str]) -> str:
    """The question without the phrases ("im Jahr 2031", "at the DFG") that name the words; "" if one remains."""
    shorter = question
    for word in reversed(missing):  # with the year goes "im Jahr"
        shorter = _phrase(word).sub("", shorter, count=1)
        if re.search(rf"\b{re.escape(word)}\b", shorter):
            return ""
    return shorter if len(_WORD.findall(shorter)) >= _FEWEST and _names_something(shorter) else ""


def _phrase(word: str) -> re.Pattern[str]:
    """A preposition and the few words up to this one; a name must end the phrase, a year does by itself."""
    ends = r"" if word.isdigit() else rf"(?=\s*[?.,!]|\s*$|\s+{_PREPOSITION}\b)"
    between = rf"(?:(?!{_PREPOSITION}\b)[\w.-]+\s+){{0,3}}?"
    return re.compile(rf"\s+(?:{_FROM}|{_PREPOSITION})\s+{between}{re.escape(word)}\b{ends}")


def _names_something(question: str) -> bool:
    return any(not word[0].islower() for word in _WORD.findall(question)[1:])


def _answered_by(found: Iterable[Statement], question: str, language: Language) -> Iterator[str]:
    """Questions in a language that sentences answer, those first that share most words with the one asked."""
    asked, named = set(_stems(question, language)), set(_stems(question, language, named=True))

    def about_it(text: str) -> bool:
        return not named.isdisjoint(_stems(text, language))

    def shared(text: str) -> int:
        return len(asked.intersection(_stems(text, language)))

    drafts = [
        draft for document, sentence in found if about_it(sentence)
        for draft in _drafts(document, sentence, language) if about_it(draft.question)
    ]  # fmt: skip
    # What an abbreviation stands for is seldom what was meant.
    ordered = sorted(drafts, key=lambda draft: (draft.kind == "other", -shared(draft.question)))
    return (draft.question for draft in ordered)


def _drafts(document: Document, sentence: str, language: Language) -> Iterator["Draft"]:
    """The questions of a sentence that can be put in a language."""
    from eval.propose.across import in_other_language  # noqa: PLC0415 - as below
    from eval.propose.drafts import drafts_of  # noqa: PLC0415 - the page does not wait for the dictionaries

    own = next((known for known in LANGUAGES if known == document.language), None)
    for draft in drafts_of(sentence, own, document.published) if own else ():
        if own == language:
            yield draft
        else:
            yield from in_other_language(draft, lambda _: "")


def _stems(text: str, language: Language, *, named: bool = False) -> Iterator[str]:
    """The words that tell what a text is about, without their endings; only names, nouns and years if `named`."""
    words = _WORD.findall(text)
    telling = (word for word in words if len(word) >= _SHORTEST and not is_stop_word(word, language))
    return (stem(word, language) for word in telling if not (named and word[0].islower()))
