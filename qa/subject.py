"""Whether a sentence speaks of what the question names: its names, its years, its ordinal numbers.

A sentence that names one of the subjects of its title, or years, must have those of the question; one that does
not takes them from what stands nearest before it, its title and its date.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from index.abbreviations import inflected, mentioned
from index.glossary import translate
from index.lexical import stem, terms
from qa.figures import find_figures
from qa.ordinals import DEPUTY, ordinals, speaks_of, without_deputies
from qa.persons import surnames
from qa.question import Asked
from qa.territories import names_state
from qa.types import Evidence
from qa.verify import CURRENCIES, generic_words

_RATE = re.compile(
    r"\b(?:\w*durchschnitt\w*|im (?:mittel|schnitt)|pro|je|jeweils|jährlich\w*|monatlich\w*|jahresbudget|jahresetat"
    r"|average|median|per(?! ?cent)|annual\w*|yearly|monthly|(?:a|each) (?:year|month|day))\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:beg[ai]nn\w*|begonnen|start\w*|gründ\w*|gegründet|anfing|anfang\w*|seit|ab wann"
    r"|beg[aiu]n\w*|since|founded)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:endete?|zu ende|vorbei|vorüber|beendet\w*|auslief\w*|ausläuft|läuft\b.* aus|lief\b.* aus|bis(?! zu\b)"
    r"|ends?(?! of\b)|ended|over(?=\?)|expir\w*|until|till)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_ABBREVIATION = re.compile(r"\b\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*\b")
_SUBJECT = re.compile(r"^(?:(?i:der|die|das|the)\s+)?(\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*)\b")
"""The abbreviation that a sentence begins with: it speaks of that."""
_ENGLISH_NAME = re.compile(r"(?<!^)\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Lacking:
    """The share of the question's names and years that a sentence lacks, and whether it lacks other things of it.

    `ordinals`: an ordinal number, or the holder of an office of which only a deputy is named. `rate`: that a figure
    is one of each, each year or an average. `boundary`: the end that the question asks for, where the sentence speaks
    of the beginning, or the other way round.
    """

    names: float
    years: float
    ordinals: float
    rate: float
    boundary: float

    def exceeds(self, other: "Lacking") -> bool:
        """Whether more of anything is lacking."""
        return any(own > others for own, others in zip(astuple(self), astuple(other), strict=True))


def lacking(asked: Asked, item: Evidence) -> Lacking:
    """What the question names and the sentence does not."""
    return Lacking(
        names=_names_lacking(asked, item),
        years=_years_lacking(asked, item),
        ordinals=float(
            not speaks_of(item.quote if ordinals(item.quote) else item.around, ordinals(asked.text))
            or _only_a_deputy(asked, item)
        ),
        rate=float(bool(_RATE.search(asked.text)) and not _RATE.search(f"{item.quote} {item.context}")),
        boundary=float(other_boundary(asked.text, item.quote, item.language, item.published)),
    )


def _only_a_deputy(asked: Asked, item: Evidence) -> bool:
    """Whether a question for a person who is no deputy meets a quote that names just a deputy."""
    deputies = DEPUTY in ordinals(item.quote) and DEPUTY not in ordinals(asked.text)
    persons = [name for name in surnames(without_deputies(item.quote)) if not names_state(name)]
    return asked.kind == "person" and deputies and len(persons) < 2


def other_boundary(question: str, text: str, language: str | None, published: str | None) -> bool:
    """Whether a question asks for an end and a text names a beginning only, or the other way round."""
    wanted, named = _boundaries(question), _boundaries(text)
    return {wanted, named} == {(True, False), (False, True)} and not _names_period(text, language, published)


def lacks_end(question: str, text: str, language: str | None, published: str | None) -> bool:
    """Whether a question asks when something ended, and a text names neither an end nor a period."""
    asks_end = _boundaries(question) == (False, True)
    return asks_end and not _ENDS.search(text) and not _names_period(text, language, published)


def _boundaries(text: str) -> tuple[bool, bool]:
    """Whether a text speaks of a beginning, and of an end."""
    return bool(_BEGINS.search(text)), bool(_ENDS.search(text))


def _names_period(text: str, language: str | None, published: str | None) -> bool:
    return any(figure.kind == "period" for figure in find_figures(text, language, published))


def names(asked: Asked) -> list[str]:
    """Words of a question that no translation changes: abbreviations and the like, and other names.

    German ones, among nouns that have a capital as well, are those that the documents show to be names.
    """
    text = _abbreviated(asked)
    found = _shorts(text)
    if asked.language == "de":
        return found + [word for word in asked.names if word in text and word not in found]
    return found + [word for word in _ENGLISH_NAME.findall(text) if word not in found and _is_name(word)]


def named(asked: Asked, name: str, text: str) -> bool:
    """Whether a text has a name of the question, in any German inflection, or what it stands for."""
    if _names(text, name, asked.abbreviations):
        return True
    return not _ABBREVIATION.match(name) and stem(name.casefold(), "de") in terms(text, "de")


def _names(text: str, name: str, abbreviations: Mapping[str, Sequence[str]]) -> bool:
    if _ABBREVIATION.fullmatch(name):
        return mentioned(name, abbreviations.get(name, ()), text)
    return bool(re.search(rf"\b{re.escape(name)}", text, re.IGNORECASE))


def _shorts(text: str) -> list[str]:
    """Abbreviations, but for those of currencies, which figures have."""
    return [short for short in _ABBREVIATION.findall(text) if short not in CURRENCIES]


def _abbreviated(asked: Asked) -> str:
    """The question with abbreviations for what it spells out."""
    text = asked.text
    for short, forms in asked.abbreviations.items():
        for form in forms:
            text = inflected(form).sub(short, text)
    return text


def without_abbreviations(asked: Asked) -> str:
    """What the question says beside its abbreviations and what they stand for."""
    return _ABBREVIATION.sub("", _abbreviated(asked))


def _is_name(word: str) -> bool:
    """Whether an English word with a capital has no translation that we know of."""
    return word.casefold() not in generic_words() and translate(word, "en", "de").strip() in ("", word)


def years(text: str) -> list[str]:
    """The years that a text names in digits."""
    return _YEAR.findall(text)


def _names_lacking(asked: Asked, item: Evidence) -> float:
    """The share of the question's abbreviations that are lacking, or of its names where it has none."""
    wanted = _shorts(_abbreviated(asked)) or names(asked)
    return sum(not _speaks_of(asked, name, item) for name in wanted) / len(wanted) if wanted else 0.0


def _speaks_of(asked: Asked, name: str, item: Evidence) -> bool:
    """Whether a sentence has a name, or takes it from what stands nearest before it and names anything at all.

    That is the same paragraph, then title and text before. A title may name several ("MII and NUM"): of a sentence
    that names one of them it speaks for no other.
    """
    if named(asked, name, f"{item.quote} {item.context}"):
        return True
    if set(_ABBREVIATION.findall(item.quote)) & set(_ABBREVIATION.findall(item.title)):
        return False
    paragraph = item.around.rpartition("\n\n")[2]
    if named(asked, name, paragraph):
        return True
    others = {*_ABBREVIATION.findall(paragraph), *_SUBJECT.findall(item.quote)}
    if others:
        return named(asked, name, item.title) and not any(_names(item.title, other, asked.defined) for other in others)
    return named(asked, name, f"{item.title} {item.around}")


def _years_lacking(asked: Asked, item: Evidence) -> float:
    """The share of the question's years that the sentence does not speak of.

    Between the years that it names, and in a period that stands before it or in its title, all are spoken of.
    """
    wanted = years(asked.text)
    if not wanted:
        return 0.0
    own = years(f"{item.quote} {item.context}")
    outside = f"{item.title} {item.published or ''} {'' if own else item.around}"
    ranges = [(year, year) for year in years(outside)] + ([(min(own), max(own))] if own else [])
    periods = [figure.value for figure in find_figures(outside, item.language) if figure.kind == "period"]
    ranges += [(period.partition("/")[0], period.partition("/")[2]) for period in periods]
    return sum(not any(first[:4] <= year <= last[:4] for first, last in ranges) for year in wanted) / len(wanted)
