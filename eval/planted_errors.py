"""One error planted into a claim: a wrong figure, unit, date, period, name, abbreviation or denial."""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel.dates import get_month_names

from index.query_language import Language

_MONTH = "|".join(name for locale in ("de", "en") for name in get_month_names("wide", locale=locale).values())
_MONTHS: Mapping[Language, tuple[str, ...]] = {
    language: tuple(get_month_names("wide", locale=language).values()) for language in ("de", "en")
}
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?![12][0-9]{{3}}\b)[0-9]+(?:[.,][0-9]+)*(?![\w/-])(?!\.? (?:{_MONTH}))(?!\. [a-zäöü])"
)
_WORDS: Mapping[Language, tuple[str, ...]] = {
    "de": ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_YEAR = re.compile(r"(?<![\w.,/-])(?:1[4-9]|20)[0-9]{2}(?![\w/,]|\.[0-9])")
_MONTH_NAME = re.compile(rf"\b(?:{_MONTH})\b(?= [0-9]{{4}})")
_DAY = re.compile(rf"\b[0-9]{{1,2}}(?=\.? (?:{_MONTH})\b)")
_PERIOD = re.compile(
    rf"\b(?P<first>(?:(?:{_MONTH}) )?[12][0-9]{{3}})(?P<to> bis | to |–)(?P<last>(?:(?:{_MONTH}) )?[12][0-9]{{3}})\b"
)
_UNITS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "de": (
        ("Mio.", "Mrd."), ("Mrd.", "Mio."), ("Millionen", "Milliarden"), ("Milliarden", "Millionen"),
        ("Euro", "Dollar"),
        ("Prozent", "Promille"), ("Prozent", "Euro"), (" %", ""), ("Jahre", "Monate"), ("Jahren", "Monaten"),
        ("Monate", "Jahre"), ("Tage", "Wochen"), ("Wochen", "Tage"), ("Stunden", "Tage"), ("Dollar", "Euro"),
    ),
    "en": (
        ("million", "billion"), ("billion", "million"), ("EUR", "USD"), ("percent", "euros"), ("per cent", "million"),
        ("%", ""), ("years", "months"), ("months", "years"), ("days", "weeks"), ("hours", "days"), ("weeks", "days"),
        ("million", "thousand"),
    ),
}  # fmt: skip
_CAPITALISED = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{2,}(?:-[A-ZÄÖÜ][a-zäöüß]+)*\b")
_ABBREVIATION = re.compile(r"\b[A-ZÄÖÜ]{3,}\b")
_FINITE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|kann|können|soll|sollen)\b"
    ),
    "en": re.compile(r"\b(?:is|are|was|were|will|has|have|had|can|could|should|would|may|must)\b"),
}
_DENIALS: Mapping[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "de": (
        (re.compile(r"\bnicht (?:mehr )?"), ""),
        (re.compile(r"\bkein(?=e|em|en|er|es|\b)"), "ein"),
        (re.compile(r"\bohne\b"), "mit"),
    ),
    "en": (
        (re.compile(r"\bnot "), ""),
        (re.compile(r"\bno (?!longer)"), "a "),
        (re.compile(r"\bnever "), ""),
        (re.compile(r"\bwithout\b"), "with"),
    ),
}
_BOUNDS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "de": (
        ("bis zu", "mehr als"), ("Bis zu", "Mehr als"), ("bis zu ", ""), ("mindestens", "höchstens"),
        ("über", "unter"), ("mehr als", "weniger als"),
    ),
    "en": (
        ("up to", "more than"), ("Up to", "Over"), ("at least", "at most"), ("more than", "less than"),
        ("Over", "Under"), ("over", "under"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """A claim that its sentence no longer supports, and the kind of error that was put into it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """What errors are made from: the text that a sentence stands in, and all that is known to be a name."""

    text: str
    names: frozenset[str]


def capitalised(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand with a capital within a sentence, months aside."""
    found = {match[0] for text in texts for match in _CAPITALISED.finditer(text)}
    return frozenset(found - {month for months in _MONTHS.values() for month in months})


def plant(claim: str, language: Language, source: Source, chance: random.Random) -> Iterator[Planted]:
    """At most one error of each kind that the claim has a place for."""
    for kind, planter in _PLANTERS.items():
        changed = planter(claim, language, source, chance)
        if changed is not None and changed != claim:
            yield Planted(kind, changed)


def _figure(claim: str, language: Language, source: Source, chance: random.Random) -> str | None:
    words = [match for word in _WORDS[language] for match in re.finditer(rf"\b{word}\b(?= \w)", claim)]
    places = [*_NUMBER.finditer(claim), *words]
    if not places:
        return None
    place = chance.choice(places)
    if place[0][0].isdecimal():
        others = [match[0] for match in _NUMBER.finditer(source.text) if match[0] not in claim]
        near = [_with_other_digit(place[0], chance)]
        return _replaced(claim, place, chance.choice(near + others[:1]))
    return _replaced(claim, place, chance.choice([word for word in _WORDS[language] if word not in claim]))


def _with_other_digit(number: str, chance: random.Random) -> str:
    at = chance.choice([at for at, digit in enumerate(number) if digit.isdecimal()])
    others = [digit for digit in "123456789" if digit != number[at]]
    return number[:at] + chance.choice(others) + number[at + 1 :]


def _unit(claim: str, language: Language, _source: Source, chance: random.Random) -> str | None:
    number = rf"(?:[0-9]|\b(?:{'|'.join(_WORDS[language])}))"
    places = [
        (match, other)
        for unit, other in _UNITS[language]
        for match in re.finditer(rf"{number} ?(?P<unit>{re.escape(unit)})(?!\w)", claim)
    ]
    places += [(match, "USD") for match in re.finditer(r"\b(?P<unit>EUR)(?= [0-9])", claim)]
    if not places:
        return None
    place, other = chance.choice(places)
    return claim[: place.start("unit")] + other + claim[place.end("unit") :]


def _exchanged(claim: str, _language: Language, _source: Source, _chance: random.Random) -> str | None:
    """Two numbers that count different things, each in the other's place."""
    places = [match for match in _NUMBER.finditer(claim) if re.match(r" [^\W\d]{4}", claim[match.end() :])]
    if len(places) < 2 or places[0][0] == places[1][0]:
        return None
    one, other = places[:2]
    return claim[: one.start()] + other[0] + claim[one.end() : other.start()] + one[0] + claim[other.end() :]


def _date(claim: str, language: Language, _source: Source, chance: random.Random) -> str | None:
    places = [*_YEAR.finditer(claim), *_MONTH_NAME.finditer(claim), *_DAY.finditer(claim)]
    if not places:
        return None
    place = chance.choice(places)
    if place[0].isdecimal():
        number = int(place[0])
        steps = [-2, -1, 1, 2] if number > 100 else [step for step in (-3, 3, 4) if 1 <= number + step <= 28]
        choices = [str(number + step) for step in steps if str(number + step) not in claim]
    else:
        choices = [month for month in _MONTHS[language] if month not in claim]
    return _replaced(claim, place, chance.choice(choices)) if choices else None


def _period(claim: str, _language: Language, _source: Source, chance: random.Random) -> str | None:
    place = _PERIOD.search(claim)
    if not place:
        return None
    first, to, last = place["first"], place["to"], place["last"]
    longer = f"{last[:-4]}{int(last[-4:]) + 1}"
    return _replaced(claim, place, chance.choice([f"{last}{to}{first}", f"{first}{to}{longer}"]))


def _name(claim: str, _language: Language, source: Source, chance: random.Random) -> str | None:
    places = [match for match in _CAPITALISED.finditer(claim) if match[0] in source.names]
    others = sorted(capitalised([source.text]) & source.names)
    others = [name for name in others if not _related(name, claim)]
    return _replaced(claim, chance.choice(places), chance.choice(others)) if places and others else None


def _related(name: str, claim: str) -> bool:
    """Whether a part of the name, or another form of it, stands in the claim."""
    return any(word[:4].casefold() in claim.casefold() for word in name.replace("-", " ").split())


def _abbreviation(claim: str, _language: Language, source: Source, chance: random.Random) -> str | None:
    places = [match for match in _ABBREVIATION.finditer(claim) if match[0] != "EUR"]
    others = sorted(
        {match[0] for match in _ABBREVIATION.finditer(source.text) if match[0] not in claim} - {"EUR", "USD"}
    )
    return _replaced(claim, chance.choice(places), chance.choice(others)) if places and others else None


def _negation(claim: str, language: Language, _source: Source, chance: random.Random) -> str | None:
    for pattern, replacement in _DENIALS[language]:
        if pattern.search(claim):
            return pattern.sub(replacement, claim, count=1)
    places = list(_FINITE[language].finditer(claim))
    denial = " nicht" if language == "de" else " not"
    return _replaced(claim, place, place[0] + denial) if places and (place := chance.choice(places)) else None


def _bound(claim: str, language: Language, _source: Source, _chance: random.Random) -> str | None:
    for bound, other in _BOUNDS[language]:
        place = re.search(rf"\b{bound}(?=\b)(?=.{{0,2}}(?:EUR |€)?[0-9])", claim)
        if place:
            return _replaced(claim, place, other)
    return None


def _replaced(text: str, place: re.Match[str], other: str) -> str:
    return text[: place.start()] + other + text[place.end() :]


Planter = Callable[[str, Language, Source, random.Random], str | None]
_PLANTERS: Mapping[str, Planter] = {
    "figure": _figure, "exchanged figures": _exchanged, "unit": _unit, "date": _date, "period": _period, "name": _name,
    "abbreviation": _abbreviation, "negation": _negation, "bound": _bound,
}  # fmt: skip
