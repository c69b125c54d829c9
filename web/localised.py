"""Dates, numbers and languages as people write them."""

import re
from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal, format_percent

from web.texts import Language

_LOCALES = {"de": "de_DE", "en": "en_GB"}

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def localised_date(published: str, language: Language) -> str:
    """An ISO 8601 date of any precision in words: `2026-02` is "Februar 2026", `2026` stays.

    What is no such date is returned as it is.
    """
    match = _ISO.fullmatch(published)
    if match is None or match[2] is None:
        return published
    try:
        day = date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return published
    if match[3] is None:
        return format_skeleton("yMMMM", day, locale=_LOCALES[language])
    return format_date(day, "long", locale=_LOCALES[language])


def localised_moment(moment: datetime, language: Language) -> str:
    """A day and a time of day in words, to the minute."""
    return format_datetime(
        moment, "d. MMMM y, HH:mm" if language == "de" else "d MMMM y, HH:mm", locale=_LOCALES[language]
    )


def localised_number(value: float, language: Language) -> str:
    """A count, or a measure to its first decimal place."""
    return format_decimal(round(value, 1), locale=language)


def localised_share(share: float, language: Language) -> str:
    """A share between 0 and 1 as whole per cent."""
    return format_percent(round(share, 2), locale=language)


def localised_confidence(confidence: float, language: Language) -> str:
    """A probability between 0 and 1 as whole per cent, rounded down and never 100: nothing is called certain, and
    nothing below a threshold looks as if it reached it."""
    return localised_share(min(int(round(confidence * 100, 6)), 99) / 100, language)


def localised_language(code: str, language: Language) -> str:
    """The name of the language with the ISO 639-1 code `code`; an unknown code is returned as it is."""
    try:
        return Locale.parse(code).get_display_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code
