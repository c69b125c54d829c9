"""What abbreviations stand for, as documents define them: "Netzwerk Universitätsmedizin (NUM)".

The method is that of Schwartz and Hearst: A simple algorithm for identifying abbreviation definitions in
biomedical text, 2003.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

_DEFINED = re.compile(r"(?P<before>[^().;:\n]+)\s\((?P<short>[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*)\)")
_JOINED = r"(?:(?:of|for|and|in|on)\s+(?:the\s+)?)?"
_NAMED = re.compile(
    rf"\b(?!The\s|[\w-]+['’]s?\s)(?P<name>[A-Z][\w'’-]*(?:\s+{_JOINED}[A-Z][\w'’-]*)+)\s\((?P<short>[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*)\)"
)
"""An English name, each word with a capital, before an abbreviation."""
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{4})(?:e[mnrs]?|[ns])$")
_ENDINGS = r"(?:e[mnrs]?|[ns])?"
_SPACE = r"\s+"
_LONGEST = 8
"""Letters of an abbreviation."""


def definitions(texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The long forms of each abbreviation, in order of appearance; one defined in two languages has both."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for match in _DEFINED.finditer(text):
            form = long_form(match["short"], match["before"])
            if form and form not in found.setdefault(match["short"], []):
                found[match["short"]].append(form)
    return {short: tuple(forms) for short, forms in found.items() if forms}


def with_translations(known: Mapping[str, tuple[str, ...]], english: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The same with what English texts call a thing whose letters are German: "Joint Science Conference (GWK)"."""
    found = {short: list(forms) for short, forms in known.items()}
    for text in english:
        for match in _NAMED.finditer(text):
            short, name = match["short"], " ".join(match["name"].split())
            if short in found and name not in found[short] and not long_form(short, name):
                found[short].append(name)
    return {short: tuple(forms) for short, forms in found.items()}


def mentioned(short: str, forms: Iterable[str], text: str) -> bool:
    """Whether a text has an abbreviation as a word of its own (the BMFTR has not the MFT), or what it stands for."""
    whole = re.search(rf"\b{short}(?:s|en)?\b", text, re.IGNORECASE)
    return bool(whole) or any(inflected(form).search(text) for form in forms)


@cache
def inflected(form: str) -> re.Pattern[str]:
    """Finds a long form in any German inflection: "Gemeinsame Konferenz" in "der Gemeinsamen Konferenz"."""
    words = (re.escape(_ENDING.sub("", word)) + _ENDINGS for word in form.split())
    return re.compile(rf"\b{_SPACE.join(words)}(?!\w)", re.IGNORECASE)


def spells_out(short: str, text: str) -> bool:
    """Whether words of a text have the letters of an abbreviation, as its long form does."""
    forms = (long_form(short, text[: word.end()]) for word in _WORD.finditer(text))
    return any(form and short.casefold() not in form.casefold().split() for form in forms)


def long_form(short: str, before: str) -> str:
    """The shortest end of a text that has the letters in order, the first at the start of a word; or nothing."""
    before = " ".join(before.split())
    if len(short) > _LONGEST:
        return ""
    at = len(before)
    for place, letter in enumerate(reversed(short.casefold()), start=1):
        first = place == len(short)
        at = before.casefold().rfind(letter, 0, at)
        while first and at > 0 and before[at - 1].isalnum():
            at = before.casefold().rfind(letter, 0, at)
        if at < 0:
            return ""
    form = before[at:].strip()
    return form if form[:1].isupper() and len(form.split()) <= len(short) + 5 else ""
