"""What is known of a sentence before anything is written about it, as numbers; `qa.abstain` weighs them."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from index.glossary import phrases
from index.lexical import stemmed_language, terms
from index.search import SentenceHit
from qa.evidence import FIGURES_OF, fits
from qa.question import Asked
from qa.subject import lacking
from qa.types import Evidence
from qa.verify import generic_words, is_known

_NOUN = re.compile(
    r"\b(?:wie ?viele|welche[mnrs]?|how many|which|what)"
    r" (?P<noun>(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b)\w[\w-]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SupportSignals:
    """How well a sentence matches a question, and what of the question it lacks."""

    score: float
    lexical: float
    passage: float
    fits_kind: float
    misfits_kind: float
    names_missing: float
    years_missing: float
    ordinals_missing: float
    rate_missing: float
    boundary_missing: float
    noun_missing: float
    figure_missing: float
    words_missing: float
    other_language: float
    name_likeness: float
    asks_yes_no: float

    def values(self) -> Mapping[str, float]:
        """By name, in a fixed order."""
        return asdict(self)


def support_signals(asked: Asked, item: Evidence, hit: SentenceHit, likeness: float) -> SupportSignals:
    """Signals of a sentence that a search found as `hit`, with the likeness of the question's names to it."""
    fit = fits(asked, item.quote, item.language, item.published)
    lacks = lacking(asked, item)
    return SupportSignals(
        score=item.score,
        lexical=hit.parts["lexical"],
        passage=hit.parts["passage"],
        fits_kind=float(fit is True),
        misfits_kind=float(fit is False),
        names_missing=lacks.names,
        years_missing=lacks.years,
        ordinals_missing=lacks.ordinals,
        rate_missing=lacks.rate,
        boundary_missing=lacks.boundary,
        noun_missing=noun_missing(asked, item),
        figure_missing=float(asked.kind in FIGURES_OF and not fit),
        words_missing=words_missing(asked, item),
        other_language=float(item.language != asked.language),
        name_likeness=likeness,
        asks_yes_no=float(asked.kind == "yes_no"),
    )


def noun_missing(asked: Asked, item: Evidence) -> float:
    """Whether a sentence lacks what is to be counted or named: the word behind "how many" or "which".

    In another language only what the glossary knows can be looked for. A year, a sum or a person is named without
    being called so.
    """
    match = _NOUN.search(asked.text)
    noun = match["noun"] if match and match["noun"].casefold() not in generic_words() else ""
    language = stemmed_language(item.language)
    wordings = phrases(noun, asked.language, language)
    if not wordings or (language != asked.language and wordings == [[noun]]):
        return 0.0
    known = frozenset(terms(f"{item.quote} {item.context}", language))
    return float(not any(is_known(stem, known) for wording in wordings[0] for stem in terms(wording, language)))


def words_missing(asked: Asked, item: Evidence) -> float:
    """The share of what the question says that the sentence and its surroundings do not have.

    In another language only phrases of the glossary, names and numbers can be looked for.
    """
    language = stemmed_language(item.language)
    known = frozenset(terms(f"{item.quote} {item.context} {item.title}", language))
    said = phrases(asked.text, asked.language, language)
    if language != asked.language:
        said = [wordings for wordings in said if len(wordings) > 1 or not _untranslated(wordings[0], asked.text)]
    wanted = [stems for wordings in said if (stems := [terms(wording, language) for wording in wordings])[0]]
    missing = [stems for stems in wanted if not any(all(is_known(s, known) for s in wording) for wording in stems)]
    return len(missing) / len(wanted) if wanted else 0.0


def _untranslated(wording: str, question: str) -> bool:
    """Whether a word is one of the question's that the glossary does not know, and no name or number."""
    return wording in question and wording.islower()
