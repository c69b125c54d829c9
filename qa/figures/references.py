"""What has digits but is no quantity: addresses, phone numbers, file numbers, names such as COVID-19."""

import re
from collections.abc import Iterator

from qa.figures.spans import has_digit
from qa.types import Figure

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”„»«]+"
    r"|(?<![\w@.])(?:[\w-]+\.)+(?:de|com|org|eu|net|io|info)\b(?:/[^\s<>\"“”„]*)?"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TRAILING = ".,;:!?)]}'’"

_PHONE_LABEL = r"\b(?:Telefon|Telephone|Telefax|Tel|Phone|Fon|Fax|Mobil|Mobile)\b\.?:?[ ]?(?:Nr\.[ ]?)?"
_PHONE = re.compile(
    rf"(?:{_PHONE_LABEL}(?=[+(0-9])"
    # Without a label: only with a leading zero or plus, and seven digits or more, which no date has.
    r"|(?<![\w.,/-])(?=(?:\+|0)[0-9](?:[ ()/–-]{0,3}[0-9]){5})(?![0-9]{1,2}[/-][0-9]{1,2}[/-]))"
    r"(?P<number>\(?\+?[0-9](?:[ ()/–-]{0,3}[0-9]){2,17})(?![\w])"
)
_LABELLED = re.compile(
    r"(?:\b(?:PM|BAnz\.?|S\.|Seiten?|Nr\.|Nummer|Nos?\.|Number|pp?\.|pages?|Art\.|Artikel|Article|"
    r"Abs\.|Absatz|Kapitel|"
    r"[Cc]hapter|[Ss]ection|Abschnitt|Version|Az\.:?|Aktenzeichen:?|Drs\.|Drucksache|"
    r"Fn\.|Anm\.|Abb\.|Fig\.|ISBN:?|ISSN:?|DOI:?)"
    r"|§§?|\b(?:Pressemitteilung|[Pp]ress [Rr]elease)(?=\s(?:Nr\.\s|No\.\s)?[0-9]+/))"
    r"\s?(?:(?:Nr|No|S|p)\.\s?)?(?P<number>[0-9](?:[0-9./-]*[0-9])?)[a-z]?(?!\w)"
)
_HOUSE = re.compile(
    r"(?=[1-9])(?:(?<=traße\s)|(?<=tr\.\s)|(?<=llee\s)|(?<=latz\s)|(?<=[Ww]eg\s)"
    r"|(?<=gasse\s)|(?<=damm\s)|(?<=ufer\s)"
    r"|(?<=Street\s)|(?<=Avenue\s)|(?<=Road\s))(?P<number>[1-9][0-9]{0,2})[a-z]?"
    r"(?=\s*(?:[,;.)\n]|$)|\sin\s(?:[0-9]{5}\b|[A-ZÄÖÜ]))"
)
_POSTAL = re.compile(
    r"(?:^|(?<=\n)|(?<=[,;·|]\s)|(?<=[0-9]\sin\s)|\bD-)(?P<number>[0-9]{5})"
    r"(?=\s[A-ZÄÖÜ][\w-]+(?:\s*[\n,;.)·|]|\s*$))"
)
_CLOCK = re.compile(r"(?<![\w.:])(?P<number>[0-2]?[0-9](?::[0-5][0-9](?![\w:])|\.[0-5][0-9](?=\sUhr)))")

_MAY_BE_IDENTIFIER = re.compile(r"[^\W_]-?[0-9]|[0-9][^\W_]")
_IDENTIFIER = re.compile(
    r"(?<![\w-])(?![Mm]id-|[Ee]arly-|[Ll]ate-|(?:Mitte|Anfang|Ende)-|(?:EUR|USD|GBP|CHF)[0-9])"
    r"(?=[\w-]*[0-9])[^\W\d_][\w]*(?:-\w+)*!?"
)


def find_references(text: str) -> Iterator[Figure]:
    """URLs, e-mail addresses, phone, fax, postal, house, page and file numbers; they may overlap.

    The value of an address is itself, without scheme and case; of the others, their digits. A label
    (`Telefon`, `PM`, `§`) is not part of the figure.
    """
    for address, mark in ((_EMAIL, "@"), (_URL, ".")):
        if mark not in text:
            continue
        for match in address.finditer(text):
            written = match[0].rstrip(_TRAILING)
            value = re.sub(r"^(?:https?://)?(?:www\.)?", "", written.casefold()).rstrip("/")
            if value:
                yield Figure("reference", value, "", match.start(), match.start() + len(written))
    if has_digit(text):
        yield from _numbers(text)


def _numbers(text: str) -> Iterator[Figure]:
    for match in _PHONE.finditer(text):
        yield Figure("reference", _phone_digits(match["number"]), "", *match.span("number"))
    for pattern in (_LABELLED, _POSTAL, _HOUSE, _CLOCK):
        for match in pattern.finditer(text):
            yield Figure("reference", re.sub(r"[^0-9]", "", match["number"]), "", *match.span("number"))


def find_identifiers(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of names that contain digits (`COVID-19`, `HD4CR`, `B3-7`): no figures, and no counts inside."""
    if _MAY_BE_IDENTIFIER.search(text):
        for match in _IDENTIFIER.finditer(text):
            yield match.span()


def _phone_digits(number: str) -> str:
    """`+49 (0)228 995402-0` and `0228 99 5402-0` are the same number."""
    digits = re.sub(r"[^0-9+]", "", number.replace("(0)", ""))
    return "0" + digits[3:] if digits.startswith("+49") else digits.lstrip("+")
