"""What a question asks for: its language, the kind of thing that would answer it, and the dates it names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.abbreviations import mentioned
from index.proper_names import names_in
from index.query_language import Language, question_language
from qa.figures import find_figures
from qa.types import Figure
from qa.verb_first import is_verb_first

Kind = Literal[
    "amount",
    "percentage",
    "count",
    "date",
    "period",
    "duration",
    "contact",
    "person",
    "place",
    "reason",
    "yes_no",
    "other",
]

_OPENING = re.compile(
    r"^(?:(?:und|aber|and|but|bitte|please)\b,? ?)?"
    r"(?:(?:können|könnten|kannst|könntest) (?:sie|du) (?:mir |uns )?(?:bitte )?sagen,? "
    r"|(?:weißt du|wissen sie),? |(?:can|could|would) you (?:please )?tell (?:me |us )?|do you know )?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r" \(([^()]+\?)\)$")
"""The question before, which `qa.followup` puts behind one that leans on it."""

# A word that begins with a small letter: it is no German noun, so the question is not how many of it there are.
_VERB = r"(?!(?-i:[A-ZÄÖÜ]))"
_TIME = r"(?:jahren?|monaten?|wochen?|tagen?|stunden?|minuten?|years?|months?|weeks?|days?|hours?|minutes?)"
_MONEY = (
    r"(?:geld|euros?|(?:förder|finanz|haushalts|projekt)?mitteln?|money|funds?|dollars?"
    r"|funding\b(?! (?:program|period|phase|line|body|bodies|agenc|scheme)))"
)
_SUM = (
    r"(?:\w*summe|\w*betrag|\w*budgets?|\w*etat|finanzvolumen|fördervolumen|förderhöhe|sum|amount"
    r"|funding (?:amount|volume|sum))"
)
_COST = (
    r"(?:\w*förderung|\w*mittel|\w*kosten|ausgaben|einnahmen|zuschuss|zuschüsse|zuwendung\w*|\w*haushalt|\w*preis"
    r"|\w*beitrag|\w*gebühr\w*|gehalt|finanzierung|funding|costs?|grants?|prices?|fees?|subsid\w+|contribution|spending)"
)
_SHARE = r"(?:\w*anteil|prozentsatz|quote|share|percentage)"
_DURATION = r"(?:\w*dauer|\w*laufzeit|zeitspanne|duration)"
_PLACE = r"(?:\w*stadt|städten?|ort|orten?|\w*land|\w*ländern?|towns?|city|cities|places?|country|countries|states?)"
_NUMBER = r"(?:\w*(?:telefon|fax|ruf|handy)nummer|telefon|fax|phone(?: number)?|telephone(?: number)?|fax number)"
_ADDRESS = (
    r"(?:\w*anschrift|\w*adresse|postleitzahl|e-?mail\w*|website|web-?seite|internetseite|homepage|url|link|web ?page"
    r"|(?:e-?mail |postal |street |web |internet )?address|postal code|zip code)"
)
_PERSON = (
    r"(?:\w*minister(?:in|innen|s|n)?|professor\w*|\w*präsident\w*|\w*sprecher\w*|leiter(?:in)?|\w*direktor\w*|gutachter\w*"
    r"|\w*vorsitzende\w*|\w*geschäftsführer\w*|\w*koordinator\w*|personen|person|\w*sekretär(?:in)?|autor\w*"
    r"|presidents?|spokes\w+|speakers?|directors?|chair\w*|coordinators?|secretar(?:y|ies)|authors?|persons?|people)"
)
_ORGANISATION = (
    r"\b(?:(?:allein)?gesellschafter|träger|trägt|tragen|getragen|fördert\w*|gefördert|finanzier\w*|\w*zahl(?:t|te|en)"
    r"|betreibt|betreiben|betrieb"
    r"|shareholders?|owns?|owners?|fund(?:s|ed|ing)|financ(?:e|es|ed|ing)|pays?|paid|operat(?:e|es|ed)|runs?)\b"
)
_SOME = r"(?:[\w'’-]+ ){0,2}"
_WHICH = rf"\b(?:welche[mnrs]?|what|which) (?!(?:is|was|are|were|do|does|did|has|have)\b){_SOME}"
_HOW_HIGH = r"\b(?:wie hoch|wie groß|how (?:large|high|big))\b.* "
_HOW_MANY = r"\b(?:wie ?viele?|how (?:many|much)) "
_CAN_ONE = r"\b(?:kann|können|can|could|do|should) (?:ich|man|wir|i|we|one|you|people|journalists)\b.* "

_ASKED: tuple[tuple[Kind, str], ...] = (
    ("percentage", rf"(?:{_HOW_MANY}|\b(?:what|which) )(?:prozent|per ?cent)"),
    ("percentage", rf"(?:{_WHICH}|{_HOW_HIGH}){_SHARE}\b"),
    ("amount", rf"{_HOW_MANY}(?:(?:million|milliard|billion|tausend|thousand)\w* )?{_MONEY}\b"),
    ("amount", rf"\bwie ?viele (?:millionen|milliarden) {_VERB}"),
    ("amount", rf"{_WHICH}(?:{_SUM}|{_MONEY})\b|\bin welcher höhe\b"),
    ("amount", rf"{_HOW_HIGH}(?:{_SUM}|{_COST})\b|\bwie teuer\b|\bhow expensive\b"),
    ("amount", r"\bwelche (?:förderung|unterstützung) (?:er|be|hat)"),
    ("amount", r"\bwas kostet|\bwhat (?:did|does|do|will)\b.* cost\b"),
    ("duration", rf"\b(?:wie lange?|how long|how much time|wie ?viel zeit)\b|{_HOW_MANY}{_TIME}\b"),
    ("duration", rf"{_WHICH}{_DURATION}\b"),
    ("count", r"\b(?:wie ?viele[nrm]?|how many|welche anzahl|(?:what|which) number of)\b"),
    ("count", rf"{_HOW_HIGH}(?:\w*zahl|number)\b"),
    ("period", r"\b(?:von wann bis wann|from when (?:to|until))\b|\b(?:what|which) time span\b"),
    ("period", rf"{_WHICH}(?:zeitr\w+|zeitspanne|jahre|jahren|period|years)\b"),
    ("date", r"\bwann\b|\b(?:since|until|till|from|by) when\b|^when\b"),
    ("date", rf"{_WHICH}(?:jahr|tage?|tagen|monate?|monaten|\w*datum|zeit|uhrzeit)\b"),
    ("date", rf"{_WHICH}(?:year|days?|dates?|months?)\b"),
    ("contact", rf"(?:{_WHICH}|\b(?:wo|where|wie|how)\b.* )(?:{_NUMBER}|{_ADDRESS})\b"),
    ("contact", r"\bwelche[mnr]? nummer\b|\b(?:what|which) number (?:can|do|should|to)\b"),
    ("contact", r"\b(?:wo|where|how)\b.* (?:abrufbar|abrufen|erreichbar|online)\b"),
    ("contact", r"\b(?:wo|where|how)\b.* (?:herunterladen|herunterzuladen|download\w*|internet)\b"),
    ("contact", rf"{_CAN_ONE}(?:erreichen|anrufen|schreiben|reach|contact|call|phone|write to)\b"),
    ("contact", r"\b(?:wohin|an wen|where)\b.* (?:schick\w*|schreib\w*|send\w*|adressier\w*|write|address)\b"),
    ("contact", r"\berreich(?:e ich|t man|en wir)\b|\bhow do (?:i|we|you) reach\b"),
    ("amount", rf"\bwie ?viel {_VERB}"),
    ("amount", r"\bhow much (?:did|do|does|is|was|were|will|would|has|have|had|can|could)\b"),
    ("other", rf"\b(?:wer|wem|wen|who|whom)\b.*{_ORGANISATION}"),
    ("person", r"\b(?:wer|wen|wem|wessen)\b|^(?:[\w' ]+, )?(?:\w+ )?(?:who|whom|whose)\b"),
    ("person", rf"(?:{_WHICH}|\b(?:wie heißt|wie heißen|what (?:is|was) the name of)\b.* ){_PERSON}\b"),
    ("place", rf"\b(?:wo|woher|wohin)\b|^(?:from |to )?where\b|{_WHICH}{_PLACE}\b"),
    ("reason", r"\b(?:warum|weshalb|wieso|wozu|wofür(?! steh)|why)\b"),
    ("reason", rf"{_WHICH}(?:zwecke?|grund|gründen|reasons?|purpose)\b"),
    ("reason", r"^what\b.*(?<!stand)(?<!stands)(?<!stood) for\W*$"),
)
"""Kinds by the words that ask, the narrower ones first."""

_SHORT = r"[„“\"]?(?P<short>[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*)[“”\"]?"
_CALLED = r"(?:abkürzung|kürzel|buchstaben|abbreviation|acronym|short form|letters)"
_STANDS_FOR = tuple(
    re.compile(words)
    for words in (
        rf"\b(?i:wofür steh(?:t|en)(?: (?:die|das) {_CALLED})?) {_SHORT}",
        rf"\b(?i:was (?:bedeute(?:t|n)|heißt) (?:die|das) {_CALLED}) {_SHORT}",
        rf"\b(?i:what (?:does|do)(?: the {_CALLED})?) {_SHORT} (?i:stand for)\b",
        rf"\b(?i:what (?:does|do) the {_CALLED}) {_SHORT} (?i:mean)\b",
    )
)
"""Questions for what an abbreviation stands for."""

_BEFORE_NOUN = (
    r"^(?:(?:was|what|wie) (?:ist|war|sind|waren|is|was|are|were|lautet|lauten|lautete) |(?:nenne?|give|name) )?"
    rf"(?:mir |me )?(?:(?:der|die|das|den|the|eine?|an?) )?{_SOME}"
)
_NAMED: tuple[tuple[Kind, str], ...] = (
    ("contact", rf"(?:{_NUMBER}|{_ADDRESS})"),
    ("percentage", _SHARE),
    ("amount", rf"(?:{_SUM}|fördermittel)"),
    ("duration", rf"(?<!auf ){_DURATION}"),
    ("count", r"(?:anzahl|zahl|number of)"),
    ("period", r"(?:\w*zeitraum|period)"),
    ("date", r"(?:\w*datum|date)"),
    ("reason", r"(?:zweck|ziel|aufgabe|purpose|aim|goal)"),
)
"""Kinds by what is named first where no word asks: "the telephone number of", "Was ist das Budget"."""

_OFFERED: tuple[Kind, ...] = ("amount", "percentage", "count", "date", "duration")
_ALTERNATIVE = re.compile(r"\b(?:oder|or)\b", re.IGNORECASE)
_RULES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (*_ASKED, *((kind, rf"{_BEFORE_NOUN}{noun}\b") for kind, noun in _NAMED))
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: `kind` of the answer that would fit, and the dates and periods that are named.

    `abbreviations` are those that the question has or spells out, with what the documents say they stand for;
    `defined` are all that the documents define. `names` are the words of it that the documents show to be names.
    """

    text: str
    language: Language
    kind: Kind
    dates: tuple[Figure, ...]
    abbreviations: Mapping[str, Sequence[str]] = field(default_factory=dict)
    defined: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: Sequence[str] = ()

    @property
    def offers_answers(self) -> bool:
        """Whether words of the question may answer it: to be confirmed, or chosen from ("eight or ten hospitals")."""
        return is_verb_first(_OPENING.sub("", self.text, count=1), self.language)


def analyse(
    question: str,
    abbreviations: Mapping[str, Sequence[str]] | None = None,
    language: Language | None = None,
    names: frozenset[str] = frozenset(),
) -> Asked:
    """Read a question in German or English; `abbreviations` and `names` are all that the documents have.

    `language` is known of a question that was worded anew, perhaps with names of the other language.
    """
    language = language or question_language(question)
    dates = tuple(f for f in find_figures(question, language) if f.kind in ("date", "period"))
    said = {short: forms for short, forms in (abbreviations or {}).items() if mentioned(short, forms, question)}
    kind = question_kind(question, language)
    return Asked(question, language, kind, dates, said, abbreviations or {}, names_in(question, names))


def question_kind(question: str, language: Language | None = None) -> Kind:
    """The first rule that fits, in an order that puts the narrower kind first.

    A question with the one before it in brackets is of its own kind; if it has none, of that one's. `language` as
    in `analyse`.
    """
    language = language or question_language(question)
    before = _BEFORE.search(question)
    own = _kind(question[: before.start()] if before else question, language)
    return own or (_kind(before[1], language) if before else None) or "other"


def short_form_asked(question: str) -> str | None:
    """The abbreviation that a question asks to spell out; None if it asks for something else."""
    found = (pattern.search(question) for pattern in _STANDS_FOR)
    return next((match["short"] for match in found if match), None)


def _kind(question: str, language: Language) -> Kind | None:
    """The kind that a question asks for; None if no rule knows it."""
    text = _OPENING.sub("", question, count=1)
    if is_verb_first(text, language):
        return _kind_of_alternatives(text, language) if _ALTERNATIVE.search(text) else "yes_no"
    return next((kind for kind, pattern in _RULES if pattern.search(text)), None)


def _kind_of_alternatives(text: str, language: Language) -> Kind | None:
    """What a question lets choose from, if it is figures of one kind: eight or ten hospitals, 2017 or 2018."""
    kinds = {figure.kind for figure in find_figures(text, language)}
    return next((kind for kind in _OFFERED if kinds == {kind}), None)
