"""Questions that the documents do not answer, from ones that they do: another year, ordinal, name or office.

What is put in does not occur in any document, so that no sentence can answer the question; what it was
put in for tells the reader why the question comes close.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from index.query_language import Language
from index.types import Document
from qa.figures import find_figures

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FIGURE = re.compile(r"\d")
"""Of a question with a further figure, an exchange would leave one that no longer fits."""

_ORDINAL_STEMS: Mapping[Language, tuple[str, ...]] = {
    "de": ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
}
_ORDINAL: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"\b(?P<stem>{'|'.join(_ORDINAL_STEMS['de'])})(?P<end>e[nrs]?) (?P<noun>[A-ZÄÖÜ][\w-]+)"),
    "en": re.compile(rf"\b(?P<stem>{'|'.join(_ORDINAL_STEMS['en'])})(?P<end>) (?P<noun>(?!chair|vice|deputy)[a-z]+)"),
}
_ORGANISATIONS: Mapping[str, tuple[str, ...]] = {
    "die": ("DFG", "HRK", "WHO", "OECD"),
    "das": ("RKI", "BfArM", "DKFZ"),
    "der": ("DAAD", "DGB"),
}
_ABBREVIATION = r"\b(?P<name>(?!EUR\b|USD\b|CHF\b|GBP\b)[A-ZÄÖÜ]{2,6})\b"
_NAMED: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"(?<= )(?:[Dd](?:er|ie|as|es|em|en)|[Zz]u[mr]|[Vv]o[nm]|[Ii]m|[Bb]eim) {_ABBREVIATION}(?![-\w])"
    ),
    "en": re.compile(rf"\bthe {_ABBREVIATION}(?![-\w])"),
}
_OFFICE: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?<=^Wer ist )(?:\d\. |stellvertretender )?"
        r"(?P<office>Präsident|Vorsitzender|Sprecher|Direktor|Geschäftsführer|Leiter)"
        r"(?= (?:der|des|von) )"
    ),
    "en": re.compile(
        r"(?<=^Who is the )(?:deputy |first |vice )?(?P<office>president|chair\w*|speaker|director|head)(?= of )"
    ),
}
_OFFICES: Mapping[Language, tuple[str, ...]] = {
    "de": ("Schatzmeister", "Generalsekretär", "Ehrenpräsident", "Pressesprecher", "Justiziar"),
    "en": ("treasurer", "secretary general", "honorary president", "press officer", "legal adviser"),
}
_REASON: Mapping[str, Mapping[Language, str]] = {
    "year": {
        "de": "Die Dokumente sagen es für {old}; das Jahr {new} kommt in ihnen nicht vor.",
        "en": "The documents say it of {old}; the year {new} occurs in none of them.",
    },
    "ordinal": {
        "de": "In den Dokumenten steht es für „{old}“; „{new}“ kommt in ihnen nicht vor.",
        "en": "The documents say it of “{old}”; “{new}” occurs in none of them.",
    },
    "name": {
        "de": "Die Dokumente sagen es von {old}; {new} kommt in ihnen nicht vor.",
        "en": "The documents say it of {old}; {new} occurs in none of them.",
    },
    "office": {
        "de": "Die Dokumente nennen das Amt „{old}“; „{new}“ kommt in ihnen nicht vor.",
        "en": "The documents name the office “{old}”; “{new}” occurs in none of them.",
    },
}


@dataclass(frozen=True, slots=True)
class Twin:
    """A question without an answer, and what comes close to one."""

    question: str
    near_miss: str


class Known:
    """What the documents of a folder name."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._texts = [" ".join(f"{document.title} {document.text}".split()) for document in documents]

    def says(self, words: str) -> bool:
        """Whether a document has these words, whatever their case and ending."""
        pattern = re.compile(rf"\b{re.escape(words)}", re.IGNORECASE)
        return any(pattern.search(text) for text in self._texts)

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First and last year of every date and period, and each year that stands in a text or a file's name."""
        found = {(int(year), int(year)) for d in self._documents for year in _YEAR.findall(f"{d.path} {d.published}")}
        for document, text in zip(self._documents, self._texts, strict=True):
            found |= {(int(year), int(year)) for year in _YEAR.findall(text)}
            for figure in find_figures(text, document.language, document.published):
                ends = [int(year) for year in _YEAR.findall(figure.value)]
                if figure.kind == "period" and ends:
                    found.add((min(ends), max(ends)))
        return tuple(sorted(found))

    def covers(self, year: int) -> bool:
        """Whether a document names the year or a period that holds it."""
        return any(low <= year <= high for low, high in self.spans)

    def article(self, name: str) -> str:
        """The German article of an abbreviation, as the documents use it; empty if they leave it open."""
        used = {
            word
            for text in self._texts
            for word in re.findall(rf"\b(\w+) {name.casefold()}\b(?! gmbh)", text.casefold())
        }
        if used & {"die", "zur"}:
            return "" if used & {"das", "des", "dem", "zum", "vom", "im"} else "die"
        if "das" in used:
            return "das"
        return "der" if used & {"des", "dem", "zum", "vom", "im"} else ""


def twins(question: str, language: Language, known: Known, chance: Random) -> Iterator[Twin]:
    """At most one unanswerable question of each sort."""
    yield from _other_ordinal(question, language, known)
    yield from _other_year(question, language, known, chance)
    yield from _other_office(question, language, known, chance)
    yield from _other_name(question, language, known, chance)


def _twin(sort: str, language: Language, question: str, old: str, new: str) -> Twin:
    return Twin(question.replace(old, new), _REASON[sort][language].format(old=old, new=new))


def _other_year(question: str, language: Language, known: Known, chance: Random) -> Iterator[Twin]:
    """The nearest years before that no document speaks of; one year alone is exchanged."""
    years = _YEAR.findall(question)
    if len(years) != 1 or _FIGURE.search(_YEAR.sub("", question)):
        return
    free = [year for year in range(int(years[0]) - 1, 1900, -1) if not known.covers(year)]
    if free:
        yield _twin("year", language, question, years[0], str(chance.choice(free[:3])))


def _other_ordinal(question: str, language: Language, known: Known) -> Iterator[Twin]:
    """The next ordinal number of a thing that no document has, neither in words of either language nor in digits."""
    match = _ORDINAL[language].search(question)
    if match is None or _FIGURE.search(question):
        return
    stems = _ORDINAL_STEMS[language]
    noun = match["noun"]
    for number in range(stems.index(match["stem"]) + 2, len(stems) + 1):
        stem = stems[number - 1]
        if not known.says(f"{number}. {noun}") and not any(
            known.says(all_[number - 1]) for all_ in _ORDINAL_STEMS.values()
        ):
            old, new = f"{match['stem']}{match['end']}", f"{stem}{match['end']}"
            yield _twin("ordinal", language, question, f"{old} {noun}", f"{new} {noun}")
            return


def _other_name(question: str, language: Language, known: Known, chance: Random) -> Iterator[Twin]:
    """Another organisation with the same article, which no document names."""
    names = list(_NAMED[language].finditer(question))
    if len({match["name"] for match in names}) != 1 or _FIGURE.search(question):
        return
    old = names[0]["name"]
    article = known.article(old) if language == "de" else "die"
    free = [name for name in _ORGANISATIONS.get(article, ()) if not known.says(name)]
    if free:
        yield _twin("name", language, question, old, chance.choice(free))


def _other_office(question: str, language: Language, known: Known, chance: Random) -> Iterator[Twin]:
    """Another office of the same organisation, which no document names in either language."""
    match = _OFFICE[language].search(question)
    free = [
        office
        for office, *same in zip(_OFFICES[language], *_OFFICES.values(), strict=True)
        if not any(known.says(word) for word in same)
    ]
    if match and free:
        yield _twin("office", language, question, match[0], chance.choice(free))
