"""A text whose figures and names lead to the sentences that back them."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.types import Citation
from web.cards import place
from web.marks import backed_figures, backed_names

_LONGEST_ATTACHED = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """`target` is the document, start and end that the piece leads to, None if it leads nowhere.

    `before` and `after` are what no line may break off from it: a bracket, a full stop, the rest of a compound.
    """

    text: str
    target: tuple[str, int, int] | None = None
    before: str = ""
    after: str = ""


def linked(text: str, language: str, citations: Sequence[Citation]) -> list[Piece]:
    """A text in pieces; each figure and name that a citation backs goes with the place of that citation."""
    backed = list(backed_figures(text, language, citations))
    for name in backed_names(text, citations):
        if not any(start < name[1] and name[0] < end for start, end, _ in backed):
            backed.append(name)
    backed.sort(key=lambda one: one[:2])
    pieces: list[Piece] = []
    done = 0
    starts = [*(start for start, _, _ in backed), len(text)]
    for (start, end, citation), next_start in zip(backed, starts[1:], strict=True):
        before, after = _last_word(text[done:start]), _first_word(text[end:next_start])
        pieces += [Piece(text[done : start - len(before)]), Piece(text[start:end], place(citation), before, after)]
        done = end + len(after)
    pieces.append(Piece(text[done:]))
    return [piece for piece in pieces if piece.text]


def _first_word(text: str) -> str:
    """What a text begins with, if that is no space."""
    return "" if not text or text[0].isspace() else text.split(maxsplit=1)[0][:_LONGEST_ATTACHED]


def _last_word(text: str) -> str:
    """What a text ends in, if that is no space."""
    return "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1][-_LONGEST_ATTACHED:]
