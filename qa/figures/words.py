"""Number words of both languages, from `zwölf` to `two hundred and five thousand`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from text_to_num import text2num

from qa.figures.spans import lower

# German writes a number as one compound.
_PART = (
    r"(?:einund|eins?|zwei(?:und)?|zwo|drei(?:und|ßig|ssig)?|vier(?:und|zehn|zig)?|"
    r"f(?:ü|ue)nf(?:und|zehn|zig)?|sech(?:s(?:und)?|zehn|zig)|sieb(?:en(?:und)?|zehn|zig)|"
    r"acht(?:und|zehn|zig)?|neun(?:und|zehn|zig)?|zehn|elf|zw(?:ö|oe)lf|zwanzig|"
    r"hundert(?:und)?|tausend(?:und)?)"
)
GERMAN_SUFFIX = r"(?:jährig|monatig|wöchig|tägig|stündig|minütig|prozentig)"
"""What may be glued to a number word: `fünfjährig`, `zehnprozentig`."""

_GERMAN = re.compile(
    r"\b(?=[zedvfsanht])(?:(?P<half>eine?[rnms]? halbe[nrs]?(?= (?:million|milliarde|jahr)))"
    rf"|(?P<odd>anderthalb|{_PART}+einhalb)(?=\b|{GERMAN_SUFFIX})"
    r"|(?P<genitive>zweier|dreier)\b"
    # `ein` is a number only before what is measured; elsewhere it is the article.
    r"|(?P<one>eine?[rnms]?)(?= (?:million|milliarde|billion|prozent|dutzend|euro|jahr|monat|woche)|"
    rf"{GERMAN_SUFFIX})"
    r"|(?P<cardinal>(?!eins?\b)"
    rf"{_PART}+)(?=\b|{GERMAN_SUFFIX}))"
)

# English writes several words.
_UNIT = "two|three|four|five|six|seven|eight|nine"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_100 = rf"(?:(?:{_TENS})(?:[- ](?:one|{_UNIT})\b)?|{_TEEN}|{_UNIT})"
_BELOW_1000 = rf"(?:(?:an?|one|{_BELOW_100})[ -]hundred(?:(?: and)? (?:one\b|{_BELOW_100}))?|{_BELOW_100})"
_THOUSANDS = rf"(?:{_BELOW_1000}|an?|one)[ -]thousand(?:(?: and)? (?:one\b|{_BELOW_1000}))?"
_FIRST = rf"{_UNIT}|{_TEEN}|{_TENS}|an? |half a|one\b"
_ENGLISH = re.compile(
    rf"\b(?={_FIRST})(?:(?P<half>half an? ?(?=(?:million|billion|year)))"
    rf"|(?P<odd>(?:one|{_UNIT}) and a half)\b"
    r"|(?P<one>one(?=[ -](?:million|billion|trillion|per ?cent|euro|dollar|year|month|week|dozen))"
    r"|an?(?= (?:million|billion|trillion|dozen)\b))"
    rf"|(?P<cardinal>{_THOUSANDS}|{_BELOW_1000})\b"
    r"(?!-(?:first|second|third|\w+th|fold)\b))"
)


# "Außer Acht lassen", "in Acht nehmen": a noun that is no number.
_TAKE_CARE = re.compile(r"\b(?:außer|in) Acht$")


def find_words(text: str, language: str | None) -> Iterator[tuple[Decimal, int, int]]:
    """(value, start, end) of the number words of `language`; of both languages where it is unknown."""
    if language != "en":
        yield from _find(_GERMAN, text, "de")
    if language != "de":
        yield from _find(_ENGLISH, text, "en")


def _find(pattern: re.Pattern[str], text: str, language: str) -> Iterator[tuple[Decimal, int, int]]:
    for match in pattern.finditer(lower(text)):
        value = _value(match.lastgroup or "", match[0].strip(), language)
        if value is not None and not _TAKE_CARE.search(text, max(0, match.start() - 6), match.end()):
            yield value, match.start(), match.start() + len(match[0].rstrip())


@lru_cache(maxsize=4096)
def _value(reading: str, words: str, language: str) -> Decimal | None:
    match reading:
        case "half":
            return Decimal("0.5")
        case "one":
            return Decimal(1)
        case "genitive":
            return Decimal(2 if words == "zweier" else 3)
        case "odd":
            return _with_half(words, language)
    return _cardinal(words, language)


def _with_half(words: str, language: str) -> Decimal | None:
    whole = words.removesuffix("einhalb").removesuffix(" and a half")
    value = Decimal(1) if whole in {"anderthalb", "ein", "one"} else _cardinal(whole, language)
    return None if value is None else value + Decimal("0.5")


def _cardinal(words: str, language: str) -> Decimal | None:
    spelling = words.replace("fuenf", "fünf").replace("zwoelf", "zwölf").replace("dreissig", "dreißig")
    spelling = re.sub(r"^an? ", "one ", spelling).replace("-", " ")
    try:
        return Decimal(text2num(spelling, language))
    except ValueError:
        return None
