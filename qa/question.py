"""What a question asks for: its language, the kind of thing that would answer it, and the dates it names."""

import re
from dataclasses import dataclass
from typing import Literal

from index.query_language import Language, question_language
from qa.figures import find_figures
from qa.types import Figure

Kind = Literal[
    "amount",
    "percentage",
    "count",
    "date",
    "duration",
    "contact",
    "person",
    "place",
    "reason",
    "yes_no",
    "other",
]

_CONTACT = (
    r"telefon\w*|fax\w*|e-?mail\w*|anschrift|adresse|postanschrift|web-?seite|website|internet\w*|link|url|"
    r"phone|telephone|address|download|herunterladen|abrufbar|abrufen|erreich\w+|postal code|postleitzahl|"
    r"(?:reach|contact|write to|call|anrufen|brief|letter)"
)
_AMOUNT = (
    r"wie ?viel (?:geld|euro|mittel)|welche[rn]? (?:summe|betrag|mittel)|höhe|wie hoch|wie teuer|budget|etat|"
    r"fördersumme|fördermittel|finanzvolumen|kostet\w*|betr[aä]g\w*|euro|millionen|mio|"
    r"how much|what (?:sum|amount)|which (?:sum|amount)|cost|funding (?:amount|volume)|how large|how big|"
    r"million|billion|overall sum|total sum|grant"
)
_RULES: tuple[tuple[Kind, str], ...] = (
    ("contact", rf"\b(?:{_CONTACT})\b"),
    ("percentage", r"prozent\w*|anteil|percent\w*|per cent|\bshare\b|wie viel prozent|quote\b"),
    (
        "duration",
        r"\bwie lange?\b|\bhow long\b|\bdauer\w*|\blaufzeit|\bduration|how many (?:years|months)|wie viele (?:jahre|monate)",
    ),
    ("count", r"\bwie ?viele\b|\bhow many\b|\banzahl\b|\bnumber of\b|\bzahl der\b|\bwievielen?\b"),
    (
        "date",
        (
            r"\bwann\b|\bwhen\b|\bwelche[mns]? (?:jahr|tag|monat|datum|zeitraum|zeit)|\b(?:what|which) (?:year|day|date|month|period)"
            r"|\bdatum\b|\bzeitraum\b|\bseit wann\b|\bbis wann\b|\bvon wann\b|\bfrom when\b|\bin which month"
        ),
    ),
    ("amount", rf"\b(?:{_AMOUNT})\b"),
    (
        "person",
        (
            r"\b(?:wer|wen|wem|wessen|who|whom|whose)\b|\b(?:which|what) (?:person|minister|federal minister|professor)"
            r"|\bwelche[rn]? (?:minister\w*|bundesminister\w*|person|professor\w*)|wie heißt|what is the name"
        ),
    ),
    (
        "place",
        (
            r"\b(?:wo|woher|wohin|where)\b|\bwelche[mnr]? (?:stadt|städten|ort|orten|land)\b"
            r"|\b(?:which|what) (?:town|city|place|towns|cities|country)"
        ),
    ),
    ("reason", r"\b(?:warum|weshalb|wieso|wozu|wofür|why|what for|purpose|zweck|ziel|aufgabe)\b"),
)
_VERB_FIRST = re.compile(
    r"^(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|kann|können|soll|sollen|gibt|gab|gehört|"
    r"gehören|nimmt|nehmen|machen|macht|bekommt|erhält|trägt|trug|muss|darf|besteht|arbeitet|leitet|"
    r"is|are|was|were|will|has|have|had|does|do|did|can|could|should|must|may)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: `kind` of the answer that would fit, and the dates and periods that are named."""

    text: str
    language: Language
    kind: Kind
    dates: tuple[Figure, ...]


def analyse(question: str) -> Asked:
    """Read a question in German or English."""
    language = question_language(question)
    dates = tuple(f for f in find_figures(question, language) if f.kind in ("date", "period"))
    return Asked(question, language, question_kind(question), dates)


def question_kind(question: str) -> Kind:
    """The first rule that fits, in an order that puts the narrower kind first."""
    text = question.casefold()
    if _VERB_FIRST.match(text) and not re.search(r"\b(?:oder|or)\b", text):
        return "yes_no"
    for kind, pattern in _RULES:
        if re.search(pattern, text):
            return kind
    return "other"
