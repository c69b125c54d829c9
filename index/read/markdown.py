"""Markdown without its markup."""

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml.html import fragment_fromstring
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.read.characters import clean, unify_line_ends
from index.read.content import Content, from_paragraphs
from index.read.dates import parse_date
from index.read.encoding import decode
from index.read.join import append_line, known_words
from index.read.markup import paragraphs_of, row_text

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_ENTRY = re.compile(r"^(\w+):[ ]*(.+)$", re.MULTILINE)
_HARD_BREAK = "\n\n"


def read_markdown(data: bytes) -> Content:
    """Headings, paragraphs, list items and table rows as plain text. Raises ReadError for binary content."""
    source = unify_line_ends(decode(data))
    entries: dict[str, str] = {}
    if front := _FRONT_MATTER.match(source):
        entries = {key.lower(): value.strip(" \"'") for key, value in _ENTRY.findall(front[1])}
        source = source[front.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    heading = next((after for token, after in pairwise(tokens) if token.tag == "h1"), None)
    return Content(
        from_paragraphs(_paragraphs(tokens, known_words(source))),
        title=entries.get("title") or (clean(" ".join(_plain(heading).split())) if heading else None) or None,
        publisher=entries.get("publisher"),
        author=entries.get("author"),
        published=parse_date(entries.get("date", "")),
    )


def _paragraphs(tokens: Sequence[Token], known: frozenset[str]) -> list[str]:
    done: list[str] = []
    mark = ""
    lists: list[int | None] = []
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                mark = "- " if number is None else f"{number}. "
                lists[-1] = None if number is None else number + 1
            case "tr_open":
                row = []
            case "tr_close":
                done.append(row_text(row or []))
                row = None
            case "inline" if row is not None:
                row.append(_plain(token))
            case "inline":
                first, *more = (_joined(part, known) for part in _plain(token).split(_HARD_BREAK))
                done += [mark + first, *more]
                mark = ""
            case "fence" | "code_block":
                done += token.content.splitlines()
            case "html_block":
                done += paragraphs_of(fragment_fromstring(token.content, create_parent="div"))
    return done


def _joined(part: str, known: frozenset[str]) -> str:
    pieces: list[str] = []
    for line in filter(None, map(str.strip, part.split("\n"))):
        append_line(pieces, line, known)
    return "".join(pieces)


def _plain(inline: Token) -> str:
    """An inline token's text: "\\n" where the source breaks a line, "\\n\\n" where it asks for a break."""
    text = ""
    links: list[tuple[str, int]] = []
    for token in inline.children or ():
        match token.type:
            case "text" | "code_inline":
                text += token.content
            case "softbreak":
                text += "\n"
            case "hardbreak":
                text += _HARD_BREAK
            case "html_inline" if token.content.lower().startswith("<br"):
                text += _HARD_BREAK
            case "image":
                text += _plain(token)
            case "link_open":
                links.append((str(token.attrGet("href") or ""), len(text)))
            case "link_close":
                address, start = links.pop()
                if address and address.removeprefix("mailto:") != text[start:]:
                    text += f" ({address})"
    return text
