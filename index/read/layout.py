"""Which lines belong to one paragraph, told from their lengths, gaps and words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.letterhead import WEB_ADDRESS, is_letterhead
from index.read.join import is_broken

_NARROWEST, _WIDEST = 45, 160
_BULLET = re.compile(r"(?:[•·▪◦‣●○■□➢✓*]|\(?[a-z]\)|\(\d{1,2}\))\s+\S")
_MARKER = re.compile(r"(?:[-–—]|\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?:…][\"“”»«')\]]*$")
_LINKING_WORD = re.compile(
    r"(?<![\w-])(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|und|oder|sowie|von|vom|zu|zum|zur|in|im"
    r"|an|am|auf|aus|bei|mit|für|über|unter|nach|durch|wird|werden|wurde|wurden|hat|haben|ist|sind|dass"
    r"|the|a|and|or|of|to|on|at|for|with|by|from|is|are|was|were|has|have|that)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without space at its ends, the number of blank lines before it, and its page, if any."""

    text: str
    gap: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Setting:
    width: int
    prose: bool


def lines_of(text: str, page: int | None = None) -> list[Line]:
    """The lines of a cleaned text that hold anything."""
    lines: list[Line] = []
    gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lines.append(Line(stripped, gap, page))
        gap = 0 if stripped else gap + 1
    return lines


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, grouped by paragraph; most blank lines end one, but not where every line has its own."""
    break_gap = 2 if is_double_spaced(lines) else 1
    grouped: list[list[Line]] = []
    for block in _split(lines, break_gap):
        apart = _setting(block)
        previous = None
        for run in _split(block, 1):
            close = _setting(run)
            for line in run:
                setting = close if previous is not None and line is not run[0] else apart
                item = previous is not None and line.gap == 0 and bool(_BULLET.match(grouped[-1][0].text))
                if previous is not None and _continues(previous, line, setting, item):
                    grouped[-1].append(line)
                else:
                    grouped.append([line])
                previous = line
    return grouped


def is_double_spaced(lines: Sequence[Line]) -> bool:
    """Whether a blank line follows nearly every line, also in the middle of sentences."""
    pairs = list(pairwise(lines))
    if len(pairs) < 5:
        return False
    apart = [(left.text, right.text) for left, right in pairs if right.gap]
    inside = [
        pair
        for pair in apart
        if not (_SENTENCE_END.search(pair[0]) or _BULLET.match(pair[1]) or is_letterhead(pair[1]))
    ]
    running_on = sum(right[0].islower() or is_broken(left, right) for left, right in inside)
    return len(apart) >= 0.6 * len(pairs) and len(inside) >= 0.4 * len(apart) and running_on >= 0.25 * len(apart)


def _split(lines: Sequence[Line], gap: int) -> list[list[Line]]:
    parts: list[list[Line]] = []
    for line in lines:
        if parts and line.gap < gap:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _setting(lines: Sequence[Line]) -> _Setting:
    """How lines are set. They are prose if broken for want of room, and not one below the other."""
    width = max(len(line.text) for line in lines)
    pairs = [(left.text, right.text) for left, right in pairwise(lines)]
    running_on = sum(right[0].islower() for _, right in pairs)
    if width < _NARROWEST:
        return _Setting(width, len(pairs) > 2 and running_on >= 0.3 * len(pairs))
    filled = sum(_is_full(left, right, width) for left, right in pairs)
    enough = running_on >= 0.2 * len(pairs) or filled >= 0.75 * len(pairs)
    return _Setting(width, len(pairs) < 3 or enough)


def _is_full(left: str, right: str, width: int) -> bool:
    """Whether the first word of `right` had no room left behind `left`."""
    return width <= _WIDEST and len(left) + 1 + len(right.split(maxsplit=1)[0]) > 0.85 * width


def _continues(left: Line, right: Line, setting: _Setting, item: bool) -> bool:
    if is_broken(left.text, right.text):
        return True
    full = setting.prose and _is_full(left.text, right.text, setting.width)
    ended = bool(_SENTENCE_END.search(left.text))
    if _BULLET.match(right.text) or (_MARKER.match(right.text) and (ended or not full)):
        return False
    # What stands below a line of a list item, and opens no item of its own, belongs to it.
    if _LINKING_WORD.search(left.text) or (item and not ended and len(left.text) > 0.5 * setting.width):
        return True
    apart = is_letterhead(left.text)
    if is_letterhead(right.text):
        address = bool(WEB_ADDRESS.match(right.text))
        return full and address and not ended and not apart
    if right.text[0].islower():
        return True
    return full and not apart and not (ended and right.page != left.page)
