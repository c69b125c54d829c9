"""Lines that are neither a sentence nor a heading: addresses, telephone numbers, labels, datelines."""

import re

WEB_ADDRESS = re.compile(r"<?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+)>?$", re.IGNORECASE)
_LONGEST = 1000
"""Characters of a letterhead."""
_HOST = re.compile(r"(?<![\w.-])(?:https?://|[\w.+-]+@)?(?P<host>[\w-]+(?:\.[\w-]+)*)\.[a-z]{2,}\b", re.IGNORECASE)
_TELEPHONE = (
    r"(?:Tel(?:efon|ephone|\.)?|Phone|(?:Tele)?fax|Mobil(?:e|telefon)?|E-?Mail|Internet|Web(?:site)?)\b"
    r"\.?:?\s*\S+.{0,50}$"
)
_TOWN = r"(?:D-)?\d{5} [^\W\d_][\w.() -]{1,40}(?<![.])$"
STREETS = r"straße|strasse|str\.|allee|platz|weg|ring|damm|ufer|gasse|chaussee"
STREETS_EN = r"street|road|avenue|lane|square"
"""How the names of streets end, before the number of a house; in English that may stand in front."""

_STREET = rf"[^\W\d_][\w.' -]*?(?:{STREETS}| (?:{STREETS_EN})) \d+ ?[a-z]?(?:[–-]\d+)?$"
_RELEASE = (
    r"(?:PM|Pressemitteilung|Press release)\s+(?:Nr\.|No\.)?\s*\d+/\d{2,4}$"
    r"|(?:Presse(?:mitteilung|information)|Medien(?:mitteilung|information)|Press release)$"
)
_LABEL = r"(?:Stand|As of|Herausgeber(?:in)?|Publisher|Datum|Date|Quellen?|Sources?):?\s+.{1,80}$"
_DATELINE = r"\S.{1,40}, (?:den )?(?:\d{1,2}\. ?\w+\.? ?\d{4}|\d{1,2} \w+ \d{4}|\w+\.? \d{1,2}, \d{4})$"
_LETTERHEAD = re.compile("|".join((_TELEPHONE, _TOWN, _STREET, _RELEASE, _LABEL, _DATELINE)), re.IGNORECASE)


def is_letterhead(line: str) -> bool:
    """Whether a whole line is a piece of a letterhead or imprint, in German or English."""
    return bool(_LETTERHEAD.match(line) or WEB_ADDRESS.match(line))


def is_dateline(line: str) -> bool:
    """Whether a whole line names just a place and a day: those of the document."""
    return bool(re.match(_DATELINE, line))


def host_labels(line: str) -> list[str]:
    """The words that hosts in a line's web and e-mail addresses consist of, but for the last: www, gwk, bonn."""
    return [word for match in _HOST.finditer(line) for word in re.split(r"[.-]", match["host"].casefold())]


def in_letterhead(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` and everything before it is a letterhead, so that it speaks of the publisher."""
    return (
        end <= _LONGEST and bool(text[start:end].strip()) and all(map(_is_blank_or_letterhead, text[:end].splitlines()))
    )


def _is_blank_or_letterhead(line: str) -> bool:
    return not line.strip() or is_letterhead(line.strip())
