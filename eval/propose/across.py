"""The same question in the other language, by patterns: none where one of its words has no sure translation."""

import re
from collections.abc import Callable, Iterator, Mapping

from eval.propose.types import Draft
from index.glossary import phrases
from index.query_language import Language

_NAME = r"[A-ZÄÖÜ][\wÄÖÜ-]*[A-ZÄÖÜ]\w*"
"""An abbreviation, which both languages write alike."""

_ORDINALS = {"erste": "first", "zweite": "second", "dritte": "third", "vierte": "fourth", "fünfte": "fifth"}
_GENITIVE = {"der": "des", "das": "des", "die": "der"}
_THING = (
    rf"(?P<thing>(?:der|die|das) (?:{'|'.join(_ORDINALS)})?n? ?(?:[A-ZÄÖÜ][a-zäöüß]+ )?(?:(?:der|des|von) )?{_NAME}"
    rf"|{_NAME})"
)
_THING_PARTS = re.compile(
    rf"(?:(?P<article>der|die|das) )?(?:(?P<ordinal>{'|'.join(_ORDINALS)}) )?(?:(?P<noun>[A-ZÄÖÜ][a-zäöüß]+) )?"
    rf"(?:(?P<of>der|des|von) )?(?P<name>{_NAME})"
)
_TO_ENGLISH: Mapping[re.Pattern[str], str] = {
    re.compile(rf"Wofür steht die Abkürzung (?P<name>{_NAME})\?"): "What does the abbreviation {name} stand for?",
    re.compile(rf"Wann wurde {_THING} gegründet\?"): "When was {thing} founded?",
    re.compile(rf"Wann ist {_THING} entstanden\?"): "When was {thing} founded?",
    re.compile(rf"Wann begann {_THING}\?"): "When did {thing} begin?",
    re.compile(rf"Wann endete {_THING}\?"): "When did {thing} end?",
    re.compile(rf"Wie viel Euro kostete {_THING}\?"): "How much did {thing} cost?",
    re.compile(rf"Wie viele? Euro entfallen auf {_THING}\?"): "How much money goes to {thing}?",
    re.compile(rf"Wie viele (?P<counted>[A-ZÄÖÜ]\w+) beteiligen sich am (?P<name>{_NAME})\?"): (
        "How many {counted} take part in the {name}?"
    ),
    re.compile(
        rf"Wer (?:ist|führt|hat) (?:den |der |die )?(?:Vorsitz|Vorsitzender?) (?:der|des) (?P<name>{_NAME})\?"
    ): ("Who chairs the {name}?"),
    re.compile(
        r"Wer ist (?P<deputy>(?:der |die )?stellvertretender? )?(?P<office>[A-ZÄÖÜ]\w+) "
        rf"(?:der|des) (?P<name>{_NAME})\?"
    ): "Who is the {deputy}{office} of the {name}?",
    re.compile(rf"Wer war (?P<office>[A-ZÄÖÜ]\w+) von (?P<name>{_NAME})\?"): "Who was the {office} of {name}?",
}
_TO_GERMAN: Mapping[re.Pattern[str], str] = {
    re.compile(rf"What does the abbreviation (?P<name>{_NAME}) stand for\?"): "Wofür steht die Abkürzung {name}?",
    re.compile(rf"When was the (?P<name>{_NAME}) founded\?"): "Wann wurde {article} {name} gegründet?",
    re.compile(rf"Who chairs the (?P<name>{_NAME})\?"): "Wer führt den Vorsitz {genitive} {name}?",
    re.compile(rf"Who is the (?P<office>president|speaker) of the (?P<name>{_NAME})\?"): (
        "Wer ist {office} {genitive} {name}?"
    ),
    re.compile(rf"How much money does (?P<name>{_NAME}) receive\?"): "Wie viel Geld erhält {name}?",
}
_WITHOUT_WORDS = frozenset(("name", "thing", "deputy"))


def in_other_language(draft: Draft, article: Callable[[str], str]) -> Iterator[Draft]:
    """At most one draft; `article` gives the German article of an abbreviation, empty where that is not sure.

    The gold stays as the document has it: a figure, a name, or the long form in the document's language.
    """
    other: Language = "en" if draft.language == "de" else "de"
    for pattern, wording in (_TO_ENGLISH if other == "en" else _TO_GERMAN).items():
        if match := pattern.fullmatch(draft.question):
            parts = _translated(match.groupdict(default=""), draft.language, other, article)
            if all(parts.get(name, " ") for name in re.findall(r"\{(?!deputy)(\w+)\}", wording)):
                yield Draft(other, wording.format(**parts), draft.kind, draft.gold)
            return


def _translated(
    parts: Mapping[str, str], source: Language, target: Language, article: Callable[[str], str]
) -> dict[str, str]:
    """The parts of a question in the other language; empty what cannot be translated."""
    known = article(parts.get("name", ""))
    words = {name: _word(part, source, target) for name, part in parts.items() if name not in _WITHOUT_WORDS}
    if words.get("counted"):
        words["counted"] += "s"
    return words | {
        "name": parts.get("name", ""),
        "thing": _thing(parts.get("thing", "")),
        "deputy": "deputy " if parts.get("deputy") else "",
        "article": known,
        "genitive": _GENITIVE.get(known, ""),
    }


def _thing(german: str) -> str:
    """ "die erste Förderphase des NUM" in English."""
    match = _THING_PARTS.fullmatch(german)
    if match is None:
        return ""
    noun = _word(match["noun"], "de", "en") if match["noun"] else ""
    if match["noun"] and not noun:
        return ""
    ordinal = _ORDINALS[match["ordinal"]] if match["ordinal"] else ""
    of = "" if not match["of"] else "of" if match["of"] == "von" else "of the"
    article = "the" if match["article"] else ""
    return " ".join(part for part in (article, ordinal, noun, of, match["name"]) if part)


def _word(word: str, source: Language, target: Language) -> str:
    """The glossary's first translation of a word; empty if it has none."""
    found = phrases(word, source, target)
    return found[0][0] if len(found) == 1 and found[0] != [word] else ""
