"""All figures of a text: each kind is read in turn, and what has been read is hidden from the next."""

from collections.abc import Iterable
from functools import lru_cache

from qa.figures.fractions import find_shares
from qa.figures.periods import find_dates
from qa.figures.quantities import find_quantities
from qa.figures.references import find_identifiers, find_references
from qa.figures.relative import find_relative_dates
from qa.figures.spans import blank
from qa.types import Figure


@lru_cache(maxsize=4096)  # each check of a claim reads its quotes anew
def find_figures(text: str, language: str | None, published: str | None = None) -> tuple[Figure, ...]:
    """The figures of `text` in order of their start, never overlapping.

    `text` is NFC, as all of Beleg's text; `language` an ISO 639-1 code, None or another than German and
    English where the form of each figure has to decide. `published` (ISO 8601 of any precision) resolves
    relative dates. Left out: ordinals, articles, digits within names (COVID-19).
    A bound word (`rund`, `up to`) is kept in `bound` and is not part of the figure's range.
    """
    language = language[:2].casefold() if language else None
    language = language if language in {"de", "en"} else None
    figures: list[Figure] = []

    def take(found: Iterable[Figure]) -> str:
        rest = text
        for figure in found:
            if "\0" not in rest[figure.start : figure.end]:
                figures.append(figure)
                rest = blank(rest, figure.start, figure.end)
        return rest

    text = take(list(find_references(text)))
    for start, end in find_identifiers(text):
        text = blank(text, start, end)
    text = take(list(find_relative_dates(text, published)))
    text = take(find_dates(text, language))
    text = take(list(find_shares(text)))
    take(list(find_quantities(text, language)))
    return tuple(sorted(figures, key=lambda figure: figure.start))


def parse_figure(text: str, language: str | None, published: str | None = None) -> Figure | None:
    """The first figure of `text`, None if it has none."""
    return next(iter(find_figures(text, language, published)), None)
