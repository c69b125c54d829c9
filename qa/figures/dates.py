"""Calendar dates of every precision, one at a time; ranges and lists of them are made in `periods`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from qa.figures.months import MONTH, month_number
from qa.figures.spans import blank, has_digit
from qa.figures.years import find_years

Reader = Callable[[re.Match[str], str | None], Iterator["Moment"]]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at `text[start:end]`, with what the text leaves out as None.

    `standalone` is False for what is a date only beside another: the `5.` of `5. und 6. Oktober 2022`.
    """

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    standalone: bool = True

    @property
    def value(self) -> str:
        """ISO 8601: `2026`, `2026-02`, `2026-02-19`; without a year `--02`, `--02-19`."""
        head = "-" if self.year is None else f"{self.year:04d}"
        return "-".join([head, *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    @property
    def exists(self) -> bool:
        """Whether the calendar has it: 31. Februar is no date. 2000 stands in for no year, as a leap year."""
        month, day = self.month, self.day
        if month == 0 or day == 0:
            return False
        try:
            date(self.year or 2000, month or 1, day or 1)
        except ValueError:
            return False
        return True


_START = r"(?<!\w)(?<![0-9][.,/-])"
_DAY = r"(?P<day>[0-3]?[0-9])"
_YEAR = r"(?P<year>[1-9][0-9]{3})(?![0-9])"

_ISO = re.compile(rf"{_START}(?P<year>[12][0-9]{{3}})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])")
_DOTTED = re.compile(
    rf"{_START}{_DAY}\.\s?(?P<month>[01]?[0-9])\."
    r"(?:\s?(?P<year>[12][0-9]{3}|[0-9]{2})(?!\w|\.[0-9]))?(?![0-9])"
)
_SLASHED = re.compile(rf"{_START}(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])/(?P<year>[12][0-9]{{3}})(?!\w)")
_MONTH_NUMBER = re.compile(rf"{_START}(?P<month>0?[1-9]|1[0-2])[/.](?P<year>(?:19|20)[0-9]{{2}})(?!\w|[/.][0-9])")
_ISO_MONTH = re.compile(rf"{_START}(?P<year>(?:19|20)[0-9]{{2}})-(?P<month>0[1-9]|1[0-2])(?![\w-])")
_DAY_FIRST = re.compile(rf"{_START}{_DAY}(?:\.\s?|(?:st|nd|rd|th)?\s(?:of\s)?)(?P<month>{MONTH})\.?(?:,?\s{_YEAR})?")
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\.?\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![\w%]|\.[0-9])"
    r"(?:(?:\s?[–-]\s?|,?\sand\s|\sto\s)(?P<other>[0-3]?[0-9])(?:st|nd|rd|th)?(?=,?\s[12][0-9]{3}))?"
    rf"(?:,?\s{_YEAR})?"
)
_DAY_ONLY = re.compile(
    rf"{_START}{_DAY}\.?(?=(?:\s?[–-]\s?|\s(?:und|bis(?:\szum)?|oder|and|to|or)\s(?:am\s|dem\s)?|/)"
    rf"[0-3]?[0-9]\.?\s(?:of\s)?{MONTH})"
)
_MONTH = re.compile(rf"\b(?P<month>{MONTH})\.?(?:(?:,|\sof)?\s{_YEAR})?")

_BEFORE_MONTH = re.compile(
    r"\b(?:im|in|seit|since|until|by|bis|ab|Anfang|Mitte|Ende|early|late|mid|of)[\s-]$", re.IGNORECASE
)
_PART_OF = re.compile(
    r"\b(?:(?:Anfang|Mitte|Ende)(?:\sdes\sJahres)?|[Ee]arly|[Mm]id|[Ll]ate|"
    r"(?:the\s)?(?:beginning|start|middle|end)\sof)[\s-]$"
)


def find_moments(text: str, language: str | None) -> list[Moment]:
    """Every date of `text`, in order, without overlaps; also what is a date only beside another."""
    moments: list[Moment] = []
    for pattern, read in _SHAPES if has_digit(text) else _WITHOUT_DIGITS:
        found = [moment for match in pattern.finditer(text) for moment in read(match, language) if moment.exists]
        for moment in found:
            text = blank(text, moment.start, moment.end)
        moments += found
    for value, start, end in find_years(text, language):
        moments.append(_from_part(text, Moment(value, None, None, start, end)))
    return sorted(moments, key=lambda moment: moment.start)


def _calendar(match: re.Match[str], language: str | None) -> Iterator[Moment]:
    """Shapes with named groups `day`, `month` and perhaps `year`."""
    named = match.groupdict()
    written = named["month"]
    month = int(written) if written[0].isdecimal() else month_number(written)
    year = _year(named["year"])
    # "1.2. Ziele" numbers a section: a dotted day without a year is German and never begins a line.
    heads_line = match.start() == 0 or match.string[match.start() - 1] == "\n"
    dotted = written[0].isdecimal() and year is None
    if not (dotted and (language == "en" or heads_line)):
        yield Moment(year, month, int(named["day"]), *match.span())


def _slashed(match: re.Match[str], language: str | None) -> Iterator[Moment]:
    """`02/19/2026`: month first in English, unless only the other order is a date."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    month_first = second > 12 or (language == "en" and first <= 12)
    month, day = (first, second) if month_first else (second, first)
    yield Moment(year, month, day, *match.span())


def _month_first(match: re.Match[str], language: str | None) -> Iterator[Moment]:
    """`October 5, 2022` and `October 5–6, 2022`; German `im Oktober 12 Standorte` is no date."""
    if language == "de":
        return
    month, year = month_number(match["month"]), _year(match["year"])
    if match["other"]:
        yield Moment(year, month, int(match["day"]), match.start(), match.end("day"))
        yield Moment(year, month, int(match["other"]), match.start("other"), match.end())
    else:
        yield Moment(year, month, int(match["day"]), *match.span())


def _month_number(match: re.Match[str], _language: str | None) -> Iterator[Moment]:
    yield Moment(int(match["year"]), int(match["month"]), None, *match.span())


def _day_only(match: re.Match[str], _language: str | None) -> Iterator[Moment]:
    yield Moment(None, None, int(match["day"]), *match.span(), standalone=False)


def _month(match: re.Match[str], _language: str | None) -> Iterator[Moment]:
    text, start, year = match.string, match.start(), _year(match["year"])
    standalone = year is not None or bool(_BEFORE_MONTH.search(text, max(0, start - 8), start))
    yield _from_part(text, Moment(year, month_number(match["month"]), None, *match.span(), standalone=standalone))


_SHAPES: list[tuple[re.Pattern[str], Reader]] = [
    (_ISO, _calendar),
    (_DOTTED, _calendar),
    (_SLASHED, _slashed),
    (_MONTH_NUMBER, _month_number),
    (_ISO_MONTH, _month_number),
    (_DAY_ONLY, _day_only),
    (_DAY_FIRST, _calendar),
    (_MONTH_FIRST, _month_first),
    (_MONTH, _month),
]
_WITHOUT_DIGITS = _SHAPES[-1:]


def _year(written: str | None) -> int | None:
    """Two digits stand for 1970 to 2069."""
    if written is None:
        return None
    if len(written) == 4:
        return int(written)
    return int(written) + (2000 if int(written) < 70 else 1900)


def _from_part(text: str, moment: Moment) -> Moment:
    """Take in the `Ende` of `Ende Juni 2025`, which the value has no place for."""
    part = _PART_OF.search(text, max(0, moment.start - 20), moment.start)
    return replace(moment, start=part.start()) if part else moment
