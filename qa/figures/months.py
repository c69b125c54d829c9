"""Month names of both languages, as babel knows them and as people shorten them."""

import re

from babel.dates import get_month_names

_SHORTENED = {"Jänner": 1, "Feber": 2, "Mrz": 3, "Sep": 9, "Sept": 9}


def _names() -> dict[str, int]:
    names = dict(_SHORTENED)
    for locale in ("de", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                names[name.rstrip(".")] = number
    return names


_NUMBER = _names()

MONTH = rf"(?:{'|'.join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))})\b"
"""Matches a month's name without the dot of its abbreviation; case counts (`May`, not `may`)."""


def month_number(name: str) -> int:
    """1 to 12, for a name that `MONTH` matched."""
    return _NUMBER[name]
