"""Questions about who holds an office, from a name beside the words for it, in German and English."""

import re
from collections.abc import Iterator, Mapping

from eval.propose.types import Draft
from eval.types import TextGold
from index.lexical import LANGUAGES, is_stop_word
from index.query_language import Language

_TITLE = r"(?:(?:Prof(?:essor(?:in)?)?|Dr|Mr|Ms|Frau|Herr)\.? )*"
_NAME = (
    r"(?P<name>[A-ZÄÖÜ][a-zäöüéßç]+(?:-[A-ZÄÖÜ][a-zäöüéß]+)?"
    r"(?: (?:[A-Z]\.|von|van|de|zu))?(?: [A-ZÄÖÜ][\wäöüéß-]+){1,2})"
)
_GERMAN_ROLE = (
    r"(?:\w*[Mm]inister(?:in)?|\w*[Pp]räsident(?:in)?|\w*[Vv]orsitzende[rn]?|\w*[Ss]precher(?:in)?|\w*[Ll]eiter(?:in)?"
    r"|\w*[Dd]irektor(?:in)?|\w*[Gg]eschäftsführer(?:in)?|\w*[Kk]oordinator(?:in)?|\w*[Ss]ekretär(?:in)?"
    r"|\w*[Bb]ürgermeister(?:in)?|\w*[Kk]anzler(?:in)?|\w*[Rr]ektor(?:in)?|\w*[Dd]ekan(?:in)?|\w*[Vv]orst[aä]nd)"
)
_ENGLISH_ROLE = (
    r"(?:[Mm]inister|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Ss]peaker|[Ss]pokes(?:man|woman|person)|[Dd]irector"
    r"|[Hh]ead|[Cc]oordinator|[Ss]ecretary|[Mm]ayor|[Cc]hancellor|[Dd]ean|[Cc]hief [Ee]xecutive|[Ff]ounder)"
)
_OF_DE = r"(?: (?:der|des|von|vom|für|im|am|in der|beim|bei der) [^,.;:]+?)"
_OF_EN = r"(?: (?:of|for|at|in) [^,.;:]+?(?:, [A-Z]\w+ and [A-Z]\w+)?)"
_BEFORE_DE = r"(?:(?:\d\.|[a-zäöüß]+(?:e|er|en|es)) )?"
_LIST_DE = r"(?:, [A-ZÄÖÜ][\w-]+ und [A-ZÄÖÜ][\w-]+)?"
_END = r"(?=[,.;]| und [a-zäöü]| and [a-z]|$)"
_NOW: Mapping[Language, str] = {"de": "Wer ist", "en": "Who is"}
_THEN: Mapping[Language, str] = {"de": "Wer war", "en": "Who was"}
_PATTERNS: Mapping[Language, tuple[re.Pattern[str], ...]] = {
    "de": (
        re.compile(rf"{_TITLE}{_NAME}, (?P<then>damals )?(?P<role>{_BEFORE_DE}{_GERMAN_ROLE}{_OF_DE}{_LIST_DE}){_END}"),
        re.compile(
            rf"\b(?P<role>[Dd](?:er|ie) {_BEFORE_DE}(?:\w+-)?{_GERMAN_ROLE}{_OF_DE}?)"
            rf"(?: und [^.]{{0,90}}?)?, {_TITLE}{_NAME}(?=[,.]|$)"
        ),
        re.compile(
            rf"(?:^|[,;] )(?P<role>(?:[A-ZÄÖÜ][a-zäöü]+(?:e|er) )?{_GERMAN_ROLE}{_OF_DE}) "
            rf"(?:ist|(?P<then>war)) {_TITLE}{_NAME}(?=[,.]|$)"
        ),
    ),
    "en": (
        re.compile(rf"{_TITLE}{_NAME}, (?P<then>then )?(?P<role>(?:the )?(?:[a-z]+ )?{_ENGLISH_ROLE}{_OF_EN}){_END}"),
        re.compile(
            rf"(?:^|\. )(?P<role>The (?:[a-z]+ )?{_ENGLISH_ROLE}{_OF_EN}) "
            rf"(?:is|(?P<then>was)) {_TITLE}{_NAME}(?=[,.]|$)"
        ),
    ),
}
_SUBJECT: Mapping[Language, re.Pattern[str]] = {
    "de": re.compile(rf"^{_TITLE}{_NAME},.+, (?P<does>(?:führt|leitet|koordiniert) [^,;:]+)$"),
    "en": re.compile(
        rf"^{_TITLE}{_NAME}(?:,.+,)? (?P<does>(?:was (?:named|elected|appointed)|chairs|heads|leads) [^,;:]+)$"
    ),
}
_DEVERBAL: Mapping[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "de": (
        (re.compile(rf"^Den Vorsitz (?P<of>[^,;:]+?) (?P<verb>hat|hatte|führt)(?P<when> im (?:\w+ )?\d{{4}})? "
                    rf"{_TITLE}{_NAME}(?: inne)?(?=[,.]|$)"),
         "Wer {verb}{when} den Vorsitz {of}?"),
        (re.compile(rf"^Für (?P<of>[A-ZÄÖÜ][\w-]+) sprach {_TITLE}{_NAME}(?=[,.]|$)"), "Wer sprach für {of}?"),
    ),
    "en": (
        (re.compile(rf"^(?P<of>The [^,;:]+?) is chaired by {_TITLE}{_NAME}(?=[,.]|$)"), "Who chairs {of}?"),
        (re.compile(rf"^(?P<of>The [^,;:]+?) is (?:headed|led) by {_TITLE}{_NAME}(?=[,.]|$)"), "Who heads {of}?"),
    ),
}  # fmt: skip
_FINITE = re.compile(r"\b(?:ist|war|hat|hatte|is|was|has|had)\b")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def people_questions(sentence: str, language: Language) -> Iterator[Draft]:
    """Questions whose answer is a person; the name and the family name are its wordings."""
    text = _BRACKETS.sub("", " ".join(sentence.split())).rstrip(" .")
    for pattern in _PATTERNS[language]:
        for match in pattern.finditer(text):
            if _FINITE.search(match["role"]):
                continue
            asks = (_THEN if match.groupdict().get("then") else _NOW)[language]
            yield from _draft(language, f"{asks} {_office(match['role'], language)}?", match["name"])
    if doing := _SUBJECT[language].search(text):
        yield from _draft(language, f"{'Wer' if language == 'de' else 'Who'} {doing['does']}?", doing["name"])
    for pattern, question in _DEVERBAL[language]:
        if told := pattern.search(text):
            words = told.groupdict(default="")
            words["of"] = re.sub(r"^The\b", "the", words["of"])
            yield from _draft(language, question.format(**words), told["name"])


def _draft(language: Language, question: str, name: str) -> Iterator[Draft]:
    if not any(is_stop_word(word, known) for word in name.split() for known in LANGUAGES):
        yield Draft(language, question, "person", TextGold("text", (name, name.rsplit(" ", maxsplit=1)[-1])))


def _office(role: str, language: Language) -> str:
    """The office as it is asked for: "the president", "der stellvertretende Vorsitzende", "Präsident"."""
    if language == "en":
        role = re.sub(r"^The\b", "the", role)
        return role if role.startswith("the ") else f"the {role}"
    first, _, rest = role.partition(" ")
    adjective = first.endswith(("ender", "ende", "iger", "ige", "Der", "Die")) and rest[:1].isalpha()
    return f"{first.lower()} {rest}" if adjective and not first.endswith("orsitzender") else role
