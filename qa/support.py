"""What is known of a sentence before anything is written about it, as numbers; `qa.abstain` weighs them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from index.search import SentenceHit
from qa.evidence import FIGURES_OF, fits
from qa.question import Asked
from qa.subject import lacking
from qa.types import Evidence
from qa.unsaid import noun_missing, words_missing


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
