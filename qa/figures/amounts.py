"""Currencies and magnitudes: what makes `200 Mio. Euro` and `EUR 200 million` one amount."""

import re

from babel.numbers import get_currency_name

from qa.figures.spans import fold

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "DEM")
"""ISO 4217 codes that are recognised, each with its names in both languages."""

_COLLOQUIAL = {
    "€": "EUR", "$": "USD", "US$": "USD", "£": "GBP", "¥": "JPY", "Fr.": "CHF",
    "dollar": "USD", "dollars": "USD", "us-dollars": "USD", "pfund": "GBP", "pounds sterling": "GBP",
    "pfund sterling": "GBP", "franken": "CHF", "yen": "JPY", "yuan": "CNY", "d-mark": "DEM", "dm": "DEM",
    "deutschmarks": "DEM",
}  # fmt: skip


def _names() -> dict[str, str]:
    names = {code.casefold(): code for code in CURRENCIES}
    for code in CURRENCIES:
        for locale in ("de", "en"):
            for count in (None, 1, 5):
                names[get_currency_name(code, count, locale).casefold()] = code
    return names | {name.casefold(): code for name, code in _COLLOQUIAL.items()}


_CODE = _names()
_SYMBOLS = r"US\$|€|\$|£|¥"
_AFTER = re.compile(
    r"(?:,[-–])?[\s-]?"
    rf"(?:({_SYMBOLS})|({'|'.join(sorted(map(re.escape, _CODE), key=len, reverse=True))})s?\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:(?<![A-Za-z$])({_SYMBOLS})|\b({'|'.join(CURRENCIES)}))\s?$")

_FACTOR = {"dozen": 12, "thousand": 10**3, "million": 10**6, "milliard": 10**9}
_LONG_SCALE = {"billion": 10**12, "trillion": 10**18}
_SHORT_SCALE = {"billion": 10**9, "trillion": 10**12}
_MAGNITUDE = re.compile(
    r"[\s-]?(?:(?P<thousand>Tsd\.?|Tausend\b|thousand\b|T(?=€|EUR))"
    r"|(?P<million>Mio\b\.?|Mill\.|Million(?:en|s)?\b|mn\b)"
    r"|(?P<milliard>Mrd\b\.?|Milliarden?\b|bn\b)|(?P<billion>billion(?:en|s)?\b)"
    r"|(?P<trillion>trillion(?:en|s)?\b)|(?P<dozen>Dutzend\b|dozen\b))",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s?([kKmMbB])\b(?![.'’])")
_SHORT_FACTOR = {"k": 10**3, "m": 10**6, "b": 10**9}


def currency_before(text: str, start: int) -> tuple[str, int] | None:
    """(ISO 4217 code, where it starts) of a currency right before `start`, as in `EUR 200`."""
    match = _BEFORE.search(text, max(0, start - 5), start)
    return (_CODE[fold(match[1] or match[2])], match.start()) if match else None


def currency_after(text: str, end: int) -> tuple[str, int] | None:
    """(ISO 4217 code, where it ends) of a currency right after `end`, as in `200 Euro`."""
    match = _AFTER.match(text, end)
    return (_CODE[fold(match[1] or match[2])], match.end()) if match else None


def magnitude_after(text: str, end: int, language: str | None) -> tuple[int, int]:
    """(factor, where the word ends) of a magnitude right after `end`; (1, end) without one.

    `Billion` is 10^12 in German and 10^9 in English; where the language is unknown, a capital or the
    ending `-en` shows German.
    """
    match = _MAGNITUDE.match(text, end)
    if not match or match.lastgroup is None:
        return 1, end
    word = match[match.lastgroup]
    german = language == "de" or (language != "en" and (word[0].isupper() or word.endswith("en")))
    factors = _FACTOR | (_LONG_SCALE if german else _SHORT_SCALE)
    return factors[match.lastgroup], match.end()


def short_magnitude(text: str, end: int) -> tuple[int, int]:
    """The same for the `m` of `€200m`; sound only beside a currency."""
    match = _SHORT.match(text, end)
    return (_SHORT_FACTOR[fold(match[1])], match.end()) if match else (1, end)
