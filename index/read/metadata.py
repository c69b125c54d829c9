"""What a document says about itself in its own text: title, publisher, date, language."""

import re
from functools import cache
from itertools import takewhile

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from index.abbreviations import definitions
from index.letterhead import host_labels, is_letterhead
from index.read.dates import parse_date, published_in

_HEAD = 25
_TAIL = 3
_TAIL_LABEL = re.compile(r"\(?(?:Stand|As of|Status)\b", re.IGNORECASE)
_LONGEST_TITLE = 250
_PUBLISHER = re.compile(
    r"(?:(?:Herausgeber(?:in|innen)?|Hrsg\.|Publisher)\s*:|Herausgegeben vo(?:n(?: der)?|m)|Published by)\s*"
    r"(?P<name>\S.{1,150})$",
    re.IGNORECASE,
)
_RELEASE_LABEL = re.compile(
    r"(?:Presse|Medien)(?:mitteilung|information)|(?:Press|Media|News) release|PM \d", re.IGNORECASE
)
_LANGUAGES = ("de", "en", "fr", "it", "es", "nl", "pl", "da", "sv", "pt", "cs")
_LANGUAGE_SAMPLE = 20_000


def title_in(paragraphs: list[str]) -> str | None:
    """The headline: the first substantial line above the running text, and below a letterhead."""
    letterhead, below = _letterhead(paragraphs)
    return next((line for line in below + letterhead if _is_headline(line)), None)


def _letterhead(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """What stands above the running text: the letterhead, which a label or dateline ends, and what is below it."""
    head = list(takewhile(lambda paragraph: not _is_body(paragraph), paragraphs[:_HEAD]))
    labels = [number for number, paragraph in enumerate(head) if _ends_letterhead(paragraph)]
    start = labels[-1] + 1 if labels else 0
    return head[:start], head[start:]


def publisher_in(paragraphs: list[str]) -> str | None:
    """The name in a line such as "Herausgeber: X", or the one that the addresses of the letterhead abbreviate."""
    for paragraph in paragraphs:
        if match := _PUBLISHER.match(paragraph):
            return match["name"].rstrip(" .;")
    return _abbreviated_in_letterhead(paragraphs)


def _abbreviated_in_letterhead(paragraphs: list[str]) -> str | None:
    """What the text spells out, and web or e-mail addresses above its headline abbreviate: gwk-bonn.de for the GWK."""
    lines = [line for paragraph in _letterhead(paragraphs)[0] for line in paragraph.splitlines()]
    labels = {label for line in lines if is_letterhead(line) for label in host_labels(line)}
    return next((short for short in definitions(paragraphs) if short.casefold() in labels), None)


def date_in(paragraphs: list[str]) -> str | None:
    """The date stated at the head of the text, or in a "Stand: ..." line at its very end."""
    tail = [paragraph for paragraph in paragraphs[-_TAIL:] if _TAIL_LABEL.match(paragraph)]
    return published_in(paragraphs[:_HEAD]) or published_in(tail)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None if there are no words to tell it from."""
    sample = text[:_LANGUAGE_SAMPLE]
    if sum(map(str.isalpha, sample)) < 10:
        return None
    language: str = _identifier().classify(sample)[0]
    return language


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier


def _is_body(paragraph: str) -> bool:
    return len(paragraph) > _LONGEST_TITLE or len(re.findall(r"[^\W\d]{3,}[.!?] +[A-ZÄÖÜ]", paragraph)) > 1


def _ends_letterhead(paragraph: str) -> bool:
    return bool(_RELEASE_LABEL.match(paragraph)) or (
        len(paragraph) < 80 and published_in([paragraph]) is not None and "," in paragraph
    )


def _is_headline(line: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", line)
    return (
        len(words) >= 2
        and len(line) >= 10
        and not is_letterhead(line)
        and not _RELEASE_LABEL.match(line)
        and not _PUBLISHER.match(line)
        and not line.startswith(("- ", "• ", "(", "<"))
        and not line.endswith((",", ":"))
        and parse_date(line) is None
        and published_in([line]) is None
    )
