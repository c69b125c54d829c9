"""Which sort of contact a question asks for, and whether a text holds one: a telephone number is no address."""

import re
from dataclasses import dataclass

from index.letterhead import STREETS, STREETS_EN

_NUMBER = r"\d[\d /()-]{4,}\d"
_WEB = r"(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}"
_SITE = rf"(?<!\S)(?!\S*\.(?:pdf|docx?|odt|xlsx?|pptx?|zip)\b)\S*?{_WEB}"
"""An address on the web, but for that of a file: what is laid down somewhere is not where somebody is found."""

_POSTAL = rf"\b\d{{5}}\b|(?:{STREETS})\s+\d|\b\d+ [A-Z]\w+ (?:{STREETS_EN})\b"


@dataclass(frozen=True, slots=True)
class _Sort:
    """Words that ask for it, and what it looks like; its own label, and that of another sort which looks the same."""

    asked: re.Pattern[str]
    looks: re.Pattern[str]
    label: re.Pattern[str] | None = None
    other: re.Pattern[str] | None = None

    def is_in(self, text: str) -> bool:
        """Whether a text holds it."""
        mislabelled = self.label and self.other and self.other.search(text) and not self.label.search(text)
        return bool(self.looks.search(text)) and not mislabelled


def _any(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_FAX = _any(r"fax")
_TELEPHONE = _any(r"telefon|phone|rufnummer|handynummer|\banrufen\b|\bcall\b")
_LABELLED_TELEPHONE = _any(r"\b(?:tel(?!efax)|phone|mobil|ruf)")

_SORTS = (
    _Sort(_any(r"\be-?mail"), _any("@")),
    _Sort(_any(r"\b(?:web ?(?:site|seite|adress|address)|internet|homepage)"), _any(_SITE)),
    _Sort(_any(r"\b(?:web|url|link|online|abruf|download|herunter)"), _any(_WEB)),
    _Sort(_FAX, _any(_NUMBER), label=_FAX, other=_LABELLED_TELEPHONE),
    _Sort(_TELEPHONE, _any(_NUMBER), label=_LABELLED_TELEPHONE, other=_FAX),
    _Sort(_any(r"anschrift|adresse\b|\baddress\b|postal|postleitzahl|zip code"), _any(_POSTAL)),
)
"""The narrower ones first: an e-mail address is an address."""


def is_asked_contact(question: str, text: str) -> bool:
    """Whether a text holds the sort of contact that a question asks for; any will do where it names none."""
    sort = next((sort for sort in _SORTS if sort.asked.search(question)), None)
    return sort is None or sort.is_in(text)
