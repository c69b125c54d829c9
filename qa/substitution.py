"""Whether a claim repeats its quote with another name in the place of one: Frosch for Scholz, Wola for Warsaw."""

import re
from difflib import SequenceMatcher

from index.lexical import is_stop_word, stem
from index.query_language import Language
from qa.figures import find_figures
from qa.types import Evidence

_WORD = re.compile(r"\w[\w-]*")
_POINTS_BACK = re.compile(
    r"(?:der|die|das|den|dem|des|dieser|diese|dieses|diesem|diesen|the|this|these|that)", re.IGNORECASE
)
_COPIED = 0.6
"""A text with this share of its words in the quote's order repeats it; what differs stands in the place of it."""


def substituted(text: str, evidence: Evidence, question: str, language: Language) -> str:
    """The name in the quote whose place another one takes in a text that otherwise repeats it; or nothing.

    "Das NUM" for "Das Netzwerk" is none: what points back may be named, if the question or the context
    names it. Nor is another form of a word, or the letters that stand for a name. A name from elsewhere in
    the quote takes a place if the one that stood there is gone.
    """
    if evidence.language != language:
        return ""
    claimed, quoted = (_words(words, language, evidence.published) for words in (text, evidence.quote))
    claim_stems, quote_stems = ([_stem(word, language) for word in words] for words in (claimed, quoted))
    matcher = SequenceMatcher(None, quote_stems, claim_stems, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _COPIED * len(claimed):
        return ""
    around = {_stem(word, language) for word in _WORD.findall(f"{question} {evidence.context}")}
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag != "replace" or abs((high - low) - (last - first)) > 1:
            continue
        lost, new = _names(quoted[low:high], language), _names(claimed[first:last], language)
        if len(lost) == 1 and _POINTS_BACK.fullmatch(["", *quoted][quoted.index(lost[0], low)]):
            new = [word for word in new if _stem(word, language) not in around]
        if high - low != last - first or any(_stem(word, language) in claim_stems for word in lost):
            new = [word for word in new if _stem(word, language) not in quote_stems]
        if lost and any(not _means_one_of(word, lost, language) for word in new):
            return " ".join(lost)
    return ""


def _stem(word: str, language: Language) -> str:
    return stem(word.casefold(), language)


def _words(text: str, language: Language, published: str | None) -> list[str]:
    """The words of a text outside of its figures."""
    for figure in reversed(find_figures(text, language, published)):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return _WORD.findall(text)


def _names(words: list[str], language: Language) -> list[str]:
    return [word for word in words if word[0].isupper() and len(word) > 1 and not is_stop_word(word, language)]


def _means_one_of(word: str, names: list[str], language: Language) -> bool:
    """Whether a word is one of the names inflected, a part of it, or the initials of one or all."""
    return any(_same_thing(word, name, language) for name in [*names, " ".join(names)])


def _same_thing(one: str, other: str, language: Language) -> bool:
    a, b = _stem(one, language), _stem(other, language)
    if min(len(a), len(b)) > 4 and (a in b or b in a):
        return True
    pairs = ((one, other), (other, one))
    return any(short.isupper() and _abbreviates(short.casefold(), long.casefold()) for short, long in pairs)


def _abbreviates(letters: str, name: str) -> bool:
    rest = iter(name)
    return name.startswith(letters[0]) and all(letter in rest for letter in letters)
