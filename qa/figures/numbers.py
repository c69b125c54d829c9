"""Plain numbers in text: digits with the separators of either language, and number words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qa.figures.words import find_words

MAX_DIGITS = 18
"""More digits are no quantity, and would not survive decimal arithmetic unrounded."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number found at `text[start:end]`."""

    value: Decimal
    start: int
    end: int


_SPACES = " \u00a0\u202f\u2009"
_DIGITS = re.compile(
    rf"""(?=[-−0-9])(?:(?<!\w)|(?<=\bEUR)|(?<=\bUSD)|(?<=\bGBP)|(?<=\bCHF))
    (?:(?<![^\s(€$£¥])[-−])?
    (?:[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+)?(?![.,]?[0-9])
    |[0-9]+(?:[.,'’][0-9]+)*)
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(rf"([0-9]{{1,3}})(?:([.,'’{_SPACES}])[0-9]{{3}}(?:\2[0-9]{{3}})*)(?:([.,])([0-9]+))?")
_DECIMAL = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")

# "37. Das Netzwerk": a sentence ends. "1. Vorsitzender": an ordinal, which is no count.
_ORDINAL = re.compile(
    r"[0-9]{1,3}\.\s+(?!(?:Das|Die|Der|Den|Dem|Es|Ein|Eine|Im|In|Am|An|Auf|Aus|Bei|Dies\w*|Er|Sie|"
    r"Wir|Seit|Für|"
    r"Mit|Nach|Zu\w*|The|This|These|It|They|We|A|An|On|At|For|With|Since)\b)\w"
)
_LIST_ITEM = re.compile(r"(?:^|(?<=\n))[0-9]{1,2}\.\s+\S")
_LETTER = re.compile(r"[^\W_]")


def parse_digits(token: str, language: str | None) -> Decimal | None:
    """The value of digits with separators; None if no reading is sound.

    `1.500` is 1500 in German and 1.5 in English, `1,500` the other way round. Where the language is
    unknown, one separator before exactly three digits groups thousands, since few write `1.500` for 1.5.
    """
    sign, digits = (-1, token[1:]) if token[0] in "-−" else (1, token)
    if sum(map(str.isdigit, digits)) > MAX_DIGITS:
        return None
    grouped = _GROUPED.fullmatch(digits)
    if grouped and not _is_decimal(grouped, language):
        whole = re.sub(r"[^0-9]", "", digits[: grouped.start(3)] if grouped[3] else digits)
        return sign * Decimal(f"{whole}.{grouped[4] or 0}") if grouped[3] != grouped[2] else None
    plain = _DECIMAL.fullmatch(digits)
    return sign * Decimal(f"{plain[1]}.{plain[2] or 0}") if plain else None


def _is_decimal(grouped: re.Match[str], language: str | None) -> bool:
    """Whether the single separator of `1.500` is the decimal point of `language`."""
    point = {"de": ",", "en": "."}.get(language or "")
    single = len(grouped[0]) - len(grouped[1]) == 4
    return grouped[1][0] == "0" or (single and grouped[2] == point)


def find_numbers(text: str, language: str | None) -> Iterator[Number]:
    """Every number of `text`, in order, without ordinals and list markers."""
    yield from sorted([*_digits(text, language), *_spelled(text, language)], key=lambda number: number.start)


def _digits(text: str, language: str | None) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        value = parse_digits(match[0], language)
        if value is not None and not _is_ordinal(text, match, language):
            yield Number(value, match.start(), match.end())


def _is_ordinal(text: str, match: re.Match[str], language: str | None) -> bool:
    if not text.startswith(".", match.end()):
        return False
    start = match.start()
    return bool(_LIST_ITEM.match(text, start) or (language != "en" and _ORDINAL.match(text, start)))


def _spelled(text: str, language: str | None) -> Iterator[Number]:
    for value, start, end in find_words(text, language):
        yield Number(value, start, end)


def glued(text: str, end: int) -> bool:
    """Whether a letter follows the number directly, as in `5G`."""
    return _LETTER.match(text, end) is not None


def plain(value: Decimal) -> str:
    """The canonical writing: no exponent, no trailing zeros after the point."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
