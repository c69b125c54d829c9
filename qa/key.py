"""What the key words of a claim are, a figure, an address or a person's name, and when two exclude each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.figures import conflict, find_figures
from qa.persons import surnames
from qa.question import Kind
from qa.types import Claim, Evidence, Figure

_COMPARED = ("amount", "percentage", "count", "date", "period", "duration", "reference")


@dataclass(frozen=True, slots=True)
class Key:
    """One figure, the several numbers of an address, or a surname; nothing of it where the words are neither."""

    figures: tuple[Figure, ...] = ()
    surname: str = ""

    @property
    def figure(self) -> Figure | None:
        """The figure, if the key is just one."""
        return self.figures[0] if len(self.figures) == 1 else None

    def excludes(self, other: "Key") -> bool:
        """Whether both cannot answer the same question."""
        if self.figures and other.figures:
            return all(conflict(one, another) for one in self.figures for another in other.figures)
        return bool(self.surname and other.surname) and self.surname != other.surname

    def excluded_in(self, item: Evidence) -> bool:
        """Whether a sentence holds something of the same kind that excludes this, and not this itself."""
        if self.surname:
            return bool(surnames(item.quote)) and self.surname not in item.quote
        return bool(self.contradicting(item))

    def contradicting(self, item: Evidence) -> list[Figure]:
        """The figures of a sentence that exclude all of this key's."""
        found = find_figures(item.quote, item.language, item.published)
        return [other for other in found if self.figures and all(conflict(one, other) for one in self.figures)]


def key_of(claim: Claim, source: Evidence, kind: Kind) -> Key:
    """The key of a claim that answers a question of a kind from a sentence."""
    if not claim.answer_spans:
        return Key()
    words = claim.answer_spans[0].text
    found = [figure for figure in find_figures(words, source.language, source.published) if figure.kind in _COMPARED]
    if len(found) == 1 or _are_address(found):
        return Key(figures=tuple(found))
    names = surnames(words) if kind == "person" and not found else []
    return Key(surname=names[0] if len(names) == 1 else "")


def _are_address(figures: Sequence[Figure]) -> bool:
    """A house number and a postal code, say."""
    return bool(figures) and all(figure.kind == "reference" for figure in figures)
