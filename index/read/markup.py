"""Paragraphs out of a tree of elements, HTML's own or those of an extractor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "title", "nav", "form", "button", "iframe"]
)
_INLINE = re.compile(
    r"a|abbr|b|bdi|cite|code|data|dfn|del|em|font|hi|i|img|ins|kbd|label|mark|q|ref|s|samp|small|span|strong|sub|sup"
    r"|time|tt|u|var|wbr"
)
_ITEMS = frozenset({"li", "item"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_MARK = "-"
_HEAD_OF_PAGE = "head"


@dataclass(slots=True)
class _Walk:
    """Collects text until a block ends; `done` has the paragraphs so far."""

    done: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def say(self, text: str | None) -> None:
        if text:
            self.open.append(text)

    def close(self) -> None:
        words = _one_line("".join(self.open))
        if words and words != _MARK:
            self.done.append(words)
            self.open.clear()

    def drop_mark(self) -> None:
        """Forgets the mark of a list item in which nothing was said."""
        self.open.clear()


def paragraphs_of(root: _Element, *, extracted: bool = False) -> list[str]:
    """Headings, paragraphs, list items ("- ...") and table rows ("a | b") in the order of the tree.

    `extracted` trees come from trafilatura, where a `head` element is a heading of the text.
    """
    walk = _Walk()
    _visit(root, walk, _SKIPPED - {_HEAD_OF_PAGE} if extracted else _SKIPPED)
    walk.close()
    return walk.done


def row_text(cells: list[str]) -> str:
    """A table row on one line: `name: value` for two cells, `a | b | c` for more."""
    cells = [_one_line(cell) for cell in cells]
    filled = [cell for cell in cells if cell]
    if len(cells) == 2 and len(filled) == 2 and not cells[0].endswith((":", ".", "?")):
        return f"{cells[0]}: {cells[1]}"
    return (" " if len(cells) == 2 else " | ").join(filled)


def _one_line(text: str) -> str:
    """`text` with its white space collapsed as HTML does it, which leaves fixed spaces alone."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip()


def _visit(element: _Element, walk: _Walk, skipped: frozenset[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in skipped:
        return
    if tag in {"br", "lb", "hr"}:
        walk.close()
        return
    # A row with a table inside lays out a page and is no row of data.
    if tag in _ROWS and element.find(".//table") is None:
        walk.close()
        walk.say(row_text([_flat(cell, skipped) for cell in _cells(element)]))
        walk.close()
        return
    block = not _INLINE.fullmatch(tag)
    if block:
        walk.close()
    if tag in _ITEMS:
        walk.say(f"{_MARK} ")
    walk.say(element.text)
    for child in element:
        _visit(child, walk, skipped)
        walk.say(child.tail)
    if block:
        walk.close()
    if tag in _ITEMS:
        walk.drop_mark()


def _cells(row: _Element) -> Iterator[_Element]:
    return (cell for cell in row if cell.tag in _CELLS)


def _flat(cell: _Element, skipped: frozenset[str]) -> str:
    walk = _Walk()
    _visit(cell, walk, skipped)
    walk.close()
    return " ".join(walk.done)
