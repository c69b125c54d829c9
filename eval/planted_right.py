"""Right claims from a sentence: itself, shortened, and its figures and names in other forms."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, get_month_names

from index.query_language import Language

_MONTHS: Mapping[Language, Mapping[str, int]] = {
    language: {name: number for number, name in get_month_names("wide", locale=language).items()}
    for language in ("de", "en")
}
_MONTH = {language: "|".join(names) for language, names in _MONTHS.items()}
_WORDS: Mapping[Language, tuple[str, ...]] = {
    "de": ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_DIGITS = {word: str(at) for words in _WORDS.values() for at, word in enumerate(words, start=2)}
_BOUNDS = {"rund": "around", "etwa": "about", "über": "over", "mehr als": "more than", "bis zu": "up to"}


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim that a sentence supports, and how it was made from it."""

    form: str
    language: Language
    text: str


def right_claims(sentence: str, language: Language) -> Iterator[Wording]:
    """The sentence, and every rewording by rule that keeps it true and a sentence; the same text once."""
    text = " ".join(sentence.split())
    seen = {text}
    yield Wording("verbatim", language, text)
    for form, pattern, replacement in _RULES[language]:
        changed = pattern.sub(replacement, text, count=1)
        if changed not in seen and len(changed.split()) > 3:
            seen.add(changed)
            yield Wording(form, language, changed)
    yield from _translated(text, language)


Rule = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _day(match: re.Match[str], language: Language) -> date:
    month = next(number for names in _MONTHS.values() for name, number in names.items() if name == match["month"])
    return date(int(match["year"]), month, int(match["day"]))


def _rules(language: Language) -> tuple[Rule, ...]:
    word = "|".join(_WORDS[language])
    number_word = re.compile(rf"\b({word})(?= (?!Viertel|Drittel|quarters|thirds)[a-zäöüA-ZÄÖÜ]{{4}})")
    return (
        ("shortened", re.compile(r" \([^()]*\)"), ""),
        ("shortened", re.compile(r"(?<=\w); .*$"), "."),
        ("digits for a word", number_word, lambda match: _DIGITS[match[1]]),
        *(_GERMAN if language == "de" else _ENGLISH),
    )


_ENGLISH_DAY = re.compile(rf"\b(?P<day>[0-9]{{1,2}}) (?P<month>{_MONTH['en']}) (?P<year>[0-9]{{4}})")
_GERMAN_DAY = re.compile(rf"\b(?P<day>[0-9]{{1,2}})\. (?P<month>{_MONTH['de']}) (?P<year>[0-9]{{4}})")

_GERMAN: tuple[Rule, ...] = (
    ("shortened", re.compile(r", (?:der|die|das|den|dem|deren|dessen|wo|weil|obwohl) [^,]*\.$"), "."),
    ("other format", re.compile(r"([0-9,]+) Mio\. Euro"), r"\1 Millionen Euro"),
    ("other format", re.compile(r"([0-9,]+) Mio\. Euro"), r"EUR \1 Mio."),
    ("other format", re.compile(r"(?<![0-9,])([0-9]+) Mio\. Euro"), r"\1.000.000 €"),
    ("other format", re.compile(r"\b([0-9,]+) Millionen\b"), r"\1 Mio."),
    ("other format", re.compile(r"\b([0-9,]+) (?:Prozent|%)"), r"\1 %"),
    ("other format", re.compile(r"\b([0-9,]+) %"), r"\1 Prozent"),
    ("other format", re.compile(r"\b([12][0-9]{3}) bis ([12][0-9]{3})\b"), r"\1–\2"),
    ("other format", re.compile(r"(?<![0-9.])([0-9]{1,3})\.([0-9]{3})(?![0-9.])"), r"\1\2"),
    ("other format", _GERMAN_DAY, lambda match: f"{_day(match, 'de'):%d.%m.%Y}"),
    ("less precise", re.compile(rf"\b([Aa]m|vom) [0-9]{{1,2}}\. ((?:{_MONTH['de']}) [0-9]{{4}})"), r"im \2"),
    ("less precise", re.compile(rf"\b[Ii]m (?:{_MONTH['de']}) ([0-9]{{4}})"), r"im Jahr \1"),
    ("inflected", re.compile(r"(?<=[a-zäöü] )([A-ZÄÖÜ]\w+ung)\b"), r"\1en"),
    ("inflected", re.compile(r"(?<=[a-zäöü] )([A-ZÄÖÜ]\w+(?:ion|heit|keit|schaft|tät))\b"), r"\1en"),
    (
        "inflected",
        re.compile(r"\b(von|für) ((?:[A-ZÄÖÜ][a-zäöü]+ )?[A-ZÄÖÜ]\w*[a-zäöü])(?<![sxzß])(?= |\.$)"),
        r"\1 \2s",
    ),
    ("inflected", re.compile(r"\b(jede)s?\b"), r"\1r"),
)
_ENGLISH: tuple[Rule, ...] = (
    ("shortened", re.compile(r", (?:which|who|whose|where|although|because|while) [^,]*\.$"), "."),
    ("other format", re.compile(r"\bEUR ([0-9.]+) million"), r"€\1 million"),
    ("other format", re.compile(r"\bEUR ([0-9.]+) million"), r"\1 million euros"),
    ("other format", re.compile(r"\bEUR ([0-9]+) million"), r"EUR \1,000,000"),
    ("other format", re.compile(r"\b([0-9]+) million\b(?! euro)"), r"\1,000,000"),
    ("other format", re.compile(r"\b([0-9.]+) ?(?:percent|per cent|%)"), r"\1 per cent"),
    ("other format", re.compile(r"\b([0-9.]+) (?:percent|per cent)"), r"\1%"),
    ("other format", re.compile(r"\bfrom ([12][0-9]{3}) to ([12][0-9]{3})\b"), r"in \1–\2"),
    ("other format", re.compile(r"(?<![0-9,])([0-9]{1,3}),([0-9]{3})(?![0-9,])"), r"\1\2"),
    ("other format", _ENGLISH_DAY, lambda match: format_date(_day(match, "en"), "MMMM d, y", locale="en")),
    ("other format", _ENGLISH_DAY, lambda match: _day(match, "en").isoformat()),
    ("less precise", re.compile(rf"\b[Oo]n [0-9]{{1,2}} ((?:{_MONTH['en']}) [0-9]{{4}})"), r"in \1"),
    ("less precise", re.compile(rf"\b[Ii]n (?:{_MONTH['en']}) ([0-9]{{4}})"), r"in \1"),
    ("inflected", re.compile(r"\b((?:network|hospital|project|phase|period|student|game|team))s\b"), r"\1"),
    ("inflected", re.compile(r"\bof (?:the )?([A-Z][a-z]+)(?<![sxz])(?=[,.]| (?:and|in|is|was)\b)"), r"of \1's"),
)  # fmt: skip
_RULES: Mapping[Language, tuple[Rule, ...]] = {"de": _rules("de"), "en": _rules("en")}

_BOUND = "|".join(_BOUNDS)
_GERMAN_AMOUNT = re.compile(rf"(?:\b(?P<bound>(?i:{_BOUND})) )?\b(?P<number>[0-9]+(?:,[0-9]+)?) Mio\. Euro")
_ENGLISH_AMOUNT = re.compile(r"\bEUR (?P<number>[0-9]+(?:\.[0-9]+)?) million")


def _translated(text: str, language: Language) -> Iterator[Wording]:
    """The first amount or day of a sentence, said in the other language."""
    if language == "de":
        if amount := _GERMAN_AMOUNT.search(text):
            bound = f"{_BOUNDS[amount['bound'].lower()]} " if amount["bound"] else ""
            number = amount["number"].replace(",", ".")
            yield Wording("other language", "en", f"The amount is {bound}EUR {number} million.")
        if day := _GERMAN_DAY.search(text):
            yield Wording("other language", "en", f"It was on {format_date(_day(day, 'de'), 'd MMMM y', locale='en')}.")
        return
    if (amount := _ENGLISH_AMOUNT.search(text)) and not re.search(
        r"\b(?:up|over|than|around) $", text[: amount.start()]
    ):
        yield Wording("other language", "de", f"Der Betrag ist {amount['number'].replace('.', ',')} Millionen Euro.")
    if day := _ENGLISH_DAY.search(text):
        yield Wording("other language", "de", f"Das war am {format_date(_day(day, 'en'), 'd. MMMM y', locale='de')}.")
